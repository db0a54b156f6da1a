// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Wording that messages share: quoted lists and "did you mean".
public final class Words {

  private static final int MOST_LISTED = 12;

  private Words() {}

  /// The words in back quotes, separated by commas.
  public static String quoted(Collection<String> words) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (String word : words) {
      if (count == MOST_LISTED && words.size() > MOST_LISTED + 2) {
        return text + " and " + (words.size() - count) + " more";
      }
      text.append(count == 0 ? "`" : ", `").append(word).append('`');
      count++;
    }
    return text.toString();
  }

  /// "did you mean `x`?", or the list of what there is when nothing is near.
  ///
  /// @param known what there is, in the order it is to be listed
  /// @param noun what they are called, in the plural
  public static String didYouMean(String given, Collection<String> known, String noun) {
    String nearest = nearest(given, known);
    if (nearest != null) {
      return "did you mean `" + nearest + "`?";
    }
    return known.isEmpty() ? "there are no " + noun : noun + " are " + quoted(known);
  }

  /// The candidate with the fewest slips of the finger, if they are few enough to be slips.
  public static @Nullable String nearest(String given, Collection<String> known) {
    int allowed = given.length() <= 4 ? 1 : given.length() <= 7 ? 2 : 3;
    @Nullable String best = null;
    int least = allowed + 1;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - given.length()) < least) {
        int distance = distance(given, candidate, least);
        if (distance < least) {
          least = distance;
          best = candidate;
        }
      }
    }
    return best;
  }

  /// Damerau-Levenshtein distance (neighbours swapped, letters added, lost or changed), in which a
  /// difference of case counts half a slip and is forgiven.
  static int distance(String left, String right, int limit) {
    String a = left.toLowerCase(java.util.Locale.ROOT);
    String b = right.toLowerCase(java.util.Locale.ROOT);
    if (a.length() > 100 || b.length() > 260) {
      return limit;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + changed);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        row[j] = swapped ? Math.min(best, beforeLast[j - 2] + 1) : best;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }

  /// A number without a fraction that says nothing.
  static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /// Names of the constants of an enum as manifests write them: lower case, `-` for `_`.
  public static List<String> of(Enum<?>[] constants) {
    return java.util.Arrays.stream(constants).map(Words::of).toList();
  }

  /// A constant of an enum as manifests write it.
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
