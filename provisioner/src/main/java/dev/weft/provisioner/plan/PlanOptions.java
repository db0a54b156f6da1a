// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.ResourceKey;
import java.util.Set;

/// What a person asks of one plan beyond the manifests.
///
/// @param deletions names of topics that may be deleted because somebody named them
/// @param rotations clients that are to get a new secret; when there are any, the plan is about
///   them and nothing else
public record PlanOptions(Set<String> deletions, Set<ResourceKey.Client> rotations) {

  /// Nothing beyond the manifests.
  public static final PlanOptions DEFAULT = new PlanOptions(Set.of());

  /// Deletions, and no rotations.
  public PlanOptions(Set<String> deletions) {
    this(deletions, Set.of());
  }

  public PlanOptions {
    deletions = Set.copyOf(deletions);
    rotations = Set.copyOf(rotations);
  }
}
