// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.model.event.LogTopic;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.kafka.ClusterAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Creates the log's topics where they are missing, and refuses ones in which the log would lose
/// records.
final class LogSetup {

  /// Bytes of the largest document: a product with all of its schemas.
  static final int LARGEST_DOCUMENT = 8 * 1024 * 1024;

  private static final short MOST_REPLICAS = 3;
  private static final int TRIES = 50;
  private static final long BETWEEN_MS = 100;

  private final LogTopics topics;
  private final Properties properties;
  private final ClusterAddress cluster;

  LogSetup(LogTopics topics, ClusterAddress cluster, Properties properties) {
    this.topics = topics;
    this.cluster = cluster;
    this.properties = properties;
  }

  /// @throws LogWriteException when the topics are not there, not fit, or cannot be made
  void run() {
    requireReachable();
    try (Admin admin = Admin.create(properties)) {
      List<String> missing = missing(admin, topics.all());
      if (!missing.isEmpty()) {
        create(admin, missing);
      }
      requireFit(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private void requireReachable() {
    try {
      cluster.requireReachable();
    } catch (ObservationException e) {
      throw failed(e);
    }
  }

  private List<String> missing(Admin admin, List<String> names)
      throws InterruptedException, ExecutionException {
    List<String> missing = new ArrayList<>();
    Map<String, KafkaFuture<TopicDescription>> calls =
        admin.describeTopics(names).topicNameValues();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> call : calls.entrySet()) {
      try {
        int partitions = call.getValue().get().partitions().size();
        if (partitions != 1) {
          throw new LogWriteException(
              "Topic `%s` on %s has %d partitions, and the control-plane log needs exactly one, because order matters in it. Move it away."
                  .formatted(call.getKey(), cluster.text(), partitions));
        }
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        missing.add(call.getKey());
      }
    }
    return missing;
  }

  private void create(Admin admin, List<String> missing)
      throws InterruptedException, ExecutionException {
    int brokers = admin.describeCluster().nodes().get().size();
    short replication = (short) Math.min(MOST_REPLICAS, brokers);
    List<NewTopic> wanted = new ArrayList<>();
    for (String name : missing) {
      wanted.add(new NewTopic(name, 1, replication).configs(configs(name, replication)));
    }
    Map<String, KafkaFuture<Void>> results = admin.createTopics(wanted).values();
    for (KafkaFuture<Void> result : results.values()) {
      try {
        result.get();
      } catch (ExecutionException e) {
        // Another run began at the same moment, or our own answer was lost.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    for (int attempt = 0; !missing(admin, missing).isEmpty(); attempt++) {
      if (attempt == TRIES) {
        throw new LogWriteException(
            "Topics %s were created on %s and did not appear. Look at the health of the brokers."
                .formatted(missing, cluster.text()));
      }
      Thread.sleep(BETWEEN_MS);
    }
  }

  private Map<String, String> configs(String name, short replication) {
    Map<String, String> configs = new HashMap<>();
    configs.put("min.insync.replicas", replication == MOST_REPLICAS ? "2" : "1");
    configs.put("cleanup.policy", policy(name));
    if (name.equals(topics.audit())) {
      configs.put("retention.ms", "-1");
      configs.put("retention.bytes", "-1");
    } else if (name.equals(topics.measurements())) {
      configs.put("retention.ms", Long.toString(LogTopic.MEASUREMENT_RETENTION_MS));
    } else if (name.equals(topics.products())) {
      configs.put("max.message.bytes", Integer.toString(LARGEST_DOCUMENT));
    }
    return configs;
  }

  private String policy(String name) {
    return name.equals(topics.audit()) || name.equals(topics.measurements()) ? "delete" : "compact";
  }

  private void requireFit(Admin admin) throws InterruptedException, ExecutionException {
    List<ConfigResource> resources =
        topics.all().stream()
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    Map<ConfigResource, KafkaFuture<Config>> calls = admin.describeConfigs(resources).values();
    for (Map.Entry<ConfigResource, KafkaFuture<Config>> call : calls.entrySet()) {
      String name = call.getKey().name();
      Config config = call.getValue().get();
      boolean isAudit = name.equals(topics.audit());
      String policy = value(config, "cleanup.policy");
      if (!policy.equals(policy(name))) {
        throw unfit(name, "cleanup.policy", policy, policy(name));
      }
      if (isAudit && !value(config, "retention.ms").equals("-1")) {
        throw unfit(name, "retention.ms", value(config, "retention.ms"), "-1");
      }
    }
  }

  private LogWriteException unfit(String topic, String key, String value, String needed) {
    return new LogWriteException(
        "Topic `%s` on %s has %s=%s, with which the control-plane log would lose records. Set it to %s."
            .formatted(topic, cluster.text(), key, value, needed));
  }

  private static String value(Config config, String key) {
    ConfigEntry entry = config.get(key);
    String value = entry == null ? null : entry.value();
    return value == null ? "" : value;
  }

  private LogWriteException failed(Throwable error) {
    return LogWords.unwritable(cluster, "prepared", error);
  }
}
