// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.engine.Sweep;
import dev.weft.provisioner.environment.Goal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the loop asks of the environment's servers. All of it throws when servers cannot be read or
/// written, with sentences for people.
public interface Engine {

  /// The full id of the commit that the last pass of any daemon was about; empty when there was
  /// none.
  Optional<String> lastRevision(EnvironmentMesh mesh);

  /// Compares the servers with what somebody may want, for others than the loop; writes nothing.
  Prepared plan(Goal goal);

  /// Compares the servers with what is wanted; writes nothing.
  ///
  /// @param comparedAt when everything was last compared in full; null when that is not known
  /// @param reach how much is read at least
  Prepared plan(Goal goal, @Nullable Instant comparedAt, Reach reach);

  /// Begins to read everything beside the passes that go on meanwhile.
  ///
  /// @param revision the commit in force
  /// @return to be handed to [#read], and when it is over, to a plan
  Sweep sweep(EnvironmentMesh mesh, String revision);

  /// Reads what a sweep is to read; the only thing of these that another thread than the loop's may
  /// do.
  default void read(Sweep sweep) {
    sweep.run();
  }

  /// Whether a plan of what has changed can do without reading everything.
  boolean remembers();

  /// As [#plan(Goal, Instant, Reach)] with a reach of everything, from a sweep that is over.
  Prepared plan(Goal goal, @Nullable Instant comparedAt, Sweep sweep);

  /// What somebody has paused; its differences are told and left alone.
  default List<PauseStatus> pauses(EnvironmentMesh mesh) {
    return List.of();
  }

  /// Makes those changes of a plan that need nobody's approval.
  RunReport apply(Goal goal, Prepared prepared, RunListener listener);

  /// Tells others, through the log, what is wanted and what has become of it.
  void publish(Work work, Prepared prepared, RunReport report);

  /// Looks how far the consumers of grants have come, and tells others.
  ///
  /// @return whether a grant that was written a short while ago still waits for its first use
  boolean measureUse(EnvironmentMesh mesh);

  /// Tells others how the daemon is doing.
  void report(EnvironmentMesh mesh, DaemonStatus status);

  /// Writes a line to the audit log.
  ///
  /// @param revision the commit in force
  /// @param action what was done, such as `refuse`
  /// @param subject to what
  /// @param detail in a sentence
  void audit(EnvironmentMesh mesh, String revision, String action, String subject, String detail);
}
