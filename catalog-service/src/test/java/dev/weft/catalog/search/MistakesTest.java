// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakesTest {

  @ParameterizedTest
  @CsvSource({
    "revews, reviews, 1",
    "revievs, reviews, 1",
    "erviews, reviews, 1",
    "reviewss, reviews, 1",
    "revws, reviews, 2",
    "reviews, reviews, 0",
    "orders, reviews, 3",
    "re, reviews, 3",
  })
  void countsSlipsOfTheKeyboard(String one, String other, int expected) {
    assertThat(Mistakes.between(one, other, 2)).isEqualTo(expected);
  }
}
