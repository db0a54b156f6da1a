// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.search.Hit.Match;
import dev.weft.catalog.search.Places.Place;
import dev.weft.catalog.search.Vocabulary.Term;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchesTest {

  private static final Map<String, String> STEMS =
      Map.of("reviews", "review", "review", "review", "of", "", "the", "");

  @Test
  void showsWhereAWordStands() {
    Matches matches = Matches.of(List.of(new Term("review", "review", false, null)), STEMS);
    assertThat(matches.in(List.of(new Place("title", "The reviews of a review"))))
        .containsExactly(
            new Match(
                "title", "The reviews of a review", List.of(List.of(4, 11), List.of(17, 23))));
  }

  @Test
  void cutsLongTextsAroundTheFirstWord() {
    String text = "word ".repeat(60) + "reviews " + "word ".repeat(60);
    Matches matches = Matches.of(List.of(new Term("review", "review", false, null)), STEMS);
    Match match = matches.in(List.of(new Place("description", text))).getFirst();
    assertThat(match.text()).startsWith("…word").endsWith("word…").hasSizeLessThan(170);
    List<Integer> range = match.ranges().getFirst();
    assertThat(match.text().substring(range.get(0), range.get(1))).isEqualTo("reviews");
  }

  @Test
  void takesABeginningForTheWord() {
    Matches matches = Matches.of(List.of(new Term("rev", "rev", true, null)), STEMS);
    assertThat(matches.in(List.of(new Place("name", "raw-reviews"))))
        .containsExactly(new Match("name", "raw-reviews", List.of(List.of(4, 11))));
  }

  @Test
  void doesNotTakeWordsThatSayNothingForMatches() {
    Matches matches =
        Matches.of(
            List.of(new Term("the", null, false, null), new Term("x", "x", false, null)), STEMS);
    assertThat(matches.in(List.of(new Place("title", "the end of the")))).isEmpty();
  }
}
