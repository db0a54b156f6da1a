// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.kafka.ClusterAddress;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The control-plane log in Kafka: topics `weft.inventory` and `weft.journal`, both compacted, and
/// `weft.audit`, which is kept for ever; and the documents that others read. One partition each, so
/// that there is one order.
public final class KafkaControlPlaneLog implements ControlPlaneLog {

  /// What keys of the inventory topic begin with that bind a cluster's name to Kafka's id of it. A
  /// resource's key has two slashes at least, these have one.
  static final String CLUSTER = "cluster/";

  private final LogTopics topics;
  private final Clock clock;
  private final ClusterAddress cluster;
  private final LogWire wire;
  private final KafkaDocuments documents;

  /// @param cluster the name manifests use for the control cluster
  /// @param properties of a Kafka client of the control cluster, as the deployment's configuration
  ///   gives them
  public KafkaControlPlaneLog(String cluster, Properties properties, Clock clock) {
    this(LogTopics.STANDARD, cluster, properties, clock);
  }

  KafkaControlPlaneLog(LogTopics topics, String cluster, Properties properties, Clock clock) {
    this(topics, ClusterAddress.of(cluster, properties), copy(properties), clock);
  }

  private KafkaControlPlaneLog(
      LogTopics topics, ClusterAddress cluster, Properties properties, Clock clock) {
    this(topics, cluster, new LogWire.Kafka(topics, cluster, properties), clock);
  }

  KafkaControlPlaneLog(LogTopics topics, ClusterAddress cluster, LogWire wire, Clock clock) {
    this.topics = topics;
    this.clock = clock;
    this.cluster = cluster;
    this.wire = wire;
    this.documents = new KafkaDocuments(topics, wire, clock);
  }

  private static Properties copy(Properties properties) {
    var copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  @Override
  public Inventory inventory() {
    try (var reader = wire.reader()) {
      boolean hasInventory = reader.exists(topics.inventory());
      boolean hasJournal = reader.exists(topics.journal());
      if (!hasInventory && !hasJournal) {
        return Inventory.EMPTY;
      }
      var contents = new Contents();
      if (hasInventory && hasJournal) {
        reader.read(List.of(topics.inventory(), topics.journal()), contents::add);
      } else {
        reader.read(List.of(hasInventory ? topics.inventory() : topics.journal()), contents::add);
        requireNothing(contents, hasInventory ? topics.journal() : topics.inventory());
      }
      return new Inventory(
          contents.entries,
          contents.journal.pending(),
          contents.clusterIds,
          contents.journal.intents(),
          contents.journal.intendedAt());
    }
  }

  private void requireNothing(Contents contents, String missing) {
    if (!contents.isEmpty()) {
      throw new ObservationException(
          "Topic `%s` on %s is missing while the rest of the control-plane log is there, so nobody knows what Weft owns. Restore it; if its content is lost for good, create it empty (1 partition, cleanup.policy=compact) and import what is yours."
              .formatted(missing, cluster.text()));
    }
  }

  @Override
  public Run begin(String run, String actor, String environment, String revision) {
    wire.setUp();
    var author = new AuditRecord.Author(run, actor, environment, revision);
    var transactions = wire.transactions("Run " + run, environment);
    var kafkaRun = new KafkaRun(topics, author, clock, transactions);
    boolean isReady = false;
    try {
      kafkaRun.initialise();
      // Read after the older writer was fenced off: nothing can be added to the chain behind us.
      try (var reader = wire.reader()) {
        var journal = new Journal();
        reader.read(
            List.of(topics.journal()), message -> journal.add(message.key(), message.value()));
        kafkaRun.continueFrom(lastAudit(reader), journal.spent(), journal.interrupted());
      }
      isReady = true;
      return kafkaRun;
    } finally {
      if (!isReady) {
        kafkaRun.close();
      }
    }
  }

  private @Nullable AuditRecord lastAudit(LogReader reader) {
    ConsumerRecord<String, byte @Nullable []> message = reader.last(topics.audit());
    byte[] value = message == null ? null : message.value();
    if (message == null || value == null) {
      return null;
    }
    try {
      return AuditRecord.of(value);
    } catch (IOException e) {
      throw new ObservationException(
          "The last record of `%s` on %s, offset %d, cannot be read: %s. The chain cannot be continued; move the topic away after you know why."
              .formatted(topics.audit(), cluster.text(), message.offset(), e.getMessage()),
          e);
    }
  }

  @Override
  public Documents documents() {
    return documents.read();
  }

  @Override
  public DocumentChanges publish(String environment, Function<Documents, DocumentChanges> decide) {
    return documents.publish(environment, decide);
  }

  @Override
  public void close() {
    // Other readers live as long as one read, and each run closes its own producer.
    documents.close();
  }

  /// Inventory and journal as they are read.
  private final class Contents {
    private final Map<ResourceKey, Inventory.Entry> entries = new HashMap<>();
    private final Map<String, String> clusterIds = new HashMap<>();
    private final Journal journal = new Journal();

    void add(ConsumerRecord<String, byte @Nullable []> message) throws IOException {
      String key = message.key();
      byte[] value = message.value();
      if (message.topic().equals(topics.journal())) {
        journal.add(key, value);
      } else if (isCluster(key)) {
        if (value == null) {
          clusterIds.remove(key.substring(CLUSTER.length()));
        } else {
          clusterIds.put(key.substring(CLUSTER.length()), InventoryCodec.clusterId(value));
        }
      } else {
        ResourceKey resource = ResourceKey.parse(key);
        if (value == null) {
          entries.remove(resource);
        } else {
          entries.put(resource, InventoryCodec.entry(resource, value));
        }
      }
    }

    private static boolean isCluster(String key) {
      return key.startsWith(CLUSTER) && key.indexOf('/', CLUSTER.length()) < 0;
    }

    boolean isEmpty() {
      return entries.isEmpty() && clusterIds.isEmpty() && journal.isEmpty();
    }
  }
}
