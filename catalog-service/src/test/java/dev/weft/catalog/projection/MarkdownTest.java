// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {

  private static final String PAGE =
      """
      # Enriched reviews

      Reviews with **who wrote them**, see [the domain](../domain.md).
      One `review_id` is one record.

      ```json
      {"review_id": 1}
      ```

      - first
      - second
      """;

  @Test
  void takesMarksAway() {
    assertThat(Markdown.plain(PAGE))
        .isEqualTo(
            "Enriched reviews Reviews with who wrote them, see the domain. One review_id is one"
                + " record. first second");
  }

  @Test
  void summarisesWithTheFirstParagraphThatIsNoHeading() {
    assertThat(Markdown.summary(PAGE))
        .isEqualTo("Reviews with who wrote them, see the domain. One review_id is one record.");
  }

  @Test
  void cutsLongParagraphsAtTheEndOfASentence() {
    String sentence = "This sentence has exactly fifty characters in it.. ";
    assertThat(Markdown.summary(sentence.repeat(10))).hasSizeBetween(120, 240).endsWith(".");
  }

  @Test
  void hasNoSummaryOfNothing() {
    assertThat(Markdown.summary("# Only a title")).isEmpty();
  }
}
