// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.engine.Sweep;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Reads everything beside the loop, one reading at a time, so that no commit waits until a large
/// mesh is read.
final class Sweeping {

  private final Engine engine;
  private final Executor beside;
  private @Nullable Reading reading;

  /// @param beside runs what is given to it, and then makes the loop look again soon
  Sweeping(Engine engine, Executor beside) {
    this.engine = engine;
    this.beside = beside;
  }

  /// A reading.
  ///
  /// @param cause why it was begun
  /// @param began when, in nanoseconds that never jump
  record Reading(Trigger cause, Instant begunAt, long began, Sweep sweep) {}

  boolean isGoingOn() {
    return reading != null;
  }

  /// The reading, once it is over.
  @Nullable Reading ready() {
    Reading current = reading;
    return current != null && current.sweep().isOver() ? current : null;
  }

  void begin(Trigger cause, Instant at, long nanos, EnvironmentMesh mesh, String revision) {
    Sweep sweep = engine.sweep(mesh, revision);
    reading = new Reading(cause, at, nanos, sweep);
    beside.execute(() -> engine.read(sweep));
  }

  /// Nobody waits for it any more.
  void end() {
    reading = null;
  }
}
