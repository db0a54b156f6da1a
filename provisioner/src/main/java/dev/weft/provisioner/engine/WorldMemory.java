// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What was last read of an environment's servers. Whoever keeps one and tells it of every run can
/// plan a few changes in a large mesh without reading all of it again.
public final class WorldMemory {

  private @Nullable World world;
  private @Nullable Comparison comparison;
  private Set<ResourceKey> touched = new HashSet<>();
  private Set<ResourceKey> sinceSweep = ConcurrentHashMap.newKeySet();

  /// What is remembered.
  ///
  /// @param touched what has been changed since it was read
  /// @param comparison what the world was compared with; null when it was not yet
  record Recalled(World world, Set<ResourceKey> touched, @Nullable Comparison comparison) {

    Recalled withoutComparison() {
      return new Recalled(world, touched, null);
    }
  }

  /// What a world was last compared with, all of it.
  ///
  /// @param desired what was wanted then
  /// @param open what there was anything to say about
  record Comparison(DesiredState desired, Set<ResourceKey> open) {

    static Comparison of(DesiredState desired, Plan plan) {
      Set<ResourceKey> open = new HashSet<>();
      plan.changes().forEach(planned -> open.add(planned.change().resource()));
      plan.held().forEach(remark -> open.add(remark.resource()));
      plan.notes().forEach(remark -> open.add(remark.resource()));
      return new Comparison(desired, open);
    }
  }

  /// A run was made; what it is about is not any more as it was read.
  public synchronized void touched(Collection<PlannedChange> changes) {
    for (PlannedChange planned : changes) {
      touched.add(planned.change().resource());
      sinceSweep.add(planned.change().resource());
    }
  }

  /// A sweep begins.
  ///
  /// @return what is changed from now on until the next one begins; it grows, and any thread may
  ///   read it
  synchronized Set<ResourceKey> swept() {
    Set<ResourceKey> since = ConcurrentHashMap.newKeySet();
    sinceSweep = since;
    return since;
  }

  /// Whether what has changed can be planned without reading everything, as far as is known: all
  /// was read once, and not too much of it has been changed since.
  public synchronized boolean isUsable() {
    World known = world;
    return known != null && !known.isPartlyUnknown() && touched.size() <= Recollection.MOST;
  }

  /// Nothing is known any more.
  public synchronized void forget() {
    world = null;
    comparison = null;
    touched = new HashSet<>();
  }

  synchronized void remember(World read, @Nullable Comparison compared) {
    world = read;
    comparison = compared;
    touched = new HashSet<>();
  }

  synchronized @Nullable Recalled recall() {
    World known = world;
    return known == null ? null : new Recalled(known, Set.copyOf(touched), comparison);
  }
}
