// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes raw values with their meaning beside them: `604800000 (7 d)`.
final class Units {

  private static final Set<String> UNLIMITED_WHEN_NEGATIVE =
      Set.of("retention.ms", "retention.bytes", "local.retention.ms", "local.retention.bytes");

  private static final long[] DURATION_MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
  private static final String[] DURATION_NAMES = {"d", "h", "min", "s", "ms"};
  private static final String[] SIZE_NAMES = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Units() {}

  /// A topic config's value with its meaning, or a word for one that is not set.
  static String config(String key, @Nullable String value) {
    if (value == null) {
      return "(cluster default)";
    }
    String meaning = meaning(key, value);
    return value.isEmpty() ? "(empty)" : meaning.isEmpty() ? value : value + " (" + meaning + ")";
  }

  /// A quota's value with its meaning, or a word for one that is not set.
  static String quota(String key, @Nullable Double value) {
    if (value == null) {
      return "(no limit)";
    }
    String raw = value == Math.rint(value) ? String.valueOf(value.longValue()) : value.toString();
    if (key.endsWith("_byte_rate")) {
      String size = value >= 1024 ? size(value.longValue()) : "";
      return size.isEmpty() ? raw + " bytes/s" : raw + " (" + size + "/s)";
    }
    return key.equals("request_percentage") ? raw + " %" : raw;
  }

  private static String meaning(String key, String value) {
    if (!value.matches("-?\\d{1,18}")) {
      return "";
    }
    long number = Long.parseLong(value);
    if (number < 0) {
      return UNLIMITED_WHEN_NEGATIVE.contains(key) ? "unlimited" : "";
    }
    if (key.endsWith(".ms")) {
      return number < 1_000 ? "" : number == Long.MAX_VALUE ? "unlimited" : duration(number);
    }
    return key.endsWith(".bytes") ? size(number) : "";
  }

  /// At most two units, with `≈` when something smaller was left out.
  static String duration(long millis) {
    for (int i = 0; i < DURATION_MILLIS.length; i++) {
      long whole = millis / DURATION_MILLIS[i];
      if (whole > 0) {
        long rest = millis % DURATION_MILLIS[i];
        String text = whole + " " + DURATION_NAMES[i];
        if (rest > 0 && i + 1 < DURATION_MILLIS.length) {
          long next = rest / DURATION_MILLIS[i + 1];
          text += next > 0 ? " " + next + " " + DURATION_NAMES[i + 1] : "";
          text = rest % DURATION_MILLIS[i + 1] > 0 ? "≈ " + text : text;
        }
        return text;
      }
    }
    return "0 ms";
  }

  /// In the largest unit of 1024, with `≈` when rounded; empty below one KiB.
  static String size(long bytes) {
    if (bytes < 1024) {
      return "";
    }
    int unit = 0;
    long divisor = 1024;
    while (unit + 1 < SIZE_NAMES.length && bytes / divisor >= 1024) {
      divisor *= 1024;
      unit++;
    }
    if (bytes % divisor == 0) {
      return bytes / divisor + " " + SIZE_NAMES[unit];
    }
    double value = (double) bytes / divisor;
    return String.format(Locale.ROOT, "≈ %.1f %s", value, SIZE_NAMES[unit]);
  }
}
