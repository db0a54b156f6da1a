// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import java.util.Locale;

/// What a change does to readers, the least first.
public enum Impact {
  /// Readers go on as before.
  SAFE,
  /// Everything can be read, and a value may be missing, cut or mean something else.
  RISKY,
  /// Records cannot be read, or are read wrong.
  BREAKING;

  /// The graver one.
  public Impact worst(Impact other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /// The word of outputs: `safe`, `risky`, `breaking`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
