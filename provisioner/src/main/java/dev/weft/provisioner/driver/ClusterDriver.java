// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.driver;

import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// One Kafka cluster.
public interface ClusterDriver extends AutoCloseable {

  /// The name manifests use.
  String cluster();

  /// Reads the whole cluster, in batches.
  ///
  /// @throws ObservationException when any part could not be read in full
  ClusterSnapshot observe();

  /// Reads some resources of the cluster.
  ///
  /// @param before all of the cluster, as it was read earlier
  /// @param keys topics, bindings and quotas
  /// @return what was read before, with these resources as they are now
  /// @throws ObservationException when any of them could not be read, or the cluster is not the one
  ///   that was read before
  ClusterSnapshot observe(ClusterSnapshot before, Set<ResourceKey> keys);

  /// Asks the brokers about changes without making them.
  ///
  /// @return the brokers' refusals by change id, in their words; accepted changes, and those that
  ///   cannot be asked about, are absent
  Map<String, String> validate(List<PlannedChange> changes);

  /// Makes the changes of one stage, in batches, and reads topics, partitions, configs, ACLs and
  /// quotas back before it calls them applied. Never throws for a failure of an item.
  ///
  /// @param report called once for every change, as soon as its outcome is known
  void apply(List<PlannedChange> changes, Reporter report);

  /// Kafka's ids of topics, right after they were made.
  ///
  /// @return ids by name; topics that do not exist are absent
  /// @throws ObservationException when they could not be read
  default Map<String, String> topicIds(Set<String> topics) {
    Map<String, String> ids = new TreeMap<>();
    observe()
        .topics()
        .forEach((name, topic) -> {
          if (topics.contains(name)) {
            ids.put(name, topic.id());
          }
        });
    return ids;
  }

  /// Facts about the use of topics: active groups with their lag, records held.
  ///
  /// @return facts by topic; a topic without any use has an entry that says so
  /// @throws ObservationException when they could not be read
  Map<String, TopicFacts> evidence(Set<String> topics);

  @Override
  void close();
}
