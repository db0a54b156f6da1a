// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/// The log's topics as brokers keep them: committed records with their offsets, epochs of
/// transactional ids, and the short while after a commit in which readers do not see it yet.
public final class MemoryTopics {

  private final Map<String, List<Stored>> topics = new LinkedHashMap<>();
  private final Map<String, Integer> epochs = new HashMap<>();
  private final Map<String, Long> nextOffsets = new HashMap<>();
  private final LongSupplier nanos;
  private boolean isSetUp;
  private boolean isFencing = true;
  private long visibleAfter;

  /// A record in a topic.
  record Stored(ConsumerRecord<String, byte @Nullable []> message, long visibleAt) {}

  /// @param nanos the time that brokers go by
  public MemoryTopics(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// What is committed from here on is seen by readers only so many nanoseconds later; a new writer
  /// sees all of it at once, as it waits for what is under way.
  public void visibleAfter(long lag) {
    visibleAfter = lag;
  }

  LongSupplier nanos() {
    return nanos;
  }

  boolean isSetUp() {
    return isSetUp;
  }

  void setUp() {
    isSetUp = true;
  }

  /// A new producer takes a transactional id over.
  int initialise(String transactionalId) {
    topics.replaceAll((_, all) ->
        new ArrayList<>(all.stream().map(each -> new Stored(each.message(), 0)).toList()));
    return epochs.merge(transactionalId, 1, Integer::sum);
  }

  /// Brokers with a defect: whoever was the writer once may write for ever.
  public void withoutFencing() {
    isFencing = false;
  }

  /// @throws ProducerFencedException when another producer has taken the id over
  void require(String transactionalId, int epoch) {
    if (isFencing && epochs.getOrDefault(transactionalId, 0) != epoch) {
      throw new ProducerFencedException(
          "There is a newer producer with the same transactionalId which fences the current one.");
    }
  }

  /// Appends all of a transaction.
  void commit(String transactionalId, int epoch, List<ProducerRecord<String, byte[]>> records) {
    require(transactionalId, epoch);
    for (ProducerRecord<String, byte[]> each : records) {
      long offset = nextOffset(each.topic());
      topics
          .computeIfAbsent(each.topic(), _ -> new ArrayList<>())
          .add(new Stored(stored(each, offset), nanos.getAsLong() + visibleAfter));
    }
    // The marker that ends a transaction takes an offset, too.
    records.stream().map(ProducerRecord::topic).distinct().forEach(this::nextOffset);
  }

  // A tombstone has no value, which the record's type does not say.
  @SuppressWarnings("NullAway")
  private static ConsumerRecord<String, byte @Nullable []> stored(
      ProducerRecord<String, byte[]> each, long offset) {
    return new ConsumerRecord<>(each.topic(), 0, offset, each.key(), each.value());
  }

  private long nextOffset(String topic) {
    return nextOffsets.merge(topic, 1L, Long::sum) - 1;
  }

  /// Where the next transaction will begin, at most.
  long probableOffset(String topic) {
    return nextOffsets.getOrDefault(topic, 0L);
  }

  /// Where readers' view of a topic ends now: before the first record that is not visible yet.
  long end(String topic) {
    long now = nanos.getAsLong();
    for (Stored each : topics.getOrDefault(topic, List.of())) {
      if (each.visibleAt() > now) {
        return each.message().offset();
      }
    }
    return nextOffsets.getOrDefault(topic, 0L);
  }

  List<ConsumerRecord<String, byte @Nullable []>> read(String topic, long from) {
    long end = end(topic);
    return topics.getOrDefault(topic, List.of()).stream()
        .map(Stored::message)
        .filter(message -> message.offset() >= from && message.offset() < end)
        .toList();
  }

  /// Compacts topics as a cleaner does: of each key the newest record stays, and tombstones for a
  /// while.
  ///
  /// @param isTombstoneKept whether the tombstone of a key is young enough
  public void compact(Predicate<String> isTombstoneKept) {
    for (String topic : List.of("weft.inventory", "weft.journal", "weft.products", "weft.status")) {
      Map<String, Stored> newest = new LinkedHashMap<>();
      for (Stored each : topics.getOrDefault(topic, List.of())) {
        newest.remove(each.message().key());
        newest.put(each.message().key(), each);
      }
      newest
          .values()
          .removeIf(each ->
              each.message().value() == null && !isTombstoneKept.test(each.message().key()));
      topics.put(topic, new ArrayList<>(newest.values()));
    }
  }

  /// The topic is lost with all that it held.
  public void lose(String topic) {
    topics.remove(topic);
  }

  /// Values of a topic, oldest first; without tombstones.
  public List<byte[]> values(String topic) {
    List<byte[]> values = new ArrayList<>();
    for (Stored each : topics.getOrDefault(topic, List.of())) {
      byte[] value = each.message().value();
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /// Keys of a compacted topic whose newest record is no tombstone.
  public List<String> keys(String topic) {
    Map<String, Boolean> keys = new LinkedHashMap<>();
    for (Stored each : topics.getOrDefault(topic, List.of())) {
      keys.put(each.message().key(), each.message().value() != null);
    }
    return keys.keySet().stream().filter(key -> Boolean.TRUE.equals(keys.get(key))).toList();
  }

  /// How many records all topics hold.
  public int size() {
    return topics.values().stream().mapToInt(List::size).sum();
  }

  /// Whether any record holds a text.
  public boolean contains(String text) {
    return topics.values().stream()
        .flatMap(List::stream)
        .map(each -> each.message().value())
        .anyMatch(
            value -> value != null && new String(value, StandardCharsets.UTF_8).contains(text));
  }
}
