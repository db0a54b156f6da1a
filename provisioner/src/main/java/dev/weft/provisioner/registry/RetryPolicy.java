// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to go on after failures that may pass.
///
/// @param deadline time for one call with all its repetitions
/// @param patience the same while there is nobody to connect to: a person waits for the message
/// @param read time for one attempt that only reads; short, since a lost answer is asked for again
/// @param write time for one attempt that writes
/// @param firstPause pause before the second attempt; doubled for each further one
record RetryPolicy(
    Duration deadline, Duration patience, Duration read, Duration write, Duration firstPause) {

  static final RetryPolicy DEFAULT =
      new RetryPolicy(
          Duration.ofSeconds(35),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMillis(100));

  /// One call's attempts.
  Attempts start() {
    return new Attempts(this, System.nanoTime());
  }

  /// Counts down to the deadline.
  static final class Attempts {

    private final RetryPolicy policy;
    private final long begin;
    private long pause;

    private Attempts(RetryPolicy policy, long begin) {
      this.policy = policy;
      this.begin = begin;
      this.pause = policy.firstPause.toNanos();
    }

    /// Waits a while with jitter, so that many callers do not come back at once.
    ///
    /// @param atLeast what the server asked for
    /// @param isUnreachable whether there was nobody to connect to
    /// @return false when there is no time for another attempt
    boolean isWorthAnother(Duration atLeast, boolean isUnreachable) throws InterruptedException {
      long wait =
          Math.max(atLeast.toNanos(), ThreadLocalRandom.current().nextLong(pause / 2, pause));
      pause = Math.min(pause * 2, Duration.ofSeconds(2).toNanos());
      Duration limit = isUnreachable ? policy.patience : policy.deadline;
      if (System.nanoTime() - begin + wait >= limit.toNanos()) {
        return false;
      }
      Thread.sleep(Duration.ofNanos(wait));
      return true;
    }
  }
}
