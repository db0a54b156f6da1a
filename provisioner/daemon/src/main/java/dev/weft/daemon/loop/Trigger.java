// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import java.util.Locale;

/// Why a pass is made; the first that applies.
public enum Trigger {
  /// This daemon has just become the one that writes.
  START,
  /// Somebody asked for it.
  REQUEST,
  /// The branch moved.
  COMMIT,
  /// A new day (UTC) began, so grants and waivers may have ended; or a pause has ended by itself.
  EXPIRY,
  /// The last pass left something undone that may work now.
  RETRY,
  /// It is time to compare the servers with the branch again.
  DRIFT;

  /// As a label.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
