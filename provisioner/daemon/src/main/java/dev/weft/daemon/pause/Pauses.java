// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.pause;

import dev.weft.daemon.loop.Loop.Position;
import dev.weft.daemon.web.ProblemException;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Product;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is paused, in the control-plane log: so it outlives this daemon, and the next leader keeps
/// it.
public final class Pauses {

  private static final int LONGEST = 500;
  private static final String NOT_UNDERSTOOD = "Not understood";

  private final Store store;
  private final Runnable look;
  private final Clock clock;

  /// Where pauses are kept. All of it throws when the log cannot be read or written.
  public interface Store {

    /// All that are there.
    List<PauseStatus> pauses(EnvironmentMesh mesh);

    /// Puts one, and says so in the audit log.
    void pause(EnvironmentMesh mesh, String revision, PauseStatus pause);

    /// Removes one, and says so in the audit log.
    ///
    /// @return whether there was one
    boolean resume(EnvironmentMesh mesh, String revision, String subject, String by, String reason);
  }

  /// @param look makes the loop look at once
  public Pauses(Store store, Runnable look, Clock clock) {
    this.store = store;
    this.look = look;
    this.clock = clock;
  }

  /// Those that have not ended.
  public List<PauseStatus> now(EnvironmentMesh mesh) {
    Instant now = clock.instant();
    return store.pauses(mesh).stream().filter(pause -> !pause.isOver(now)).toList();
  }

  PauseStatus pause(Position position, PauseRequest request, String by) {
    String reason = request.reason() == null ? "" : request.reason().strip();
    if (reason.isEmpty() || reason.length() > LONGEST) {
      throw new ProblemException(
          400,
          NOT_UNDERSTOOD,
          "Give a `reason` of at most %d characters: others will wonder.".formatted(LONGEST));
    }
    String subject = subject(position.mesh(), request.subject());
    Instant now = clock.instant();
    var pause = new PauseStatus(subject, by, reason, now, until(request.until(), now));
    store.pause(position.mesh(), position.revision().commit().id(), pause);
    // So that conditions say it.
    look.run();
    return pause;
  }

  void resume(Position position, ResumeRequest request, String by) {
    String subject = request.subject() == null ? "" : request.subject().strip();
    String reason = request.reason() == null ? "" : request.reason().strip();
    boolean wasThere =
        store.resume(position.mesh(), position.revision().commit().id(), subject, by, reason);
    if (!wasThere) {
      throw new ProblemException(
          404, "Not paused", "`%s` is not paused; see what is.".formatted(subject));
    }
    look.run();
  }

  private static String subject(EnvironmentMesh mesh, @Nullable String written) {
    String subject = written == null ? "" : written.strip();
    boolean isProduct =
        mesh.products().stream().map(Product::name).anyMatch(name -> name.urn().equals(subject));
    boolean isCluster =
        mesh.clusters().keySet().stream().map(PauseStatus::cluster).anyMatch(subject::equals);
    if (subject.equals(PauseStatus.ALL) || isProduct || isCluster) {
      return subject;
    }
    if (subject.startsWith("urn:weft:") || subject.startsWith(PauseStatus.cluster(""))) {
      throw new ProblemException(
          404, "Not in the mesh", "`%s` is not in this environment.".formatted(subject));
    }
    throw new ProblemException(
        400,
        NOT_UNDERSTOOD,
        "`subject` is `all`, `cluster/NAME`, or the URN of a product; `%s` is none of them."
            .formatted(subject));
  }

  private static @Nullable Instant until(@Nullable String written, Instant now) {
    if (written == null) {
      return null;
    }
    try {
      Instant until = Instant.parse(written.strip());
      if (until.isAfter(now)) {
        return until;
      }
    } catch (DateTimeParseException _) {
      // Said below.
    }
    throw new ProblemException(
        400, NOT_UNDERSTOOD, "`until` is a moment to come in UTC, such as 2027-01-31T18:00:00Z.");
  }
}
