// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.EventCodec;
import dev.weft.model.event.StatusDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// The documents in Kafka. What was read is remembered, so that looking again costs only what was
/// written since; what this writer wrote itself is read like that of any other.
final class KafkaDocuments implements AutoCloseable {

  /// Compaction drops tombstones after a day; what was read so long ago is read anew.
  private static final Duration FRESH = Duration.ofHours(1);

  /// Bytes and records of one transaction, well inside its time.
  private static final int LARGEST = LogSetup.LARGEST_DOCUMENT;

  private static final int MOST = 2_000;

  private final LogTopics topics;
  private final LogWire wire;
  private final Clock clock;
  private final SortedMap<String, CatalogDocument> catalog = new TreeMap<>();
  private final SortedMap<String, StatusDocument> status = new TreeMap<>();
  private Map<String, Long> next = new HashMap<>();
  private final Map<String, Long> written = new HashMap<>();
  private Instant readAt = Instant.EPOCH;
  private @Nullable LogReader reader;
  private boolean isSetUp;

  KafkaDocuments(LogTopics topics, LogWire wire, Clock clock) {
    this.topics = topics;
    this.wire = wire;
    this.clock = clock;
  }

  synchronized Documents read() {
    LogReader open = reader();
    // Kafka remembers for a while that a topic was missing, so it is asked only until it is there.
    if (!isSetUp && !(open.exists(topics.products()) && open.exists(topics.status()))) {
      return Documents.NONE;
    }
    isSetUp = true;
    catchUp(open);
    return new Documents(catalog, status);
  }

  synchronized DocumentChanges publish(
      String environment, Function<Documents, DocumentChanges> decide) {
    if (decide.apply(read()).isEmpty()) {
      return DocumentChanges.NONE;
    }
    wire.setUp();
    isSetUp = true;
    String who = "The publisher of environment " + environment;
    try (var transactions = wire.transactions(who, environment)) {
      transactions.initialise();
      // Read after the older writer was fenced off: nothing can be added behind us.
      catchUp(reader());
      DocumentChanges changes = decide.apply(new Documents(catalog, status));
      for (List<ProducerRecord<String, byte[]>> chunk : chunks(records(changes))) {
        written.putAll(transactions.write(chunk));
      }
      return changes;
    }
  }

  private List<ProducerRecord<String, byte[]>> records(DocumentChanges changes) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(changes.size());
    changes
        .catalog()
        .forEach(document ->
            records.add(
                new ProducerRecord<>(
                    topics.products(), document.key(), EventCodec.write(document))));
    changes
        .catalogGone()
        .forEach(key -> records.add(Transactions.tombstone(topics.products(), key)));
    changes
        .status()
        .forEach(document ->
            records.add(
                new ProducerRecord<>(topics.status(), document.key(), EventCodec.write(document))));
    changes.statusGone().forEach(key -> records.add(Transactions.tombstone(topics.status(), key)));
    changes
        .measurements()
        .forEach(measurement ->
            records.add(
                new ProducerRecord<>(
                    topics.measurements(), measurement.key(), EventCodec.write(measurement))));
    return records;
  }

  static List<List<ProducerRecord<String, byte[]>>> chunks(
      List<ProducerRecord<String, byte[]>> records) {
    List<List<ProducerRecord<String, byte[]>>> chunks = new ArrayList<>();
    List<ProducerRecord<String, byte[]>> chunk = new ArrayList<>();
    long bytes = 0;
    for (ProducerRecord<String, byte[]> each : records) {
      byte @Nullable [] value = each.value();
      int size = value == null ? 0 : value.length;
      if (!chunk.isEmpty() && (chunk.size() == MOST || bytes + size > LARGEST)) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        bytes = 0;
      }
      chunk.add(each);
      bytes += size;
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }

  private void catchUp(LogReader open) {
    Instant now = clock.instant();
    if (Duration.between(readAt, now).compareTo(FRESH) > 0) {
      forget();
    }
    boolean isDone = false;
    try {
      readOn(open);
      isDone = true;
    } catch (OffsetOutOfRangeException _) {
      // Somebody made the topics anew.
      forget();
      readOn(open);
      isDone = true;
    } finally {
      if (isDone) {
        readAt = now;
      } else {
        forget();
      }
    }
  }

  private void readOn(LogReader open) {
    next = open.readOn(List.of(topics.products(), topics.status()), next, written, this::add);
  }

  private void forget() {
    catalog.clear();
    status.clear();
    next = new HashMap<>();
    written.clear();
  }

  private void add(ConsumerRecord<String, byte @Nullable []> message) {
    String key = message.key();
    byte[] value = message.value();
    if (message.topic().equals(topics.products())) {
      if (value == null) {
        catalog.remove(key);
      } else {
        catalog.put(key, EventCodec.readCatalog(key, value));
      }
    } else if (value == null) {
      status.remove(key);
    } else {
      status.put(key, EventCodec.readStatus(key, value));
    }
  }

  private LogReader reader() {
    LogReader open = reader;
    if (open == null) {
      open = wire.reader();
      reader = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    LogReader open = reader;
    reader = null;
    if (open != null) {
      open.close();
    }
  }
}
