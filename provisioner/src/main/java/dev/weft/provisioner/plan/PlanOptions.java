// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.ResourceKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a person asks of one plan beyond the manifests.
///
/// @param deletions names of topics that may be deleted because somebody named them
/// @param rotations logins that are to get a new secret; when there are any, the plan is about them
///   and nothing else
/// @param comparedAt when everything was last compared in full, so that one can say since when
///   something has changed; null when that is not known
public record PlanOptions(
    Set<String> deletions, Set<ResourceKey> rotations, @Nullable Instant comparedAt) {

  /// Nothing beyond the manifests.
  public static final PlanOptions DEFAULT = new PlanOptions(Set.of());

  /// Deletions, and no rotations.
  public PlanOptions(Set<String> deletions) {
    this(deletions, Set.of(), null);
  }

  /// What a person asks, who knows of no earlier comparison.
  public PlanOptions(Set<String> deletions, Set<? extends ResourceKey> rotations) {
    this(deletions, Set.copyOf(rotations), null);
  }

  /// Whether nobody asks for anything beyond the manifests.
  public boolean isForManifests() {
    return deletions.isEmpty() && rotations.isEmpty();
  }

  public PlanOptions {
    deletions = Set.copyOf(deletions);
    rotations = Set.copyOf(rotations);
  }
}
