// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.search.Hit.Match;
import dev.weft.catalog.search.Places.Place;
import dev.weft.catalog.search.Vocabulary.Term;
import dev.weft.catalog.search.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Where the words of a question stand in a product, cut so that it can be shown in a line.
final class Matches {

  private static final int MOST = 3;
  private static final int BEFORE = 40;
  private static final int LENGTH = 160;
  private static final String ELLIPSIS = "…";

  private final Predicate<String> isMeant;

  private Matches(Predicate<String> isMeant) {
    this.isMeant = isMeant;
  }

  /// @param terms what was searched for
  /// @param stems the stem of every word that may occur
  static Matches of(List<Term> terms, Map<String, String> stems) {
    Set<String> whole =
        terms.stream()
            .filter(term -> !term.isPrefix() && term.stem() != null)
            .map(term -> String.valueOf(term.stem()))
            .collect(Collectors.toSet());
    List<String> beginnings = terms.stream().filter(Term::isPrefix).map(Term::word).toList();
    return new Matches(word ->
        whole.contains(stems.getOrDefault(word, ""))
            || beginnings.stream().anyMatch(word::startsWith));
  }

  /// The first places, in the order in which they are kept: the weightiest first.
  List<Match> in(List<Place> places) {
    List<Match> matches = new ArrayList<>();
    for (Place place : places) {
      List<Word> found =
          Words.in(place.text()).stream().filter(word -> isMeant.test(word.text())).toList();
      if (!found.isEmpty()) {
        matches.add(cut(place, found));
        if (matches.size() == MOST) {
          break;
        }
      }
    }
    return matches;
  }

  private static Match cut(Place place, List<Word> found) {
    String text = place.text();
    int begin = 0;
    if (text.length() > LENGTH && found.getFirst().begin() > BEFORE) {
      begin = text.indexOf(' ', found.getFirst().begin() - BEFORE) + 1;
      begin = begin > found.getFirst().begin() ? found.getFirst().begin() : begin;
    }
    int end = text.length();
    if (end - begin > LENGTH) {
      int blank = text.lastIndexOf(' ', begin + LENGTH);
      end =
          blank > found.getFirst().end() ? blank : Math.max(begin + LENGTH, found.getFirst().end());
      end = Math.min(end, text.length());
    }
    String before = begin > 0 ? ELLIPSIS : "";
    int shift = before.length() - begin;
    List<List<Integer>> ranges = new ArrayList<>();
    for (Word word : found) {
      if (word.begin() >= begin && word.end() <= end) {
        ranges.add(List.of(word.begin() + shift, word.end() + shift));
      }
    }
    String shown = before + text.substring(begin, end) + (end < text.length() ? ELLIPSIS : "");
    return new Match(place.field(), shown, ranges);
  }
}
