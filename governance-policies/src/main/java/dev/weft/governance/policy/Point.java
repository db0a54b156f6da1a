// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.policy;

import java.util.Locale;

/// Where policies are enforced.
public enum Point {
  /// Before a change is merged: `weft validate`, `weft plan`, a change request.
  CHANGE,
  /// Before a change is applied.
  APPLY,
  /// When what is deployed is looked at again.
  SCAN;

  /// The word of manifests.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
