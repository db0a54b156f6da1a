// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import dev.weft.catalog.projection.Lexicon.Analysis;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// What the database calls a `tsvector`: the lexemes of some texts with weights and places. It
/// comes to the same as `setweight(to_tsvector('english', …), …) || …` in the database, with its
/// limits.
final class SearchVector {

  private static final int WEIGHT_SHIFT = 14;
  private static final int LAST_PLACE = (1 << WEIGHT_SHIFT) - 1;
  private static final int MOST_PLACES = 256;

  /// Which part of a product a word stands in.
  enum Weight {
    D,
    C,
    B,
    A
  }

  private static final class Places {
    private short[] values = new short[2];
    private int count;
    private int countOfPart;
    private int part;

    /// The database takes one place less of each part than of all together, and none after the last
    /// one that it can tell from others.
    boolean add(int partNumber, Weight weight, int place) {
      if (part != partNumber) {
        part = partNumber;
        countOfPart = 0;
      }
      if (countOfPart == MOST_PLACES - 1
          || count == MOST_PLACES
          || count > 0 && (values[count - 1] & LAST_PLACE) == LAST_PLACE) {
        return false;
      }
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = (short) (weight.ordinal() << WEIGHT_SHIFT | place);
      countOfPart++;
      return true;
    }
  }

  private final Map<String, Places> lexemes = new HashMap<>();
  private int parts;
  private int last;

  /// Adds a text behind the others.
  SearchVector add(Weight weight, List<String> words, Lexicon lexicon) {
    parts++;
    int begin = last;
    int at = 0;
    for (String word : words) {
      Analysis analysis = lexicon.of(word);
      for (int i = 0; i < analysis.lexemes().size(); i++) {
        int place = Math.min(LAST_PLACE, at + analysis.places().get(i));
        int shifted = Math.min(LAST_PLACE, begin + place);
        Places places = lexemes.computeIfAbsent(analysis.lexemes().get(i), _ -> new Places());
        if (places.add(parts, weight, shifted)) {
          last = Math.max(last, shifted);
        }
      }
      at += analysis.length();
    }
    return this;
  }

  int size() {
    return lexemes.size();
  }

  /// All lexemes in any order, each with its places: weight in the highest two bits, place in the
  /// others.
  void forEach(BiConsumer<String, short[]> action) {
    lexemes.forEach(
        (lexeme, places) -> action.accept(lexeme, Arrays.copyOf(places.values, places.count)));
  }
}
