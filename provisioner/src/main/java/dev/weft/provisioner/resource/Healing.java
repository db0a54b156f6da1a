// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How often a resource was set back lately. Where somebody else sets it again and again, Weft goes
/// on, but ever more rarely, so that two machines do not fight.
///
/// @param times how often in a row
/// @param lastAt when for the last time
public record Healing(int times, Instant lastAt) {

  private static final int FREE = 3;
  private static final int DOUBLINGS = 6;
  private static final Duration FIRST = Duration.ofMinutes(1);

  /// So long without a setback ends a row.
  private static final Duration PEACE = Duration.ofHours(2);

  /// After one more time.
  public static Healing after(@Nullable Healing before, Instant at) {
    if (before == null || !before.lastAt().plus(PEACE).isAfter(at)) {
      return new Healing(1, at);
    }
    return new Healing(before.times() + 1, at);
  }

  /// Whether it may be set back again. A clock that was set back must not hold it for as long as it
  /// had been wrong.
  public boolean isDue(Instant now) {
    return now.isBefore(lastAt) || !now.isBefore(nextAt());
  }

  /// When it may be set back again: at once the first few times, then after a minute, two, four, up
  /// to an hour.
  public Instant nextAt() {
    if (times < FREE) {
      return lastAt;
    }
    return lastAt.plus(FIRST.multipliedBy(1L << Math.min(times - FREE, DOUBLINGS)));
  }
}
