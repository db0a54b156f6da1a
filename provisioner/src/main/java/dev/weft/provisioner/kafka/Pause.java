// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import java.time.Duration;

/// Waits, between one look or attempt and the next.
@FunctionalInterface
interface Pause {

  /// Waits and returns true, or returns false at once when the thread is interrupted, whose flag
  /// then stays set.
  boolean of(Duration time);

  /// Real time.
  static Pause real() {
    return time -> {
      try {
        Thread.sleep(time);
        return true;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    };
  }
}
