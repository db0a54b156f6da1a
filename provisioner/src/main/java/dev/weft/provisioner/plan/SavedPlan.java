// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/// What has to be remembered of a plan in order to apply exactly it later.
///
/// @param environment the environment's name
/// @param revision the manifests' revision
/// @param plannedAt when the servers were read
/// @param clusterIds Kafka's id of each cluster the plan was made against
/// @param digest what an approval is bound to
/// @param deletions names of the topics it deletes
/// @param items its changes in order
public record SavedPlan(
    String environment,
    String revision,
    Instant plannedAt,
    SortedMap<String, String> clusterIds,
    String digest,
    Set<String> deletions,
    List<Item> items) {

  public SavedPlan {
    deletions = Set.copyOf(deletions);
    items = List.copyOf(items);
  }

  /// One change.
  ///
  /// @param id its id in the plan
  /// @param fingerprint digest of the observed state it was planned on
  /// @param content digest of the change itself
  /// @param reason why it was needed
  public record Item(String id, String fingerprint, String content, String reason) {

    static Item of(PlannedChange planned) {
      return new Item(
          planned.id(),
          planned.fingerprint(),
          PlanDigest.of(planned.change().toString()),
          planned.reason());
    }
  }

  /// What to remember of a plan.
  public static SavedPlan of(Plan plan) {
    var deletions = new TreeSet<String>();
    for (PlannedChange planned : plan.changes()) {
      if (planned.change() instanceof Change.DeleteTopic delete) {
        deletions.add(delete.resource().name());
      }
    }
    return new SavedPlan(
        plan.environment(),
        plan.revision(),
        plan.plannedAt(),
        plan.clusterIds(),
        plan.digest(),
        deletions,
        plan.changes().stream().map(Item::of).toList());
  }
}
