// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A reading of everything that goes on beside plans and runs of what has changed, so that nobody
/// waits for it in a large mesh. What those runs change meanwhile is noted, and is read again when
/// a plan is made from the sweep.
public final class Sweep implements Runnable {

  private final Supplier<World> reading;
  private final Set<ResourceKey> touched;
  private @Nullable World world;
  private @Nullable RuntimeException failure;
  private volatile boolean isOver;

  /// @param reading reads everything
  /// @param touched what has been changed since this was made; it grows
  Sweep(Supplier<World> reading, Set<ResourceKey> touched) {
    this.reading = reading;
    this.touched = touched;
  }

  /// Reads everything, once, in whichever thread calls it. A failure is kept for whoever plans from
  /// this.
  @Override
  public void run() {
    try {
      world = reading.get();
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      isOver = true;
    }
  }

  /// Whether all was read, or reading it has failed. Any thread may ask.
  public boolean isOver() {
    return isOver;
  }

  /// @throws RuntimeException why it could not be read, as [#run] met it
  WorldMemory.Recalled recalled() {
    if (!isOver) {
      throw new IllegalStateException("the sweep is not over");
    }
    if (failure != null) {
      throw failure;
    }
    World seen = world;
    if (seen == null) {
      throw new IllegalStateException("the sweep broke off");
    }
    return new WorldMemory.Recalled(seen, Set.copyOf(touched), null);
  }
}
