// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import java.util.Locale;

/// What a finding does.
public enum Mode {
  /// It blocks.
  ENFORCE,
  /// It is shown.
  WARN,
  /// It is counted.
  AUDIT,
  /// There is none: the policy is not evaluated.
  OFF;

  /// The word of manifests.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Mode of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
