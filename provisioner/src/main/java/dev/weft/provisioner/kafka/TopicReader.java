// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.resource.ClusterSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Reads topics with their overrides in chunks that keep every broker busy and no answer huge.
final class TopicReader {

  /// Topics in one describe call; a broker pages its answer by 2,000 partitions anyway.
  private static final int DESCRIBED = 2_500;

  private static final int FEWEST_CONFIGS = 250;
  private static final int MOST_CONFIGS = 2_500;

  /// How often a topic that is listed, and yet unknown when described, is asked for again.
  private static final int TRIES = 5;

  private final Connection connection;

  TopicReader(Connection connection) {
    this.connection = connection;
  }

  /// Sends all calls at once.
  Pending request(Admin admin, int brokers, Map<String, TopicListing> listings) {
    List<String> names = List.copyOf(listings.keySet());
    int configs = Math.clamp(names.size() / (2L * brokers), FEWEST_CONFIGS, MOST_CONFIGS);
    Map<String, KafkaFuture<TopicDescription>> descriptions = HashMap.newHashMap(names.size());
    for (List<String> chunk : Chunks.of(names, DESCRIBED)) {
      descriptions.putAll(admin.describeTopics(chunk).topicNameValues());
    }
    Map<ConfigResource, KafkaFuture<Config>> overrides = HashMap.newHashMap(names.size());
    for (List<String> chunk : Chunks.of(names, configs)) {
      overrides.putAll(admin.describeConfigs(resources(chunk)).values());
    }
    return new Pending(admin, brokers, listings, descriptions, overrides);
  }

  /// Every topic, internal ones included.
  static Map<String, TopicListing> listings(Connection connection) {
    return listings(connection, connection.reads());
  }

  private static Map<String, TopicListing> listings(Connection connection, Admin admin) {
    Answer<Map<String, TopicListing>> answer =
        Answer.of(admin.listTopics(new ListTopicsOptions().listInternal(true)).namesToListings());
    Throwable error = answer.error();
    Map<String, TopicListing> all = answer.value();
    if (error != null || all == null) {
      throw Words.unreadable(connection, "ListTopics", orNothing(error));
    }
    return all;
  }

  /// Those of the topics that exist, with their overrides.
  static Map<String, ClusterSnapshot.Topic> full(Connection connection, List<String> names) {
    Map<String, ClusterSnapshot.Topic> topics = withoutConfigs(connection, names);
    Map<String, Map<String, String>> overrides = overrides(connection, names);
    Map<String, ClusterSnapshot.Topic> full = HashMap.newHashMap(names.size());
    topics.forEach((name, topic) -> {
      Map<String, String> own = overrides.get(name);
      if (own != null) {
        full.put(name, with(topic, own));
      }
    });
    return full;
  }

  /// Those of the topics that exist, without their overrides.
  static Map<String, ClusterSnapshot.Topic> withoutConfigs(
      Connection connection, List<String> names) {
    Map<String, KafkaFuture<TopicDescription>> calls = HashMap.newHashMap(names.size());
    for (List<String> chunk : Chunks.of(names, DESCRIBED)) {
      calls.putAll(connection.reads().describeTopics(chunk).topicNameValues());
    }
    Map<String, ClusterSnapshot.Topic> topics = HashMap.newHashMap(names.size());
    calls.forEach((name, call) -> {
      TopicDescription description =
          presentOrNull(connection, "DescribeTopicPartitions", name, call);
      if (description != null) {
        topics.put(name, topic(description, Map.of()));
      }
    });
    return topics;
  }

  /// Overrides of those of the topics that exist.
  static Map<String, Map<String, String>> overrides(Connection connection, List<String> names) {
    Map<ConfigResource, KafkaFuture<Config>> calls = HashMap.newHashMap(names.size());
    for (List<String> chunk : Chunks.of(names, MOST_CONFIGS)) {
      calls.putAll(connection.reads().describeConfigs(resources(chunk)).values());
    }
    var values = new ConfigValues();
    Map<String, Map<String, String>> overrides = HashMap.newHashMap(names.size());
    calls.forEach((resource, call) -> {
      Config config = presentOrNull(connection, "DescribeConfigs", resource.name(), call);
      if (config != null) {
        overrides.put(resource.name(), overrides(config, values));
      }
    });
    return overrides;
  }

  /// Overrides of a topic, normalised.
  static Map<String, String> overrides(Config config, ConfigValues values) {
    Map<String, String> overrides = Map.of();
    for (ConfigEntry entry : config.entries()) {
      if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG) {
        if (overrides.isEmpty()) {
          overrides = new TreeMap<>();
        }
        overrides.put(entry.name(), values.normalised(entry.name(), text(entry)));
      }
    }
    return overrides;
  }

  static List<ConfigResource> resources(Collection<String> topics) {
    List<ConfigResource> resources = new ArrayList<>(topics.size());
    for (String topic : topics) {
      resources.add(new ConfigResource(ConfigResource.Type.TOPIC, topic));
    }
    return resources;
  }

  private static String text(ConfigEntry entry) {
    String value = entry.value();
    return value == null ? "" : value;
  }

  /// Calls that are on their way.
  final class Pending {

    private final Admin admin;
    private final int brokers;
    private final Map<String, TopicListing> listings;
    private final Map<String, KafkaFuture<TopicDescription>> descriptions;
    private final Map<ConfigResource, KafkaFuture<Config>> overrides;

    private Pending(
        Admin admin,
        int brokers,
        Map<String, TopicListing> listings,
        Map<String, KafkaFuture<TopicDescription>> descriptions,
        Map<ConfigResource, KafkaFuture<Config>> overrides) {
      this.admin = admin;
      this.brokers = brokers;
      this.listings = listings;
      this.descriptions = descriptions;
      this.overrides = overrides;
    }

    /// Waits for everything.
    ///
    /// @throws ObservationException when any topic that exists could not be read
    Map<String, ClusterSnapshot.Topic> await() {
      List<String> unknown = new ArrayList<>();
      Map<String, ClusterSnapshot.Topic> topics = collect(unknown);
      for (int attempt = 1; !unknown.isEmpty(); attempt++) {
        // Deleted since it was listed, or so new that the broker that was asked does not know it.
        Map<String, TopicListing> present = stillListed(unknown);
        if (attempt > TRIES && !present.isEmpty()) {
          throw new ObservationException(
              "Cluster `%s` lists topic `%s` and cannot describe it. Look at its brokers' metadata."
                  .formatted(connection.cluster(), present.keySet().iterator().next()));
        }
        unknown.clear();
        if (!present.isEmpty()) {
          topics.putAll(request(admin, brokers, present).collect(unknown));
        }
      }
      return topics;
    }

    private Map<String, ClusterSnapshot.Topic> collect(List<String> unknown) {
      Map<String, ClusterSnapshot.Topic> topics = HashMap.newHashMap(listings.size());
      var values = new ConfigValues();
      for (String name : listings.keySet()) {
        TopicDescription description =
            presentOrNull(connection, "DescribeTopicPartitions", name, descriptions.get(name));
        Config config =
            presentOrNull(
                connection,
                "DescribeConfigs",
                name,
                overrides.get(new ConfigResource(ConfigResource.Type.TOPIC, name)));
        if (description == null || config == null) {
          unknown.add(name);
        } else {
          topics.put(name, topic(description, overrides(config, values)));
        }
      }
      return topics;
    }

    private Map<String, TopicListing> stillListed(Collection<String> names) {
      Map<String, TopicListing> all = listings(connection, admin);
      Map<String, TopicListing> present = new HashMap<>();
      for (String name : names) {
        TopicListing listing = all.get(name);
        if (listing != null) {
          present.put(name, listing);
        }
      }
      return present;
    }
  }

  private static <T> @Nullable T presentOrNull(
      Connection connection, String call, String topic, @Nullable KafkaFuture<T> future) {
    if (future == null) {
      throw new IllegalStateException(call + " was not asked about " + topic);
    }
    Answer<T> answer = Answer.of(future);
    Throwable error = answer.error();
    if (error != null && !(error instanceof UnknownTopicOrPartitionException)) {
      throw Words.unreadable(connection, call + " of topic `" + topic + "`", error);
    }
    return answer.value();
  }

  private static Throwable orNothing(@Nullable Throwable error) {
    return error == null ? new IllegalStateException("the answer is empty") : error;
  }

  private static ClusterSnapshot.Topic with(
      ClusterSnapshot.Topic topic, Map<String, String> overrides) {
    return new ClusterSnapshot.Topic(
        topic.id(), topic.partitions(), topic.replication(), topic.internal(), overrides);
  }

  private static ClusterSnapshot.Topic topic(
      TopicDescription description, Map<String, String> overrides) {
    int replication = Integer.MAX_VALUE;
    for (TopicPartitionInfo partition : description.partitions()) {
      replication = Math.min(replication, partition.replicas().size());
    }
    return new ClusterSnapshot.Topic(
        description.topicId().toString(),
        description.partitions().size(),
        replication,
        description.isInternal() || InternalTopics.isInternal(description.name()),
        overrides);
  }
}
