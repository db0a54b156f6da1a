// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import dev.weft.model.mesh.Budget;
import dev.weft.model.mesh.Cluster;
import java.util.Set;
import java.util.SortedMap;

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
