// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Faults by chance: each storm has a few kinds of them, some rare and some frequent.
final class Weather implements Chaos {

  private final RandomGenerator dice;
  private final Map<Fault, Double> odds = new EnumMap<>(Fault.class);
  private final int slowest;

  /// @param kinds those that may be in it
  Weather(RandomGenerator dice, Set<Fault> kinds) {
    this.dice = dice;
    for (Fault kind : Fault.values()) {
      boolean isIn = kinds.size() == 1 || dice.nextInt(3) == 0;
      double much = 0.02 + 0.2 * dice.nextDouble();
      if (isIn && kinds.contains(kind)) {
        odds.put(kind, much);
      }
    }
    this.slowest = 1 + dice.nextInt(60);
  }

  /// Whether it has a kind of fault at all.
  boolean has(Fault kind) {
    return odds.containsKey(kind);
  }

  private boolean strikes(Fault kind, double scale) {
    Double much = odds.get(kind);
    return much != null && dice.nextDouble() < much * scale;
  }

  @Override
  public boolean kills(Point point) {
    return strikes(Fault.KILL, 0.2);
  }

  @Override
  public Duration stops(Point point) {
    return strikes(Fault.PAUSE, 0.1)
        ? Duration.ofMillis(dice.nextLong(100, 60_000))
        : Duration.ZERO;
  }

  @Override
  public Trouble write(String call) {
    if (strikes(Fault.LOST, 1)) {
      return Trouble.LOST;
    }
    if (strikes(Fault.UNANSWERED, 1)) {
      return Trouble.UNANSWERED;
    }
    if (strikes(Fault.LATE, 1)) {
      return Trouble.LATE;
    }
    return strikes(Fault.BUSY, 1) ? Trouble.NOT_NOW : Trouble.NONE;
  }

  @Override
  public Trouble log(String call) {
    if (!strikes(Fault.LOG, 0.5)) {
      return Trouble.NONE;
    }
    return switch (dice.nextInt(3)) {
      case 0 -> Trouble.LOST;
      case 1 -> Trouble.UNANSWERED;
      default -> Trouble.NOT_NOW;
    };
  }

  @Override
  public Trouble read(String call) {
    if (strikes(Fault.UNREACHABLE, 0.5)) {
      return Trouble.LOST;
    }
    return strikes(Fault.STALE, 2) ? Trouble.STALE : Trouble.NONE;
  }

  @Override
  public Duration latency() {
    return Duration.ofMillis(1 + dice.nextInt(slowest));
  }
}
