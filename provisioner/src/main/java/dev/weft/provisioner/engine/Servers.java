// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.driver.LinkDriver;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.driver.ScramDriver;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The servers of one environment.
///
/// @param clusters drivers by the name manifests use; a cluster of the mesh without a driver counts
///   as one that cannot be reached
/// @param registry null when no registry is configured; then schemas are left alone and the run is
///   an error if any is wanted
/// @param identity null when no identity provider is configured; then applications' clients are
///   nobody's business here
/// @param links drivers of whatever copies topics to a cluster, by the name of that cluster; what
///   manifests want mirrored elsewhere is left alone and makes the run an error
/// @param scram drivers of the SCRAM users of a cluster, by its name; elsewhere applications do not
///   log in by SCRAM, or it is nobody's business here
public record Servers(
    Map<String, ClusterDriver> clusters,
    @Nullable RegistryDriver registry,
    @Nullable IdentityDriver identity,
    Map<String, LinkDriver> links,
    Map<String, ScramDriver> scram) {

  /// Servers without an identity provider.
  public Servers(Map<String, ClusterDriver> clusters, @Nullable RegistryDriver registry) {
    this(clusters, registry, null);
  }

  /// Servers without links.
  public Servers(
      Map<String, ClusterDriver> clusters,
      @Nullable RegistryDriver registry,
      @Nullable IdentityDriver identity) {
    this(clusters, registry, identity, Map.of());
  }

  /// Servers without SCRAM users.
  public Servers(
      Map<String, ClusterDriver> clusters,
      @Nullable RegistryDriver registry,
      @Nullable IdentityDriver identity,
      Map<String, LinkDriver> links) {
    this(clusters, registry, identity, links, Map.of());
  }

  public Servers {
    clusters = Map.copyOf(clusters);
    links = Map.copyOf(links);
    scram = Map.copyOf(scram);
  }
}
