// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.kafka.ClusterAddress;
import dev.weft.provisioner.resource.Inventory;
import java.io.IOException;
import java.time.Clock;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The control-plane log in Kafka: topics `weft.inventory` and `weft.journal`, both compacted, and
/// `weft.audit`, which is kept for ever; and the documents that others read. One partition each, so
/// that there is one order.
public final class KafkaControlPlaneLog implements ControlPlaneLog {

  private final LogTopics topics;
  private final Clock clock;
  private final ClusterAddress cluster;
  private final LogWire wire;
  private final KafkaInventory inventory;
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
    this.inventory = new KafkaInventory(topics, cluster, wire, clock);
    this.documents = new KafkaDocuments(topics, wire, clock);
  }

  private static Properties copy(Properties properties) {
    var copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  @Override
  public Inventory inventory() {
    return inventory.readAnew();
  }

  @Override
  public Inventory newestInventory() {
    return inventory.readOn();
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
      KafkaInventory.Past past = inventory.past();
      try (var reader = wire.reader()) {
        kafkaRun.continueFrom(lastAudit(reader), past.spent(), past.interrupted());
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
    // Each run closes its own producer.
    inventory.close();
    documents.close();
  }
}
