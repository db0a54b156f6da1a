// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.search.Columns.Choice;
import dev.weft.catalog.view.Page;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  private static final Map<FacetName, Set<String>> ALL = Map.of();

  private final Columns.Builder builder = new Columns.Builder(Columns.none());

  @Test
  void countsTheValuesOfWhatWasFound() {
    Columns columns = shop();
    Choice choice = columns.choose(numbers(0, 1), ALL);
    assertThat(choice.counts().total()).isEqualTo(2);
    assertThat(choice.counts().of(FacetName.DOMAIN)).containsExactly(Map.entry("sales", 2L));
    assertThat(choice.counts().of(FacetName.TAG))
        .containsExactly(Map.entry("gold", 2L), Map.entry("new", 1L));
    assertThat(choice.counts().of(FacetName.TERM)).isEmpty();
  }

  @Test
  void findsAllWithoutWords() {
    Choice choice = shop().choose(null, ALL);
    assertThat(choice.found()).isEqualTo(numbers(0, 1, 5));
    assertThat(choice.counts().of(FacetName.STATUS))
        .containsExactly(Map.entry("active", 2L), Map.entry("retired", 1L));
  }

  @Test
  void leavesTheFilterOfAFacetAsideWhenCountingIt() {
    Map<FacetName, Set<String>> filters =
        Map.of(FacetName.DOMAIN, Set.of("sales"), FacetName.TAG, Set.of("new", "unheard-of"));
    Choice choice = shop().choose(null, filters);
    assertThat(choice.found()).isEqualTo(numbers(1));
    assertThat(choice.counts().total()).isEqualTo(1);
    assertThat(choice.counts().of(FacetName.DOMAIN)).isEqualTo(Map.of("sales", 1L, "billing", 1L));
    assertThat(choice.counts().of(FacetName.TAG)).isEqualTo(Map.of("gold", 2L, "new", 1L));
    assertThat(choice.counts().of(FacetName.STATUS)).isEqualTo(Map.of("active", 1L));
  }

  @Test
  void findsNothingForAValueThatNobodyHas() {
    Choice choice = shop().choose(null, Map.of(FacetName.OWNER, Set.of("nobody")));
    assertThat(choice.counts().total()).isZero();
    assertThat(choice.counts().of(FacetName.TYPE)).isEmpty();
  }

  @Test
  void passesOverNumbersThatItDoesNotKnowYet() {
    assertThat(shop().choose(numbers(1, 3, 4_000), ALL).found()).isEqualTo(numbers(1));
  }

  @Test
  void showsTheMostFrequentValuesAndTheChosenOnes() {
    for (int i = 0; i < 60; i++) {
      builder.put(2 * i, "urn:" + i, "", 0, 0, new String[] {"tag=common", "tag=" + (100 + i)});
    }
    Columns columns = builder.build("m", 1);
    Map<String, Long> tags =
        columns.choose(null, Map.of(FacetName.TAG, Set.of("159"))).counts().of(FacetName.TAG);
    assertThat(tags).hasSize(51).containsEntry("159", 1L).doesNotContainKey("158");
    assertThat(tags.keySet()).startsWith("common", "100", "101");
  }

  @Test
  void takesChangesIn() {
    Columns before = shop();
    Columns.Builder changes = new Columns.Builder(before);
    changes.remove(Set.of("urn:c"));
    changes.put(1, "urn:b", "b", 9, 9, new String[] {"domain=stock", "status=active"});
    changes.put(7, "urn:c", "c", 1, 1, new String[] {"domain=stock", "status=draft"});
    Columns after = changes.build("m", 2);
    assertThat(after.choose(null, ALL).found()).isEqualTo(numbers(0, 1, 7));
    assertThat(after.choose(null, ALL).counts().of(FacetName.DOMAIN))
        .isEqualTo(Map.of("stock", 2L, "sales", 1L));
    assertThat(before.choose(null, ALL).counts().of(FacetName.DOMAIN))
        .isEqualTo(Map.of("sales", 2L, "billing", 1L));
  }

  @Test
  void sortsAndPages() {
    Columns columns = shop();
    BitSet all = numbers(0, 1, 5);
    assertThat(Orders.page(all, columns, Orders.MOST_USED, new Page(1, 10)))
        .containsExactly("urn:c", "urn:b", "urn:a");
    assertThat(Orders.page(all, columns, Orders.LATEST, new Page(1, 2)))
        .containsExactly("urn:a", "urn:c");
    assertThat(Orders.page(all, columns, Orders.BY_TITLE, new Page(2, 2))).containsExactly("urn:c");
    assertThat(Orders.page(all, columns, Orders.BY_TITLE, new Page(3, 2))).isEmpty();
  }

  @Test
  void sortsByRankAndLowersWhatIsOutOfUse() {
    Map<Integer, Double> ranks = new LinkedHashMap<>();
    ranks.put(0, 0.3);
    ranks.put(5, 0.9);
    List<String> page = Orders.ranked(numbers(0, 1, 5), shop(), ranks, new Page(1, 10));
    assertThat(page).containsExactly("urn:a", "urn:c", "urn:b");
  }

  @Test
  void sortsManyAsItSortsFew() {
    for (int i = 0; i < 5_000; i++) {
      builder.put(i, "urn:" + i, "", i * 7 % 100, i % 90, tokens("sales", "active"));
    }
    Columns many = builder.build("m", 1);
    BitSet found = many.choose(null, ALL).found();
    assertThat(Orders.page(found, many, Orders.MOST_USED, new Page(2, 10)))
        .isEqualTo(expected(many, found));
    Columns.Builder changes = new Columns.Builder(many);
    changes.put(17, "urn:17", "", 100, 1, tokens("sales", "active"));
    changes.put(5_000, "urn:new", "", 99, 89, tokens("sales", "active"));
    changes.remove(Set.of("urn:57"));
    Columns changed = changes.build("m", 2);
    BitSet foundThen = changed.choose(null, ALL).found();
    assertThat(Orders.page(foundThen, changed, Orders.MOST_USED, new Page(2, 10)))
        .isEqualTo(expected(changed, foundThen));
    assertThat(Orders.page(foundThen, changed, Orders.MOST_USED, new Page(1, 1)))
        .containsExactly("urn:17");
    assertThat(Orders.ranked(foundThen, changed, Map.of(4_000, 0.5), new Page(1, 2)))
        .containsExactly("urn:4000", "urn:17");
  }

  private static List<String> expected(Columns columns, BitSet found) {
    return found.stream()
        .mapToObj(columns::row)
        .sorted(Orders.MOST_USED)
        .skip(10)
        .limit(10)
        .map(Columns.Row::urn)
        .toList();
  }

  /// Numbered with a gap, as after a removal.
  private Columns shop() {
    builder.put(0, "urn:a", "apples", 1, 30, tokens("sales", "active", "gold"));
    builder.put(1, "urn:b", "berries", 2, 10, tokens("sales", "active", "gold", "new", "new"));
    builder.put(5, "urn:c", "cherries", 3, 20, tokens("billing", "retired", "new"));
    return builder.build("m", 1);
  }

  private static String[] tokens(String domain, String status, String... tags) {
    String[] tokens = new String[tags.length + 2];
    tokens[0] = FacetName.DOMAIN.token(domain);
    tokens[1] = FacetName.STATUS.token(status);
    for (int i = 0; i < tags.length; i++) {
      tokens[i + 2] = FacetName.TAG.token(tags[i]);
    }
    return tokens;
  }

  private static BitSet numbers(int... numbers) {
    BitSet set = new BitSet();
    for (int number : numbers) {
      set.set(number);
    }
    return set;
  }
}
