// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/// What a run would do, in the order it would do it.
///
/// @param environment the environment's name
/// @param revision the manifests' revision: a commit id, or a digest of the files
/// @param plannedAt when the servers were read
/// @param clusterIds Kafka's id of each cluster the plan was made against
/// @param changes in order of application
/// @param held resources that differ from the manifests and are left alone, with the reason
/// @param notes facts worth knowing that need no action, such as config keys of somebody else
public record Plan(
    String environment,
    String revision,
    Instant plannedAt,
    SortedMap<String, String> clusterIds,
    List<PlannedChange> changes,
    List<Remark> held,
    List<Remark> notes) {

  public Plan {
    changes = List.copyOf(changes);
    held = List.copyOf(held);
    notes = List.copyOf(notes);
  }

  /// Something to know about a resource.
  public record Remark(ResourceKey resource, Owner owner, String message) {}

  /// The same plan with other changes.
  public Plan withChanges(List<PlannedChange> others) {
    return new Plan(environment, revision, plannedAt, clusterIds, others, held, notes);
  }

  /// Whether there is nothing to do.
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /// Digest of what would be done, independent of time: what an approval is bound to. Where changes
  /// need an approval, it is a digest of these.
  public String digest() {
    return PlanDigest.of(this);
  }
}
