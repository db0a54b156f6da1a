// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How long to wait for Kafka Connect.
///
/// @param answer for one answer
/// @param rebalance in all, while its workers share out their work
/// @param settle while what was told to run is about to, before that is told as a difference
/// @param running until connectors do what they were told
/// @param caughtUp until a mirror that is to be promoted has copied everything
/// @param step between two looks
record Patience(
    Duration answer,
    Duration rebalance,
    Duration settle,
    Duration running,
    Duration caughtUp,
    Duration step) {

  /// For real servers.
  static final Patience STANDARD =
      new Patience(
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofMillis(300));

  /// A moment at which waiting is over.
  static long deadline(Duration wait) {
    return System.nanoTime() + wait.toNanos();
  }

  /// Waits one step.
  ///
  /// @return false when the deadline has passed, or somebody wants to stop
  boolean pause(long deadline) {
    if (System.nanoTime() - deadline >= 0) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(step.toNanos());
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
