// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What somebody fills in to ask for access. Everything is text as typed; what is wrong with it is
/// said field by field.
///
/// @param application who is to read, such as `billing/invoice-runner`
/// @param product what, such as `reviews/enriched-reviews`
/// @param ports which ports of it, such as `enriched@v1`
/// @param purpose what the records are used for; one that the ports allow
/// @param reason why, in a sentence
/// @param expires last day, as `2027-03-01`, in UTC
public record AccessForm(
    String application,
    String product,
    List<String> ports,
    String purpose,
    String reason,
    String expires) {

  public AccessForm(
      @Nullable String application,
      @Nullable String product,
      @Nullable List<String> ports,
      @Nullable String purpose,
      @Nullable String reason,
      @Nullable String expires) {
    this.application = Objects.requireNonNullElse(application, "").strip();
    this.product = Objects.requireNonNullElse(product, "").strip();
    this.ports = ports == null ? List.of() : List.copyOf(ports);
    this.purpose = Objects.requireNonNullElse(purpose, "").strip();
    this.reason = Objects.requireNonNullElse(reason, "").strip();
    this.expires = Objects.requireNonNullElse(expires, "").strip();
  }
}
