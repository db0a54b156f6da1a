// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A topic.
///
/// @param name its name in Kafka
/// @param partitions number of partitions
/// @param replication replicas of each partition
/// @param cleanup `compact`, `delete` or both
/// @param retention how long records are kept, seven days when the manifest does not say; absent
///   when without limit
/// @param minInSync in-sync replicas that a write needs; absent when the cluster decides
/// @param config topic configs by Kafka's keys, in milliseconds and bytes
public record TopicFact(
    @Meaning("its name in Kafka") String name,
    @Meaning("number of partitions") long partitions,
    @Meaning("replicas of each partition") long replication,
    @Meaning("`compact`, `delete` or both") List<String> cleanup,
    @Meaning("how long records are kept, P7D when not said; absent when without limit")
        Optional<Duration> retention,
    @Meaning("in-sync replicas that a write needs; absent when the cluster decides")
        Optional<Long> minInSync,
    @Meaning("topic configs by Kafka's keys, in milliseconds and bytes") Map<String, String> config)
    implements Fact {

  public TopicFact {
    cleanup = List.copyOf(cleanup);
    config = Map.copyOf(config);
  }

  @Override
  public Object component(String component) {
    return switch (component) {
      case "name" -> name;
      case "partitions" -> partitions;
      case "replication" -> replication;
      case "cleanup" -> cleanup;
      case "retention" -> retention;
      case "minInSync" -> minInSync;
      case "config" -> config;
      default -> throw Fact.unknown(component);
    };
  }
}
