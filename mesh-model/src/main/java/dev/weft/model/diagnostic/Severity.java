// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.diagnostic;

import java.util.Locale;

/// How much a diagnostic matters, the gravest first.
public enum Severity {
  /// The manifest cannot be used; never suppressible.
  ERROR,
  /// Blocks by default; can be waived with a reason and an end date.
  DANGER,
  /// Worth a look; blocks nothing.
  WARNING,
  /// For information.
  NOTE;

  /// The lower-case word used in every output.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
