// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void cutsNamesWhereTheyAreJoined() {
    assertThat(Words.of("customer_id reviewId HTTPServer enriched-reviews items[].unitPrice"))
        .containsExactly(
            "customer",
            "id",
            "review",
            "id",
            "http",
            "server",
            "enriched",
            "reviews",
            "items",
            "unit",
            "price");
  }

  @Test
  void knowsWhereWordsStand() {
    assertThat(Words.in("a reviewId").getLast()).isEqualTo(new Words.Word("id", 8, 10));
  }

  @Test
  void keepsLettersOfAllLanguages() {
    assertThat(Words.of("Größe: naïve")).containsExactly("größe", "naïve");
  }
}
