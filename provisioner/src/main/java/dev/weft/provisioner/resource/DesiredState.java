// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import dev.weft.model.mesh.Budget;
import dev.weft.model.mesh.Cluster;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Everything the manifests want in one environment.
///
/// @param environment its name
/// @param clusters its clusters by name
/// @param resources by key
/// @param quarantine owners whose manifests are broken; whatever they own is left as it is
/// @param quarantinedPrincipals principals of quarantined applications; no binding of theirs is
///   added or removed
/// @param retired owners and topics that a manifest explicitly retires
/// @param budget what one run may take away
/// @param forbidden what policies forbid
/// @param upkeep how what exists is looked after
public record DesiredState(
    String environment,
    SortedMap<String, Cluster> clusters,
    SortedMap<ResourceKey, Desired> resources,
    Set<Owner> quarantine,
    Set<String> quarantinedPrincipals,
    Set<ResourceKey> retired,
    Budget budget,
    Forbidden forbidden,
    Upkeep upkeep) {

  /// With the usual upkeep.
  public DesiredState(
      String environment,
      SortedMap<String, Cluster> clusters,
      SortedMap<ResourceKey, Desired> resources,
      Set<Owner> quarantine,
      Set<String> quarantinedPrincipals,
      Set<ResourceKey> retired,
      Budget budget,
      Forbidden forbidden) {
    this(
        environment,
        clusters,
        resources,
        quarantine,
        quarantinedPrincipals,
        retired,
        budget,
        forbidden,
        Upkeep.DEFAULT);
  }

  /// The resources that are wanted otherwise than before, or only before, or only now.
  ///
  /// @return empty when more than resources has changed, so that any resource may be judged anew
  public Optional<Set<ResourceKey>> changedSince(DesiredState before) {
    boolean isSameElse =
        environment.equals(before.environment)
            && clusters.equals(before.clusters)
            && quarantine.equals(before.quarantine)
            && quarantinedPrincipals.equals(before.quarantinedPrincipals)
            && budget.equals(before.budget)
            && forbidden.equals(before.forbidden)
            && upkeep.equals(before.upkeep);
    if (!isSameElse) {
      return Optional.empty();
    }
    Set<ResourceKey> changed = new HashSet<>(retired);
    changed.removeAll(before.retired);
    before.retired.stream().filter(key -> !retired.contains(key)).forEach(changed::add);
    if (resources == before.resources) {
      return Optional.of(changed);
    }
    Iterator<Map.Entry<ResourceKey, Desired>> then = before.resources.entrySet().iterator();
    Map.Entry<ResourceKey, Desired> old = next(then);
    for (Map.Entry<ResourceKey, Desired> now : resources.entrySet()) {
      // Both are sorted, so that one walk over both is enough.
      while (old != null
          && !old.getKey().equals(now.getKey())
          && old.getKey().compareTo(now.getKey()) < 0) {
        changed.add(old.getKey());
        old = next(then);
      }
      if (old == null || !old.getKey().equals(now.getKey())) {
        changed.add(now.getKey());
      } else {
        if (old.getValue() != now.getValue() && !old.getValue().equals(now.getValue())) {
          changed.add(now.getKey());
        }
        old = next(then);
      }
    }
    for (; old != null; old = next(then)) {
      changed.add(old.getKey());
    }
    return Optional.of(changed);
  }

  private static Map.@Nullable Entry<ResourceKey, Desired> next(
      Iterator<Map.Entry<ResourceKey, Desired>> entries) {
    return entries.hasNext() ? entries.next() : null;
  }

  /// The same, looked after in another way.
  public DesiredState with(Upkeep other) {
    return new DesiredState(
        environment,
        clusters,
        resources,
        quarantine,
        quarantinedPrincipals,
        retired,
        budget,
        forbidden,
        other);
  }

  /// With nothing that policies forbid.
  public DesiredState(
      String environment,
      SortedMap<String, Cluster> clusters,
      SortedMap<ResourceKey, Desired> resources,
      Set<Owner> quarantine,
      Set<String> quarantinedPrincipals,
      Set<ResourceKey> retired,
      Budget budget) {
    this(
        environment,
        clusters,
        resources,
        quarantine,
        quarantinedPrincipals,
        retired,
        budget,
        Forbidden.NOTHING);
  }
}
