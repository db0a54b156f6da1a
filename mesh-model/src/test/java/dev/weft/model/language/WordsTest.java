// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "retention,retention,0",
    "retentoin,retention,1",
    "retetion,retention,1",
    "retentionn,retention,1",
    "Retention,retention,0",
    "abc,xyz,3",
  })
  void countsSlipsOfTheFinger(String given, String meant, int slips) {
    assertThat(Words.distance(given, meant, 10)).isEqualTo(slips);
  }

  @Test
  void suggestsOnlyWhatIsNear() {
    List<String> known = List.of("partitions", "retention", "cleanup");

    assertThat(Words.didYouMean("partition", known, "keys"))
        .isEqualTo("did you mean `partitions`?");
    assertThat(Words.didYouMean("wibble", known, "keys"))
        .isEqualTo("keys are `partitions`, `retention`, `cleanup`");
    assertThat(Words.didYouMean("x", List.of(), "keys")).isEqualTo("there are no keys");
  }

  @Test
  void shortensLongLists() {
    List<String> many = java.util.stream.IntStream.range(0, 40).mapToObj(i -> "n" + i).toList();

    assertThat(Words.quoted(many)).endsWith("`n11` and 28 more");
  }
}
