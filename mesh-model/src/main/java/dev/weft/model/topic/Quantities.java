// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.topic;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Durations and sizes as manifests write them.
public final class Quantities {

  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final int DAYS_OF_A_WEEK = 7;

  private Quantities() {}

  /// An ISO-8601 duration of at most 100 years, such as `P7D`, `P2W` or `PT1H30M`. Months and years
  /// have no fixed length and are refused.
  public static Optional<Duration> parseDuration(String text) {
    if (text.length() < 3 || text.length() > 40 || text.charAt(0) != 'P') {
      return Optional.empty();
    }
    try {
      Duration duration =
          text.endsWith("W")
              ? Duration.ofDays(
                  Math.multiplyExact(
                      Long.parseLong(text, 1, text.length() - 1, 10), DAYS_OF_A_WEEK))
              : Duration.parse(text);
      return duration.isNegative() || duration.compareTo(LONGEST) > 0
          ? Optional.empty()
          : Optional.of(duration);
    } catch (DateTimeException | ArithmeticException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// Bytes, such as `1048576`, `512KiB`, `10MiB`, `1GiB` or `1TiB`.
  public static OptionalLong parseSize(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    int shift =
        switch (text.substring(end)) {
          case "" -> 0;
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          case "TiB" -> 40;
          default -> -1;
        };
    if (shift < 0 || end == 0 || end > 18) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(text, 0, end, 10);
    return number > Long.MAX_VALUE >> shift
        ? OptionalLong.empty()
        : OptionalLong.of(number << shift);
  }
}
