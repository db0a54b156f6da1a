// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

/// How many slips of the keyboard lie between two words: a letter missed, added, replaced, or two
/// neighbours swapped.
final class Mistakes {

  private Mistakes() {}

  /// @return at most `most + 1`
  static int between(String one, String other, int most) {
    if (Math.abs(one.length() - other.length()) > most) {
      return most + 1;
    }
    int[][] distance = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        distance[i][j] = i == 0 || j == 0 ? i + j : step(one, other, i, j, distance);
      }
    }
    return Math.min(distance[one.length()][other.length()], most + 1);
  }

  private static int step(String one, String other, int i, int j, int[][] distance) {
    int replaced = distance[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
    boolean areSwapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return areSwapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
  }
}
