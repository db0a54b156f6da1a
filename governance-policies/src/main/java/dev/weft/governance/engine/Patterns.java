// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.concurrent.ConcurrentHashMap;

/// Regular expressions, compiled once each. They run in linear time, so none is catastrophic; what
/// is limited is their size.
final class Patterns {

  private static final int LONGEST = 1_000;
  private static final int MOST_REPETITIONS = 1_000;
  private static final int MOST_REMEMBERED = 2_000;

  private static final ConcurrentHashMap<String, Pattern> KNOWN = new ConcurrentHashMap<>();

  private Patterns() {}

  /// Whether some part of the text matches, as in all of CEL.
  static boolean matches(String text, String pattern) {
    return of(pattern).matcher(text).find();
  }

  /// The compiled pattern.
  ///
  /// @throws IllegalArgumentException when it is no pattern, or too large
  static Pattern of(String pattern) {
    Pattern known = KNOWN.get(pattern);
    if (known != null) {
      return known;
    }
    if (pattern.length() > LONGEST || repetitions(pattern) > MOST_REPETITIONS) {
      throw new IllegalArgumentException(
          "the regular expression is too large: at most %,d characters and %,d repetitions"
              .formatted(LONGEST, MOST_REPETITIONS));
    }
    Pattern compiled;
    try {
      compiled = Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "no regular expression: " + e.getDescription() + " in `" + e.getPattern() + "`", e);
    }
    if (KNOWN.size() < MOST_REMEMBERED) {
      KNOWN.put(pattern, compiled);
    }
    return compiled;
  }

  /// The product of all counted repetitions, which nested ones multiply to.
  private static long repetitions(String pattern) {
    long product = 1;
    long number = -1;
    boolean isCounting = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '{') {
        isCounting = true;
        number = 0;
      } else if (isCounting && c >= '0' && c <= '9') {
        number = Math.min(number * 10 + (c - '0'), MOST_REPETITIONS + 1L);
      } else if (isCounting && c == ',') {
        number = i + 1 < pattern.length() && pattern.charAt(i + 1) == '}' ? number : 0;
      } else if (isCounting) {
        isCounting = false;
        if (c == '}') {
          product = Math.min(product * Math.max(1, number), MOST_REPETITIONS + 1L);
        }
      }
    }
    return product;
  }
}
