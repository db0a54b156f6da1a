// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.audit;

import dev.weft.provisioner.log.AuditRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some records of the audit log, the newest first.
///
/// @param records each with the hash that chains it to the one before
/// @param next what to give as `before` for those that follow; absent when there are none
/// @param chain whether anybody altered the log, as it was read for this answer
public record AuditPage(List<Entry> records, @Nullable Long next, Chain chain) {

  public AuditPage {
    records = List.copyOf(records);
  }

  /// A record.
  ///
  /// @param sequence 1 for the first record ever
  /// @param run id of the run that wrote it
  /// @param actor who ran it
  /// @param revision the manifests' revision
  /// @param at when, in UTC
  /// @param action what was done, such as `approved`
  /// @param subject to what
  /// @param detail in a sentence
  /// @param previous hash of the record before
  /// @param hash SHA-256 of all the rest
  public record Entry(
      long sequence,
      String run,
      String actor,
      String environment,
      String revision,
      String at,
      String action,
      String subject,
      String detail,
      String previous,
      String hash) {

    static Entry of(AuditRecord record) {
      return new Entry(
          record.sequence(),
          record.run(),
          record.actor(),
          record.environment(),
          record.revision(),
          record.at(),
          record.action(),
          record.subject(),
          record.detail(),
          record.previous(),
          record.hash());
    }
  }

  /// What a check of the chain has found.
  ///
  /// @param isWhole whether every record follows the one before
  /// @param records how many there are
  /// @param hash of the newest, to be noted down elsewhere; absent when there is none
  /// @param breach the first broken link and where it is; absent when there is none
  public record Chain(
      boolean isWhole, long records, @Nullable String hash, @Nullable String breach) {}
}
