// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads the topics of the control-plane log from where it is told to; the log is never told where
/// we are.
final class LogReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BATCH = 250;
  private static final int FETCH_BYTES = 4 << 20;

  private final List<String> topics;
  private final Admin admin;
  private final KafkaConsumer<String, byte[]> consumer;

  LogReader(Map<String, String> kafka, Collection<String> topics) {
    this.topics = List.copyOf(topics);
    Properties settings = new Properties();
    settings.putAll(kafka);
    settings.put("client.id", "weft-catalog");
    settings.putIfAbsent("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
    settings.putIfAbsent("request.timeout.ms", Long.toString(PATIENCE.toMillis()));
    Properties reading = new Properties();
    reading.putAll(settings);
    reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(BATCH));
    reading.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
    reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    this.consumer =
        new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
    this.admin = Admin.create(settings);
  }

  /// What tells a topic from another one of the same name: the cluster's id and its own.
  Map<String, String> identities() throws InterruptedException {
    try {
      String cluster =
          admin.describeCluster().clusterId().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      Map<String, TopicDescription> found =
          admin
              .describeTopics(topics)
              .allTopicNames()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      Map<String, String> identities = new HashMap<>();
      found.forEach((name, topic) -> identities.put(name, cluster + "/" + topic.topicId()));
      return identities;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new LogAway(
            "The control-plane log has no topics yet; the first run of the provisioner makes them.",
            e);
      }
      throw new LogAway("The control-plane log does not answer: " + message(e), e);
    } catch (TimeoutException e) {
      throw new LogAway("The control-plane log does not answer.", e);
    }
  }

  /// The record after the last committed one of each topic.
  Map<String, Long> ends() {
    Map<String, Long> ends = new HashMap<>();
    consumer
        .endOffsets(partitions(), PATIENCE)
        .forEach((partition, end) -> ends.put(partition.topic(), end));
    return ends;
  }

  /// Begins at the first record of each topic.
  ///
  /// @return where that is
  Map<String, Long> seekToBegin() {
    Map<String, Long> begins = new HashMap<>();
    consumer
        .beginningOffsets(partitions(), PATIENCE)
        .forEach((partition, begin) -> begins.put(partition.topic(), begin));
    seek(begins);
    return begins;
  }

  /// Goes on at these records.
  void seek(Map<String, Long> offsets) {
    consumer.assign(partitions());
    offsets.forEach((topic, offset) -> consumer.seek(new TopicPartition(topic, 0), offset));
  }

  ConsumerRecords<String, byte[]> poll(Duration patience) {
    return consumer.poll(patience);
  }

  /// Where the next poll begins.
  Map<String, Long> positions() {
    Map<String, Long> positions = new HashMap<>();
    for (TopicPartition partition : partitions()) {
      positions.put(partition.topic(), consumer.position(partition, PATIENCE));
    }
    return positions;
  }

  /// Ends a poll that another thread is in.
  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    admin.close(Duration.ofSeconds(1));
  }

  private List<TopicPartition> partitions() {
    return topics.stream().map(topic -> new TopicPartition(topic, 0)).toList();
  }

  private static String message(ExecutionException e) {
    return e.getCause() == null
        ? String.valueOf(e.getMessage())
        : String.valueOf(e.getCause().getMessage());
  }
}
