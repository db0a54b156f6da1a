// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import dev.weft.devstack.KafkaAccess;
import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.EventCodec;
import dev.weft.model.event.LogTopic;
import dev.weft.model.event.StatusDocument;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A control-plane log that a test writes.
final class TestLog implements AutoCloseable {

  private static final List<String> TOPICS = List.of(LogTopic.PRODUCTS, LogTopic.STATUS);

  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;

  TestLog(KafkaAccess cluster) {
    Properties settings = new Properties();
    settings.putAll(cluster.adminProperties());
    this.admin = Admin.create(settings);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /// Makes the topics anew, empty.
  void recreate() throws InterruptedException, ExecutionException {
    try {
      admin.deleteTopics(TOPICS).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
    }
    Awaitility.await("the old topics are gone")
        .atMost(Duration.ofMinutes(3))
        .until(() -> admin.listTopics().names().get().stream().noneMatch(TOPICS::contains));
    admin
        .createTopics(
            TOPICS.stream()
                .map(topic ->
                    new NewTopic(topic, 1, (short) 1).configs(Map.of("cleanup.policy", "compact")))
                .toList())
        .all()
        .get();
  }

  void write(CatalogDocument... documents) {
    for (CatalogDocument document : documents) {
      send(LogTopic.PRODUCTS, document.key(), EventCodec.write(document));
    }
    producer.flush();
  }

  void write(StatusDocument... documents) {
    for (StatusDocument document : documents) {
      send(LogTopic.STATUS, document.key(), EventCodec.write(document));
    }
    producer.flush();
  }

  void remove(String key) {
    send(LogTopic.PRODUCTS, key, null);
    producer.flush();
  }

  void send(String topic, String key, byte @Nullable [] value) {
    var _ = producer.send(new ProducerRecord<>(topic, key, value));
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
