// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.EventCodec;
import dev.weft.model.event.EventFormatException;
import dev.weft.model.event.LogTopic;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.event.StatusDocument;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/// What some records of the log come to: of each key only the last word.
///
/// @param catalog documents by key
/// @param statuses documents by key
/// @param removed keys of documents that are gone
/// @param removedStatuses keys of statuses that are gone
/// @param unreadable messages by topic and key; what was known of them stays
record LogBatch(
    Map<String, CatalogEntry> catalog,
    Map<String, StatusEntry> statuses,
    Set<String> removed,
    Set<String> removedStatuses,
    Map<String, String> unreadable) {

  /// A document, its bytes in the log, and what of a product can be found.
  record CatalogEntry(CatalogDocument content, byte[] body, @Nullable ProductText text) {

    static CatalogEntry of(CatalogDocument content, byte[] body) {
      ProductText text =
          content instanceof ProductDocument product ? ProductText.of(product) : null;
      return new CatalogEntry(content, body, text);
    }
  }

  /// A document and its bytes in the log.
  record StatusEntry(StatusDocument content, byte[] body) {}

  static LogBatch empty() {
    return new LogBatch(
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashSet<>(),
        new LinkedHashSet<>(),
        new LinkedHashMap<>());
  }

  static LogBatch of(ConsumerRecords<String, byte[]> records) {
    LogBatch batch = empty();
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
        StatusDocument status = EventCodec.readStatus(log.key(), log.value());
        if (isOwn(place, log.key(), status.key())) {
          statuses.put(log.key(), new StatusEntry(status, log.value()));
        }
      } else {
        CatalogDocument document = EventCodec.readCatalog(log.key(), log.value());
        if (isOwn(place, log.key(), document.key())) {
          catalog.put(log.key(), CatalogEntry.of(document, log.value()));
        }
      }
    } catch (EventFormatException e) {
      unreadable.put(place, String.valueOf(e.getMessage()));
    }
  }

  private boolean isOwn(String place, String key, String keyOfDocument) {
    if (key.equals(keyOfDocument)) {
      return true;
    }
    unreadable.put(place, "Record `%s` holds the document of `%s`.".formatted(key, keyOfDocument));
    return false;
  }
}
