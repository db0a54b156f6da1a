// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What the last load of a repository has read, and what was resolved of it, so that the next one
/// reads and resolves only what has changed. Only trees whose files have ids ([SourceFile#id]) gain
/// by it. What did not change is the same object, and not only an equal one.
public final class LoadMemory {

  private final ReentrantLock turns = new ReentrantLock();
  private final ResolveMemory resolved = new ResolveMemory();
  private MeshLoader.@Nullable Past past;

  /// Makes a load, while others wait. What it did not meet is forgotten afterwards.
  LoadedMesh during(BiFunction<MeshLoader.@Nullable Past, ResolveMemory, MeshLoader.Loaded> load) {
    turns.lock();
    try {
      MeshLoader.Loaded loaded = load.apply(past, resolved);
      past = loaded.past();
      return loaded.mesh();
    } finally {
      turns.unlock();
    }
  }
}
