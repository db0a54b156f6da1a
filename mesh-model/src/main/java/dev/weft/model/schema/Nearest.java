// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the known word that a mistyped one most likely means.
final class Nearest {

  private static final int MAX_CANDIDATES = 500;

  private Nearest() {}

  /// The candidate at the smallest edit distance, when it is close enough to be meant.
  static Optional<String> find(String word, Collection<String> candidates) {
    if (word.length() > 80) {
      return Optional.empty();
    }
    int limit = Math.max(1, word.length() / 3);
    return candidates.stream()
        .limit(MAX_CANDIDATES)
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= limit)
        .map(candidate -> new Scored(candidate, distance(word, candidate)))
        .filter(scored -> scored.distance <= limit)
        .min(
            (a, b) -> a.distance == b.distance ? a.word.compareTo(b.word) : a.distance - b.distance)
        .map(Scored::word);
  }

  /// A sentence that suggests the nearest candidate, or `otherwise` when none is near.
  static String hint(String word, Collection<String> candidates, String otherwise) {
    return find(word, candidates).map(near -> "Did you mean `" + near + "`?").orElse(otherwise);
  }

  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }

  private record Scored(String word, int distance) {}
}
