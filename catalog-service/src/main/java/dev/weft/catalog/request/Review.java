// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.view.Finding;
import java.util.List;

/// What there is to say against a change.
///
/// @param findings what policies say about the products it touches
/// @param diagnostics what is wrong with manifests and schemas, and was not before
/// @param isBlocked whether any of it keeps the change from being merged
record Review(List<Finding> findings, List<Finding> diagnostics, boolean isBlocked) {
  Review {
    findings = List.copyOf(findings);
    diagnostics = List.copyOf(diagnostics);
  }

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
