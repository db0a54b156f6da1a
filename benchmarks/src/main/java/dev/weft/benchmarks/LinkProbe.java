// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.devstack.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Sends records to the only partition of a topic on one cluster and waits for them on another.
final class LinkProbe implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String topic;
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private boolean isReading;

  LinkProbe(String topic, KafkaAccess source, KafkaAccess target) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(properties(source), new StringSerializer(), new StringSerializer());
    this.consumer =
        new KafkaConsumer<>(properties(target), new StringDeserializer(), new StringDeserializer());
  }

  /// @return seconds until the record was read at the other end
  double send(String value) throws InterruptedException {
    if (!isReading) {
      read();
    }
    long begin = System.nanoTime();
    var sent = producer.send(new ProducerRecord<>(topic, 0, value, value));
    while (System.nanoTime() - begin < PATIENCE.toNanos()) {
      for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
        if (record.value().equals(value)) {
          return (System.nanoTime() - begin) / 1e9;
        }
      }
    }
    throw new IllegalStateException(
        "`%s` did not arrive in %s; it was %ssent."
            .formatted(value, topic, sent.isDone() ? "" : "not "));
  }

  /// From the end, once there is a topic: the one that copies may have to make it first.
  private void read() throws InterruptedException {
    var partition = new TopicPartition(topic, 0);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!consumer.listTopics().containsKey(topic)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("There is no topic " + topic + " at the other end.");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    consumer.assign(List.of(partition));
    consumer.seekToEnd(List.of(partition));
    consumer.position(partition);
    isReading = true;
  }

  private static Properties properties(KafkaAccess cluster) {
    var properties = new Properties();
    properties.putAll(cluster.adminProperties());
    return properties;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    consumer.close();
  }
}
