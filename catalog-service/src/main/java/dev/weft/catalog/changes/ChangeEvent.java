// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.changes;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Something that has changed. Says what, not how: whoever shows it asks for it again.
///
/// @param id larger than that of every earlier one; what `Last-Event-ID` carries
/// @param type what kind of thing
/// @param subject which one: a URN, a grant's id, a change request's number
/// @param at when the catalog learnt of it
public record ChangeEvent(
    long id,
    @Schema(
            enumeration = {
              "product",
              "domain",
              "mesh",
              "status",
              "grant",
              "change-request",
              "platform",
              "reset"
            })
        String type,
    String subject,
    Instant at) {

  /// The type that says: whatever you know may have changed.
  public static final String RESET = "reset";
}
