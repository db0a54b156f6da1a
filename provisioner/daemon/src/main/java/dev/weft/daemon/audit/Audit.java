// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.audit;

import dev.weft.daemon.audit.AuditPage.Chain;
import dev.weft.daemon.audit.AuditPage.Entry;
import dev.weft.daemon.web.ProblemException;
import dev.weft.provisioner.log.AuditChain;
import dev.weft.provisioner.log.AuditLog;
import dev.weft.provisioner.log.AuditRecord;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the audit log record by record, and keeps those of one page; the chain is checked on the
/// way. Memory is that of a page.
final class Audit implements AuditLog.Sink {

  private static final int LARGEST = 500;

  private final Filter filter;
  private final int size;
  private final AuditChain chain;
  private final Deque<AuditRecord> newest = new ArrayDeque<>();
  private boolean hasMore;

  /// Which records are meant; an empty text means any.
  ///
  /// @param from not before
  /// @param to before
  /// @param before only records with a smaller sequence
  record Filter(
      String subject,
      String actor,
      String action,
      @Nullable Instant from,
      @Nullable Instant to,
      long before) {

    boolean isMeant(AuditRecord record) {
      Instant at = Instant.parse(record.at());
      return record.sequence() < before
          && record.subject().contains(subject)
          && record.actor().contains(actor)
          && (action.isEmpty() || record.action().equals(action))
          && (from == null || !at.isBefore(from))
          && (to == null || at.isBefore(to));
    }
  }

  /// @param known the hash of a record that has to be there; absent when there is no such
  Audit(Filter filter, int size, @Nullable String known) {
    if (size < 1 || size > LARGEST) {
      throw new ProblemException(400, "Not understood", "`size` is 1 to %d.".formatted(LARGEST));
    }
    if (known != null && !known.matches("[0-9a-f]{64}")) {
      throw new ProblemException(
          400, "Not understood", "`known` is the hash of a record: 64 digits of 0-9 and a-f.");
    }
    this.filter = filter;
    this.size = size;
    this.chain = new AuditChain(known);
  }

  static @Nullable Instant moment(String name, String written) {
    if (written.isEmpty()) {
      return null;
    }
    try {
      return Instant.parse(written);
    } catch (DateTimeParseException e) {
      throw new ProblemException(
          400,
          "Not understood",
          "`%s` is a moment in UTC, such as 2027-01-31T18:00:00Z.".formatted(name));
    }
  }

  @Override
  public void accept(String place, byte[] value) {
    chain.add(place, value);
    try {
      AuditRecord record = AuditRecord.of(value);
      if (filter.isMeant(record)) {
        newest.add(record);
        if (newest.size() > size) {
          newest.removeFirst();
          hasMore = true;
        }
      }
    } catch (IOException | DateTimeParseException _) {
      // The chain is broken there, and the answer says so.
    }
  }

  AuditPage page() {
    List<Entry> records = new ArrayList<>(newest.stream().map(Entry::of).toList());
    Collections.reverse(records);
    Long next = hasMore && !records.isEmpty() ? records.getLast().sequence() : null;
    return new AuditPage(records, next, chain());
  }

  Chain chain() {
    AuditChain.Check check = chain.check();
    AuditRecord last = check.last();
    return new Chain(
        check.breach() == null, check.records(), last == null ? null : last.hash(), check.breach());
  }
}
