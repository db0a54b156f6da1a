// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Checks the chain of an audit log, record by record from its first. A record that was altered,
/// slipped in or taken out shows at its place. That the newest ones were cut off does not show in
/// what is left: for that, give the hash of a record that has to be there.
public final class AuditChain {

  private final @Nullable String known;
  private boolean isKnownThere;
  private long records;
  private @Nullable AuditRecord first;
  private @Nullable AuditRecord last;
  private @Nullable String breach;

  /// What came of it.
  ///
  /// @param records how many were looked at
  /// @param first absent when there is none
  /// @param last the newest, as far as the chain is whole; absent when there is none
  /// @param breach the first broken link and where it is; absent when the chain is whole
  public record Check(
      long records,
      @Nullable AuditRecord first,
      @Nullable AuditRecord last,
      @Nullable String breach) {}

  /// @param known the hash of a record that has to be there; absent when there is no such
  public AuditChain(@Nullable String known) {
    this.known = known;
  }

  /// Takes the next record.
  ///
  /// @param place where it stands, such as `offset 12`
  /// @param value the record as it was written
  public void add(String place, byte[] value) {
    records++;
    if (breach != null) {
      return;
    }
    try {
      AuditRecord current = AuditRecord.of(value);
      String found = current.breach(last);
      if (found.isEmpty() && !Arrays.equals(value, current.value())) {
        found =
            "record %d is not written the way this release of Weft writes records"
                .formatted(current.sequence());
      }
      if (found.isEmpty()) {
        first = first == null ? current : first;
        last = current;
        isKnownThere |= current.hash().equals(known);
      } else {
        breach = place + ": " + found;
      }
    } catch (IOException e) {
      breach = place + ": the record cannot be read: " + e.getMessage();
    }
  }

  /// What came of all records so far.
  public Check check() {
    boolean isCut = breach == null && known != null && !isKnownThere;
    return new Check(
        records,
        first,
        last,
        isCut
            ? "no record has the hash " + known + ": the log was cut off, or begun anew"
            : breach);
  }
}
