// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.EventCodec;
import dev.weft.model.event.EventFormatException;
import dev.weft.model.event.LogTopic;
import dev.weft.model.event.StatusDocument;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/// What some records of the log come to: of each key only the last word.
///
/// @param catalog documents by key
/// @param statuses documents by key
/// @param removed keys of documents that are gone
/// @param removedStatuses keys of statuses that are gone
/// @param unreadable messages by topic and key; what was known of them stays
record LogBatch(
    Map<String, Document<CatalogDocument>> catalog,
    Map<String, Document<StatusDocument>> statuses,
    Set<String> removed,
    Set<String> removedStatuses,
    Map<String, String> unreadable) {

  /// A document and its bytes in the log.
  record Document<T>(T content, byte[] body) {}

  static LogBatch of(ConsumerRecords<String, byte[]> records) {
    LogBatch batch =
        new LogBatch(
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashMap<>());
    Map<String, ConsumerRecord<String, byte[]>> last = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> each : records) {
      last.put(each.topic() + "/" + each.key(), each);
    }
    last.forEach(batch::add);
    return batch;
  }

  boolean isEmpty() {
    return catalog.isEmpty()
        && statuses.isEmpty()
        && removed.isEmpty()
        && removedStatuses.isEmpty();
  }

  private void add(String place, ConsumerRecord<String, byte[]> log) {
    boolean isStatus = log.topic().equals(LogTopic.STATUS);
    try {
      if (log.value() == null) {
        (isStatus ? removedStatuses : removed).add(log.key());
      } else if (isStatus) {
        statuses.put(
            log.key(), new Document<>(EventCodec.readStatus(log.key(), log.value()), log.value()));
      } else {
        catalog.put(
            log.key(), new Document<>(EventCodec.readCatalog(log.key(), log.value()), log.value()));
      }
    } catch (EventFormatException e) {
      unreadable.put(place, String.valueOf(e.getMessage()));
    }
  }
}
