// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.model.mesh.Cluster;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Refuses runs that cannot be meant, before anything is planned or written.
final class Guard {

  private Guard() {}

  /// Each cluster must be the one that the mesh names, and the one that was written to before.
  static void requireMeantClusters(DesiredState desired, World world) {
    for (ClusterSnapshot snapshot : world.clusters().values()) {
      String name = snapshot.cluster();
      Cluster cluster = desired.clusters().get(name);
      if (cluster != null && cluster.id() != null && !cluster.id().equals(snapshot.clusterId())) {
        throw new RunRefusedException(
            ("Cluster `%s` has id %s, and mesh.yaml says %s: this is another cluster. "
                    + "Nothing was written; correct the connection or the id.")
                .formatted(name, snapshot.clusterId(), cluster.id()));
      }
      String bound = world.inventory().clusterIds().get(name);
      if (bound != null && !bound.equals(snapshot.clusterId())) {
        throw new RunRefusedException(
            ("Cluster `%s` has id %s, and Weft has written to it under id %s before: "
                    + "this is another cluster. Nothing was written; correct the connection, "
                    + "or give the new cluster another name.")
                .formatted(name, snapshot.clusterId(), bound));
      }
    }
  }

  /// A person who names a topic for deletion must not be told that all is well when it stays.
  ///
  /// @return warnings about names that exist nowhere
  static List<String> requireDeletable(Set<String> names, DesiredState desired, World world) {
    var warnings = new ArrayList<String>();
    for (String name : names.stream().sorted().toList()) {
      List<ClusterSnapshot> clusters =
          world.clusters().values().stream()
              .filter(cluster -> cluster.topics().containsKey(name))
              .toList();
      // A copy that is wanted no more goes by name while the topic it was copied from stays.
      List<ClusterSnapshot> unwanted =
          clusters.stream()
              .filter(cluster -> !desired.resources().containsKey(key(cluster, name)))
              .toList();
      for (ClusterSnapshot cluster : unwanted.isEmpty() ? clusters : unwanted) {
        requireOurs(key(cluster, name), desired, world, cluster);
      }
      if (clusters.isEmpty()) {
        warnings.add("Topic `%s` exists on no cluster that could be read.".formatted(name));
      }
    }
    return warnings;
  }

  private static ResourceKey.Topic key(ClusterSnapshot cluster, String topic) {
    return new ResourceKey.Topic(cluster.cluster(), topic);
  }

  private static void requireOurs(
      ResourceKey.Topic key, DesiredState desired, World world, ClusterSnapshot cluster) {
    String name = key.name();
    if (desired.resources().containsKey(key)) {
      throw new RunRefusedException(
          ("Topic `%s` is named for deletion, and a manifest still wants it. Retire "
                  + "its port first.")
              .formatted(name));
    }
    Inventory.Entry entry = world.inventory().entries().get(key);
    ClusterSnapshot.Topic seen = cluster.topics().get(name);
    boolean isReplaced =
        entry != null
            && entry.topicId() != null
            && seen != null
            && !entry.topicId().equals(seen.id());
    boolean isOurs = entry != null || world.inventory().pending().containsKey(key);
    if (!isOurs || isReplaced) {
      throw new RunRefusedException(
          ("Topic `%s` of cluster `%s` is named for deletion and was not made by "
                  + "Weft. Delete it with Kafka's own tool if that is meant.")
              .formatted(name, cluster.cluster()));
    }
    if (entry != null && entry.origin() == Inventory.Origin.IMPORTED) {
      throw new RunRefusedException(
          ("Topic `%s` is named for deletion and was only imported: no applied "
                  + "manifest has wanted it yet. Apply its manifest first, or delete it with "
                  + "Kafka's own tool.")
              .formatted(name));
    }
  }
}
