// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.kafka.ClusterAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads the log's topics from their beginning, or from near their end, to where they end now. Sees
/// only what was committed.
final class LogReader implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(500);

  private final ClusterAddress cluster;
  private final Duration patience;
  private final LongSupplier nanos;
  private final Consumer<String, byte[]> consumer;

  /// Takes one record.
  @FunctionalInterface
  interface Sink {
    /// @throws IOException when the record cannot be understood; the reader says which it is
    void accept(ConsumerRecord<String, byte @Nullable []> message) throws IOException;
  }

  /// @throws ObservationException when there is no server, or it does not let us in
  LogReader(ClusterAddress cluster, Properties properties, LongSupplier nanos) {
    this.cluster = cluster;
    this.patience = patience(properties);
    this.nanos = nanos;
    cluster.requireReachable();
    var settings = new Properties();
    settings.putAll(properties);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "50000");
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "16777216");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
    try {
      this.consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw LogWords.unreadable(cluster, "opened", e);
    }
  }

  LogReader(ClusterAddress cluster, LongSupplier nanos, Consumer<String, byte[]> consumer) {
    this.cluster = cluster;
    this.patience = LONGEST;
    this.nanos = nanos;
    this.consumer = consumer;
  }

  /// Whether the topic is there.
  boolean exists(String topic) {
    try {
      List<?> partitions = consumer.partitionsFor(topic, patience);
      return partitions != null && !partitions.isEmpty();
    } catch (KafkaException e) {
      throw LogWords.unreadable(cluster, "asked for topic `" + topic + "`", e);
    }
  }

  /// Reads topics of one partition each, in full; records of one topic come in its order.
  void read(List<String> topics, Sink sink) {
    List<TopicPartition> places = new ArrayList<>();
    topics.forEach(topic -> places.add(new TopicPartition(topic, 0)));
    try {
      consumer.assign(places);
      Map<TopicPartition, Long> ends = consumer.endOffsets(places, patience);
      consumer.seekToBeginning(places);
      readTo(ends, sink);
    } catch (KafkaException e) {
      throw LogWords.unreadable(cluster, "read", e);
    }
  }

  /// Reads on to where topics of one partition each end now.
  ///
  /// @param from the next offset by topic; a topic without one is read from its beginning
  /// @param atLeast offsets by topic that are waited for: what was just committed may not be
  ///   readable yet
  /// @return the next offset by topic
  /// @throws OffsetOutOfRangeException when a topic is not the one it was
  Map<String, Long> readOn(
      List<String> topics, Map<String, Long> from, Map<String, Long> atLeast, Sink sink) {
    List<TopicPartition> places = new ArrayList<>();
    topics.forEach(topic -> places.add(new TopicPartition(topic, 0)));
    try {
      consumer.assign(places);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(places, patience));
      for (TopicPartition place : places) {
        Long next = from.get(place.topic());
        if (next == null) {
          consumer.seekToBeginning(List.of(place));
        } else if (next > offset(ends, place)) {
          throw new OffsetOutOfRangeException(Map.of(place, next));
        } else {
          consumer.seek(place, next);
        }
        ends.merge(place, atLeast.getOrDefault(place.topic(), 0L), Math::max);
      }
      readTo(ends, sink);
      Map<String, Long> next = new HashMap<>();
      for (TopicPartition place : places) {
        next.put(place.topic(), consumer.position(place, patience));
      }
      return next;
    } catch (OffsetOutOfRangeException e) {
      throw e;
    } catch (KafkaException e) {
      throw LogWords.unreadable(cluster, "read", e);
    }
  }

  /// The last record of a topic; null when it has none.
  @Nullable ConsumerRecord<String, byte @Nullable []> last(String topic) {
    var place = new TopicPartition(topic, 0);
    List<TopicPartition> places = List.of(place);
    try {
      consumer.assign(places);
      long begin = offset(consumer.beginningOffsets(places, patience), place);
      long end = offset(consumer.endOffsets(places, patience), place);
      List<ConsumerRecord<String, byte @Nullable []>> found = new ArrayList<>();
      // The markers of transactions and what was aborted take offsets, too, so the last record can
      // be anywhere before the end.
      for (long distance = 64; found.isEmpty(); distance *= 8) {
        long from = Math.max(begin, end - distance);
        consumer.seek(place, from);
        readTo(Map.of(place, end), found::add);
        if (from == begin) {
          break;
        }
      }
      return found.isEmpty() ? null : found.getLast();
    } catch (KafkaException e) {
      throw LogWords.unreadable(cluster, "read", e);
    }
  }

  private void readTo(Map<TopicPartition, Long> ends, Sink sink) {
    long deadline = nanos.getAsLong() + patience.toNanos();
    while (!isAt(ends)) {
      boolean isAny = false;
      for (ConsumerRecord<String, byte @Nullable []> message : poll()) {
        isAny = true;
        take(message, sink);
      }
      if (isAny) {
        deadline = nanos.getAsLong() + patience.toNanos();
      } else if (nanos.getAsLong() > deadline) {
        throw new ObservationException(
            "The control-plane log on %s could not be read to its end in time: %s. Look at the health of the brokers that lead its topics."
                .formatted(cluster.text(), ends));
      }
    }
  }

  private Iterable<ConsumerRecord<String, byte @Nullable []>> poll() {
    List<ConsumerRecord<String, byte @Nullable []>> records = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
      records.add(nullable(message));
    }
    return records;
  }

  // A tombstone has no value, which the consumer's type does not say.
  @SuppressWarnings("NullAway")
  private static ConsumerRecord<String, byte @Nullable []> nullable(
      ConsumerRecord<String, byte[]> message) {
    return new ConsumerRecord<>(
        message.topic(), message.partition(), message.offset(), message.key(), message.value());
  }

  private boolean isAt(Map<TopicPartition, Long> ends) {
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (consumer.position(end.getKey(), patience) < end.getValue()) {
        return false;
      }
    }
    return true;
  }

  private void take(ConsumerRecord<String, byte @Nullable []> message, Sink sink) {
    try {
      sink.accept(message);
    } catch (IOException | RuntimeException e) {
      throw new ObservationException(
          "The control-plane log on %s has a record that cannot be read: %s, offset %d, key `%s`: %s. Nothing was planned from it."
              .formatted(
                  cluster.text(), message.topic(), message.offset(), message.key(), words(e)),
          e);
    }
  }

  private static String words(Exception error) {
    String message = String.valueOf(error.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition place) {
    Long offset = offsets.get(place);
    return offset == null ? 0 : offset;
  }

  /// How long the deployment's configuration wants to wait for an answer, but half a minute at
  /// most.
  private static Duration patience(Properties properties) {
    String configured = properties.getProperty(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
    if (configured == null) {
      return LONGEST;
    }
    try {
      Duration wanted = Duration.ofMillis(Long.parseLong(configured.strip()));
      return wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
    } catch (NumberFormatException _) {
      // The client that is made next refuses the value, with its own words.
      return LONGEST;
    }
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
