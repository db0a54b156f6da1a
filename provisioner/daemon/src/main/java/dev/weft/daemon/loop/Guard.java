// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.daemon.source.Branch;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Keeps the loop from following commits that may not be followed, and remembers which one it was
/// and who has yet to hear of it.
final class Guard {

  private final Branch branch;
  private final PassListener listener;
  private @Nullable ObjectId commit;
  private String refusal = "";
  private boolean isUnaudited;

  Guard(Branch branch, PassListener listener) {
    this.branch = branch;
    this.listener = listener;
  }

  /// A commit that was refused, for the audit log.
  record Refused(String commit, String why) {}

  /// Asks about the commit that the branch is at.
  ///
  /// @return whether it may be followed
  boolean admits(ObjectId head) throws IOException {
    String now = branch.refusal(head).orElse("");
    if (!head.equals(commit) || !now.equals(refusal)) {
      isUnaudited = !now.isEmpty() && (isUnaudited || !head.equals(commit) || refusal.isEmpty());
      commit = head;
      refusal = now;
      if (branch.isGuarded()) {
        listener.judged(head.name(), now);
      }
    }
    return now.isEmpty();
  }

  /// The branch is where it was when it was last admitted.
  void isBackAt(ObjectId head) {
    if (!refusal.isEmpty()) {
      commit = head;
      refusal = "";
      isUnaudited = false;
      listener.judged(head.name(), "");
    }
  }

  /// What to tell of a commit that is refused; empty when none is.
  ///
  /// @param before the commit that stays in force; null when there is none
  String problem(@Nullable String before) {
    ObjectId refused = commit;
    if (refused == null || refusal.isEmpty()) {
      return "";
    }
    String stays =
        before == null ? "nothing is applied" : "%s stays in force".formatted(Head.shorten(before));
    return "SignatureInvalid: commit %s of the branch is not accepted, so %s. %s"
        .formatted(Head.shorten(refused.name()), stays, refusal);
  }

  /// What has yet to be written to the audit log; null when nothing has.
  @Nullable Refused unaudited() {
    ObjectId refused = commit;
    return isUnaudited && refused != null ? new Refused(refused.name(), refusal) : null;
  }

  /// It was written to the audit log.
  void audited() {
    isUnaudited = false;
  }
}
