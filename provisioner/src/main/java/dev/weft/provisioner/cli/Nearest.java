// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what somebody probably meant.
final class Nearest {

  private Nearest() {}

  /// The candidate nearest to the word, if any is near enough to be a slip of the fingers.
  static Optional<String> of(String word, Collection<String> candidates) {
    int reach = Math.max(1, Math.min(3, word.length() / 2));
    return candidates.stream()
        .filter(candidate -> distance(word, candidate) <= reach)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /// Inserted, removed and replaced characters.
  private static int distance(String one, String other) {
    if (Math.abs(one.length() - other.length()) > 3) {
      return Integer.MAX_VALUE;
    }
    var previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      var current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[other.length()];
  }
}
