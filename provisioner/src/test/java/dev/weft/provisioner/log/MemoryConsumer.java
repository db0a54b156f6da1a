// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/// Reads topics in memory, committed records only, as far as the log's reader asks a consumer for.
final class MemoryConsumer extends MockConsumer<String, byte[]> {

  private final MemoryTopics topics;
  private final MemoryLog.Carrier carrier;
  private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();

  MemoryConsumer(MemoryTopics topics, MemoryLog.Carrier carrier) {
    super("none");
    this.topics = topics;
    this.carrier = carrier;
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
    if (!topics.isSetUp()) {
      return List.of();
    }
    return List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0]));
  }

  @Override
  public void assign(Collection<TopicPartition> partitions) {
    positions.clear();
    partitions.forEach(place -> positions.put(place, 0L));
  }

  @Override
  public Map<TopicPartition, Long> beginningOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach(place -> offsets.put(place, 0L));
    return offsets;
  }

  /// The one call by which a read can fail: what it reads to is decided here.
  @Override
  public Map<TopicPartition, Long> endOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    return carrier.read(
        "read " + String.join("+", partitions.stream().map(TopicPartition::topic).toList()),
        () -> {
          Map<TopicPartition, Long> offsets = new HashMap<>();
          partitions.forEach(place -> offsets.put(place, topics.end(place.topic())));
          return offsets;
        });
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> partitions) {
    partitions.forEach(place -> positions.put(place, 0L));
  }

  @Override
  public void seek(TopicPartition place, long offset) {
    positions.put(place, offset);
  }

  @Override
  public long position(TopicPartition place, Duration timeout) {
    return Objects.requireNonNull(positions.get(place));
  }

  /// All there is. Where compaction left a gap, a reader goes on behind it.
  @Override
  public ConsumerRecords<String, byte[]> poll(Duration timeout) {
    Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> found = new LinkedHashMap<>();
    positions.replaceAll((place, from) -> {
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      topics.read(place.topic(), from).forEach(message -> records.add(plain(message)));
      if (!records.isEmpty()) {
        found.put(place, records);
      }
      return Math.max(from, topics.end(place.topic()));
    });
    if (found.isEmpty()) {
      carrier.await();
    }
    return new ConsumerRecords<>(found, Map.of());
  }

  // A tombstone has no value, which the record's type does not say.
  @SuppressWarnings({"NullAway", "unchecked"})
  private static ConsumerRecord<String, byte[]> plain(ConsumerRecord<String, ?> message) {
    return (ConsumerRecord<String, byte[]>) message;
  }

  @Override
  public void close(CloseOptions options) {
    // Holds nothing.
  }
}
