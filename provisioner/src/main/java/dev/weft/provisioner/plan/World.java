// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.RegistrySnapshot;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Everything a plan is computed from besides the manifests.
///
/// @param clusters what the clusters hold that could be read, by name
/// @param unreachable why a cluster could not be read, by name; nothing of it is touched
/// @param registry what the registry holds; null when it could not be read
/// @param registryFailure why the registry could not be read; empty when it was
/// @param inventory what Weft owns
/// @param revision the manifests' revision
/// @param now the time of the plan
public record World(
    SortedMap<String, ClusterSnapshot> clusters,
    SortedMap<String, String> unreachable,
    @Nullable RegistrySnapshot registry,
    String registryFailure,
    Inventory inventory,
    String revision,
    Instant now) {

  /// Whether a part of the world could not be read, which makes the run an error.
  public boolean isPartlyUnknown() {
    return !unreachable.isEmpty() || registry == null;
  }
}
