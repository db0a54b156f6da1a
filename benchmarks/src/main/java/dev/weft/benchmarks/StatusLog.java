// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.model.event.EventCodec;
import dev.weft.model.event.LogTopic;
import dev.weft.model.event.StatusDocument;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What the daemon says in the control-plane log, as anybody who reads it sees it.
final class StatusLog implements AutoCloseable {

  private static final TopicPartition PARTITION = new TopicPartition(LogTopic.STATUS, 0);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<String, byte[]> consumer;

  StatusLog(Properties kafka) {
    Properties settings = new Properties();
    settings.putAll(kafka);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(PARTITION));
  }

  /// Passes over what has been said so far.
  void seekToEnd() {
    consumer.seekToEnd(List.of(PARTITION));
    consumer.position(PARTITION);
  }

  /// Returns as soon as something is said.
  ///
  /// @throws IllegalStateException when it is not said in time
  void await(Predicate<StatusDocument> isWanted, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
        if (each.value() != null
            && isWanted.test(EventCodec.readStatus(each.key(), each.value()))) {
          return;
        }
      }
    }
    throw new IllegalStateException(
        "the daemon has not said within " + patience + " that it is live");
  }

  @Override
  public void close() {
    consumer.close();
  }
}
