// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.view.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A request for access, from asking to reading.
///
/// @param id number of its change request
/// @param grant id of the grant it asks for
/// @param product what it is about
/// @param application who is to read
/// @param ports such as `enriched@v1`
/// @param purpose what the records are used for
/// @param reason why
/// @param expires last day, in UTC
/// @param requestedBy login of who asked
/// @param requestedAt when
/// @param state `open` waits for approval, `approved` waits to be merged, `merged` waits for the
///   platform, `active` can be used; the others have ended
/// @param facts what has come true, and when
/// @param waitsFor what has to happen next, in a sentence; empty when nothing
/// @param change number of its change request
/// @param canApprove whether the caller can approve or deny it
/// @param canWithdraw whether the caller can take it back
public record AccessRequest(
    int id,
    String grant,
    ProductRef product,
    String application,
    List<String> ports,
    String purpose,
    String reason,
    LocalDate expires,
    String requestedBy,
    Instant requestedAt,
    @Schema(
            enumeration = {
              "open",
              "approved",
              "denied",
              "withdrawn",
              "merged",
              "active",
              "expired",
              "revoked"
            })
        String state,
    Facts facts,
    String waitsFor,
    int change,
    boolean canApprove,
    boolean canWithdraw) {

  public AccessRequest {
    ports = List.copyOf(ports);
  }

  /// A product that is asked for.
  @Schema(name = "ProductRef")
  public record ProductRef(String urn, String title, String domain, String name) {}
}
