// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before trying again: random below a bound that doubles with each failure, so
/// that those who failed together do not come back together. It never gives up.
final class Backoff {

  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(5);
  static final Duration SHORTEST = Duration.ofMillis(200);

  private static final int DOUBLINGS = 20;

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /// The time to wait after one more failure.
  Duration next() {
    Duration bound = FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    failures++;
    long most = bound.compareTo(LONGEST) < 0 ? bound.toNanos() : LONGEST.toNanos();
    return Duration.ofNanos(random.nextLong(SHORTEST.toNanos(), most + 1));
  }

  /// All is well again.
  void reset() {
    failures = 0;
  }

  /// How often in a row it failed.
  int failures() {
    return failures;
  }
}
