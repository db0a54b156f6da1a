// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.List;

/// What an access request asks for, kept beside the change request that would give it.
///
/// @param grant id of the grant, such as `reviews/enriched-reviews/dispute-desk`
/// @param path the grant's file in the repository
/// @param application the reading application, such as `billing/dispute-desk`
/// @param product the product, such as `reviews/enriched-reviews`
/// @param ports in local form, such as `enriched@v1`, sorted
/// @param purpose what the records are for
/// @param reason why, in the words of who asks
/// @param expires last day of the grant, in UTC
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccessTerms(
    String grant,
    String path,
    String application,
    String product,
    List<String> ports,
    String purpose,
    String reason,
    LocalDate expires) {
  public AccessTerms {
    ports = List.copyOf(ports);
  }

  /// The same with other words.
  public AccessTerms withReason(String other) {
    return new AccessTerms(grant, path, application, product, ports, purpose, other, expires);
  }
}
