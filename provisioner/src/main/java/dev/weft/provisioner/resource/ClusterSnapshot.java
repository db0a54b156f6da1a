// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// What one cluster holds, read in one go. Every part was read in full: a read that failed never
/// becomes an empty part, it fails the snapshot.
///
/// @param cluster the name manifests use
/// @param clusterId Kafka's own id
/// @param brokers how many brokers answered
/// @param readAt when reading began
/// @param topics by name, internal ones included
/// @param acls bindings by resource pattern
/// @param quotas values by user, then by Kafka's quota key
public record ClusterSnapshot(
    String cluster,
    String clusterId,
    int brokers,
    Instant readAt,
    Map<String, Topic> topics,
    Map<ResourceKey.AclSet, Set<Acl>> acls,
    Map<String, Map<String, Double>> quotas) {

  /// A topic as it is.
  ///
  /// @param id Kafka's topic id, which a topic of the same name made later does not share
  /// @param partitions number of partitions
  /// @param replication replicas of the partition that has the fewest
  /// @param internal whether Kafka or a tool keeps its own state in it
  /// @param overrides explicit topic configs only, values normalised like manifests' values
  public record Topic(
      String id,
      int partitions,
      int replication,
      boolean internal,
      Map<String, String> overrides) {}
}
