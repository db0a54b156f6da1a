// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import java.time.Instant;
import java.util.HashMap;
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

  /// The same, with some resources as another snapshot of the cluster has them, or has them not.
  ///
  /// @param keys topics, bindings and quotas
  public ClusterSnapshot with(Set<ResourceKey> keys, ClusterSnapshot newer) {
    Map<String, Topic> allTopics = new HashMap<>(topics);
    Map<ResourceKey.AclSet, Set<Acl>> allAcls = new HashMap<>(acls);
    Map<String, Map<String, Double>> allQuotas = new HashMap<>(quotas);
    for (ResourceKey key : keys) {
      switch (key) {
        case ResourceKey.Topic topic -> replace(allTopics, topic.name(), newer.topics());
        case ResourceKey.AclSet set -> replace(allAcls, set, newer.acls());
        case ResourceKey.Quota quota -> replace(allQuotas, quota.user(), newer.quotas());
        case ResourceKey.Artifact _,
            ResourceKey.Client _,
            ResourceKey.ScramUser _,
            ResourceKey.Mirror _ ->
            throw new IllegalArgumentException("no resource of a cluster: " + key.text());
      }
    }
    return new ClusterSnapshot(
        cluster, clusterId, newer.brokers(), readAt, allTopics, allAcls, allQuotas);
  }

  private static <K, V> void replace(Map<K, V> all, K key, Map<K, V> newer) {
    V value = newer.get(key);
    if (value == null) {
      all.remove(key);
    } else {
      all.put(key, value);
    }
  }
}
