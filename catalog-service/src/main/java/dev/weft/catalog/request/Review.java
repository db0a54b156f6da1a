// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.view.Finding;
import dev.weft.model.compatibility.PortChange;
import java.util.List;

/// What there is to say against a change.
///
/// @param findings what policies say about the products it touches
/// @param diagnostics what is wrong with manifests and schemas, and was not before
/// @param schemas ports whose schema has another meaning, with what that does to readers
/// @param isBlocked whether any of it keeps the change from being merged
record Review(
    List<Finding> findings,
    List<Finding> diagnostics,
    List<PortChange> schemas,
    boolean isBlocked) {
  Review {
    findings = List.copyOf(findings);
    diagnostics = List.copyOf(diagnostics);
    schemas = List.copyOf(schemas);
  }

  /// Nothing.
  static final Review NONE = new Review(List.of(), List.of(), List.of(), false);

  /// What is said when it is blocked.
  String why() {
    return "%d of its findings block it; the first: %s"
        .formatted(
            count(),
            java.util.stream.Stream.concat(diagnostics.stream(), findings.stream())
                .filter(Finding::blocking)
                .map(Finding::message)
                .findFirst()
                .orElse("none"));
  }

  private long count() {
    return java.util.stream.Stream.concat(diagnostics.stream(), findings.stream())
        .filter(Finding::blocking)
        .count();
  }
}
