// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import dev.weft.daemon.source.Gate;
import dev.weft.git.Commits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/// Lets a commit pass when those signed it who may.
///
/// Each commit is judged once, at the moment at which it is to be followed and by the signers of
/// that moment; what was accepted then stays so, across restarts. A commit that does not go on from
/// what was accepted is refused although it is signed: whoever can only push could bring back an
/// old state otherwise. Not to be used by several threads at once.
public final class SignatureGate implements Gate {

  /// How long an answer holds while neither commit nor signers change: keys end by themselves.
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final SignerFiles files;
  private final Extent extent;
  private final AcceptedCommit accepted;
  private final @Nullable ObjectId trusted;
  private final Clock clock;
  private @Nullable Answer last;

  /// Which commits have to be signed.
  public enum Extent {
    /// The one that is followed.
    HEAD,
    /// And those that it follows by first parents, back to what was accepted before: each state
    /// that the branch had, but not what was merged into it.
    FIRST_PARENT,
    /// Every commit that came since.
    ALL
  }

  private record Answer(ObjectId commit, String signers, Instant at, String refusal) {}

  /// @param files who may sign
  /// @param accepted remembers what passed last
  /// @param trusted a commit that passes with all of its history whoever signed it; null for none
  public SignatureGate(
      SignerFiles files,
      Extent extent,
      AcceptedCommit accepted,
      @Nullable ObjectId trusted,
      Clock clock) {
    this.files = files;
    this.extent = extent;
    this.accepted = accepted;
    this.trusted = trusted;
    this.clock = clock;
  }

  @Override
  public Optional<String> refusal(Repository git, ObjectId commit) throws IOException {
    String refusal;
    try {
      refusal = judge(git, commit, files.read());
    } catch (SignersException e) {
      last = null;
      refusal = commit.equals(accepted.read(git)) ? "" : String.valueOf(e.getMessage());
    }
    return refusal.isEmpty() ? Optional.empty() : Optional.of(refusal);
  }

  private String judge(Repository git, ObjectId commit, SignerFiles.Panel panel)
      throws IOException {
    Instant now = clock.instant();
    Answer known = last;
    if (known != null
        && known.commit().equals(commit)
        && known.signers().equals(panel.text())
        && Duration.between(known.at(), now).abs().compareTo(FRESH) < 0) {
      return known.refusal();
    }
    String refusal = examine(git, commit, panel, now);
    if (refusal.isEmpty()) {
      accepted.write(git, commit);
    }
    last = new Answer(commit.copy(), panel.text(), now, refusal);
    return refusal;
  }

  private String examine(Repository git, ObjectId commit, SignerFiles.Panel panel, Instant now)
      throws IOException {
    ObjectId before = accepted.read(git);
    if (commit.equals(before) || commit.equals(trusted)) {
      return "";
    }
    if (before != null && !Commits.isAncestor(git, before, commit)) {
      return "It does not go on from %s, which was accepted last. If that is right, start the daemon with weft.signatures.accepted=%s."
          .formatted(before.name(), commit.name());
    }
    var known = Stream.of(before, trusted).filter(Objects::nonNull).toList();
    var refusals = new ArrayList<String>();
    History.visit(
        git,
        commit,
        extent,
        known,
        next -> {
          String objection = panel.objection(next.getRawBuffer(), now);
          if (!objection.isEmpty()) {
            refusals.add(sentence(next, commit, objection, known.isEmpty()));
          }
          return refusals.isEmpty();
        });
    return refusals.isEmpty() ? "" : refusals.getFirst();
  }

  private static String sentence(RevCommit bad, ObjectId head, String why, boolean isFirst) {
    if (bad.equals(head)) {
      return why;
    }
    String hint =
        isFirst
            ? " To accept the history up to a commit as it is, start the daemon with weft.signatures.accepted set to its full id."
            : "";
    return "It brings commit %s. %s%s".formatted(bad.name(), why, hint);
  }
}
