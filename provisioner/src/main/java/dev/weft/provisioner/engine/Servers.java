// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.driver.RegistryDriver;
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
public record Servers(
    Map<String, ClusterDriver> clusters,
    @Nullable RegistryDriver registry,
    @Nullable IdentityDriver identity) {

  /// Servers without an identity provider.
  public Servers(Map<String, ClusterDriver> clusters, @Nullable RegistryDriver registry) {
    this(clusters, registry, null);
  }

  public Servers {
    clusters = Map.copyOf(clusters);
  }
}
