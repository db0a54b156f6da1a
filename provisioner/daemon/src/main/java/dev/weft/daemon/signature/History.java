// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import dev.weft.daemon.signature.SignatureGate.Extent;
import java.io.IOException;
import java.util.Collection;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/// The commits that a head brings beyond what is known already.
final class History {

  private History() {}

  /// Visits them, the newest first.
  ///
  /// @param known commits that bring nothing new, nor does their history; those that the repository
  ///   does not have are left out
  /// @param visitor says whether to go on
  static void visit(
      Repository git,
      ObjectId head,
      Extent extent,
      Collection<ObjectId> known,
      Predicate<RevCommit> visitor)
      throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      walk.setRetainBody(true);
      walk.sort(RevSort.COMMIT_TIME_DESC);
      walk.setFirstParent(extent == Extent.FIRST_PARENT);
      walk.markStart(walk.parseCommit(head));
      for (ObjectId one : known) {
        if (git.getObjectDatabase().has(one)) {
          walk.markUninteresting(walk.parseCommit(one));
        }
      }
      boolean goesOn = true;
      for (RevCommit next = walk.next(); goesOn && next != null; next = walk.next()) {
        goesOn = visitor.test(next) && extent != Extent.HEAD;
      }
    }
  }
}
