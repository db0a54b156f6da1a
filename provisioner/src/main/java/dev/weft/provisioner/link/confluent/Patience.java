// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.link.confluent;

import java.time.Duration;

/// How often the server is asked whether what was ordered has happened.
///
/// @param questions how many times at most
/// @param pause between two of them
record Patience(int questions, Duration pause) {

  /// Half a minute.
  static final Patience USUAL = new Patience(60, Duration.ofMillis(500));

  /// @return false when the thread was interrupted
  boolean rest() {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
