// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  /// The rule as manifests' JSON Schemas publish it.
  private static final Pattern RULE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  @ParameterizedTest
  @ValueSource(strings = {"a", "orders", "raw-reviews", "a-1", "v2-rockets", "a1b2"})
  void a_name_is_words_joined_by_one_dash(String text) {
    assertThat(Names.isName(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-a", "a-", "a--b", "1a", "A", "a_b", "a.b", "a b", "ä", "a\n", "a-B", "٣"})
  void anything_else_is_none(String text) {
    assertThat(Names.isName(text)).isFalse();
  }

  @Test
  void a_name_has_at_most_63_characters() {
    assertThat(Names.isName("a".repeat(63))).isTrue();
    assertThat(Names.isName("a".repeat(64))).isFalse();
  }

  @Test
  void random_texts_are_names_exactly_when_the_published_rule_says_so() {
    var random = new SplittableRandom(7);
    var seen = new TreeSet<Boolean>();
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(8);
      for (int i = 0; i < length; i++) {
        text.append("ab9z0--A_.".charAt(random.nextInt(10)));
      }
      boolean expected = RULE.matcher(text).matches();
      seen.add(expected);
      assertThat(Names.isName(text.toString())).as("`%s`", text).isEqualTo(expected);
    }
    assertThat(seen).containsExactly(false, true);
  }

  /// Maps by product are everywhere; of a hundred domains by a hundred products hardly two may
  /// meet.
  @Test
  void numberedProductsHaveHashesOfTheirOwn() {
    Set<Integer> hashes = new HashSet<>();
    for (int domain = 0; domain < 100; domain++) {
      for (int product = 0; product < 100; product++) {
        hashes.add(new ProductName("domain-" + domain, "product-" + product).hashCode());
      }
    }

    assertThat(hashes).hasSizeGreaterThan(9_900);
  }
}
