// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.daemon.source.Branch;
import dev.weft.daemon.source.Revision;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.Resolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// What the branch is at, and the newest commit of it that can be used and may be followed.
final class Head {

  private final String environment;
  private final Branch branch;
  private final Guard guard;
  private final PassListener listener;
  private final Clock clock;

  private @Nullable ObjectId seen;
  private @Nullable Resolved resolved;
  private @Nullable Revision good;
  private String sourceProblem = "";
  private String broken = "";
  private String refused = "";
  private boolean hasMoved;
  private volatile Instant lookedAt;

  Head(String environment, Branch branch, Guard guard, PassListener listener, Clock clock) {
    this.environment = environment;
    this.branch = branch;
    this.guard = guard;
    this.listener = listener;
    this.clock = clock;
    this.lookedAt = clock.instant();
  }

  private record Resolved(Revision revision, LocalDate day, Resolution resolution) {}

  /// The commit in force; absent before there was one that can be used.
  @Nullable Revision good() {
    return good;
  }

  /// Whether there is something new since it was last [#taken].
  boolean hasMoved() {
    return hasMoved;
  }

  /// What is new is worked on now.
  void taken() {
    hasMoved = false;
  }

  /// When the branch could last be read; any thread may ask.
  Instant lookedAt() {
    return lookedAt;
  }

  /// Reads the branch if it moved. A commit whose `mesh.yaml` cannot be used changes nothing: the
  /// one before it stays in force.
  void look() {
    try {
      Optional<ObjectId> id = branch.head();
      sourceProblem =
          Stream.of(
                  id.isPresent() ? "" : "There is no %s yet.".formatted(branch.describe()),
                  branch.problem())
              .filter(sentence -> !sentence.isEmpty())
              .collect(Collectors.joining(" "));
      if (sourceProblem.isEmpty()) {
        lookedAt = clock.instant();
      }
      if (id.isPresent()) {
        look(id.get());
      }
    } catch (IOException | UncheckedIOException e) {
      sourceProblem = "The %s could not be read: %s".formatted(branch.describe(), Loop.words(e));
    }
  }

  /// The id is asked for once, so what is verified is what is read.
  private void look(ObjectId id) throws IOException {
    if (id.equals(seen)) {
      guard.isBackAt(id);
      refused = "";
      return;
    }
    boolean isAdmitted = guard.admits(id);
    Revision before = good;
    String problem = guard.problem(before == null ? null : before.commit().id());
    hasMoved |= isAdmitted || !problem.equals(refused);
    refused = problem;
    if (isAdmitted) {
      Revision read = branch.read(id);
      Resolution resolution = resolve(read);
      broken = resolution.mesh() == null ? unusable(read, resolution) : "";
      good = resolution.mesh() == null ? good : read;
      seen = id;
      listener.saw(read.commit(), clock.instant(), resolution.mesh() != null);
    }
  }

  /// A revision is another mesh on another day: grants begin to count, and end.
  Resolution resolve(Revision revision) {
    LocalDate today = LocalDate.now(clock);
    Resolved known = resolved;
    if (known == null || known.revision() != revision || !known.day().equals(today)) {
      Resolution fresh = revision.mesh().resolve(environment, today);
      known = new Resolved(revision, today, fresh);
      resolved = known;
    }
    return known.resolution();
  }

  private String unusable(Revision revision, Resolution resolution) {
    String first =
        resolution.diagnostics().stream()
            .filter(Diagnostic::isBlocking)
            .findFirst()
            .map(Diagnostic::toString)
            .orElse("mesh.yaml has no environment `%s`.".formatted(environment));
    Revision before = good;
    return "Commit %s cannot be used, %s: %s"
        .formatted(
            shorten(revision.commit().id()),
            before == null
                ? "and there is no earlier one to go on with"
                : "so %s stays in force".formatted(shorten(before.commit().id())),
            first);
  }

  static String shorten(String id) {
    return id.substring(0, 12);
  }

  /// What is wrong with the branch; empty when nothing is.
  String problem() {
    return Stream.of(refused, broken, sourceProblem)
        .filter(problem -> !problem.isEmpty())
        .findFirst()
        .orElse("");
  }
}
