// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.product;

import dev.weft.catalog.view.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An application with a grant on ports of the product.
///
/// @param grant `{domain}/{product}/{grant}`
/// @param application with its domain, such as `billing/invoice-runner`
/// @param applicationTitle what people call it
/// @param team its owner's name; empty when the mesh does not know the application
/// @param ports such as `enriched@v1`
/// @param purpose what the records are used for
/// @param reason why, in the consumer's words
/// @param state what Git says of the grant
/// @param use what the clusters say: `active` reads, `dormant` has not read for a week, `unused`
///   has never read, `unknown` when nobody has looked
/// @param expires last day, included, in UTC
/// @param facts what has come true, and when
/// @param lastUsedAt when it was last seen to read
/// @param lag records it has yet to read, over all granted ports and clusters
/// @param message what stands in the way; may be empty
public record Consumer(
    String grant,
    String application,
    String applicationTitle,
    String team,
    List<String> ports,
    String purpose,
    String reason,
    @Schema(enumeration = {"requested", "active", "expired", "revoked"}) String state,
    @Schema(enumeration = {"active", "dormant", "unused", "unknown"}) String use,
    @Nullable LocalDate expires,
    Facts facts,
    @Nullable Instant lastUsedAt,
    @Nullable Long lag,
    String message) {

  public Consumer {
    ports = List.copyOf(ports);
  }
}
