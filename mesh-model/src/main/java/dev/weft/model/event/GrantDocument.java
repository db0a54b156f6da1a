// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A consumer's right to read ports of one product, as Git has it.
///
/// @param id `{domain}/{product}/{grant}`
/// @param name its own name inside the product
/// @param consumer the reading application, such as `billing/dispute-desk`
/// @param ports such as `enriched@v1`, sorted
/// @param operation what the consumer may do: `read`
/// @param purpose what the records are used for
/// @param reason why, in the consumer's words
/// @param state `requested`, `active`, `expired` or `revoked`
/// @param expires last day, included, in UTC; absent when it does not end
/// @param path its manifest's path in the repository
/// @param group what the names of the consumer's groups begin with, such as `billing.dispute-desk.`
public record GrantDocument(
    String id,
    String name,
    String consumer,
    List<String> ports,
    String operation,
    String purpose,
    String reason,
    String state,
    @Nullable LocalDate expires,
    String path,
    String group) {

  public GrantDocument {
    ports = List.copyOf(ports);
  }
}
