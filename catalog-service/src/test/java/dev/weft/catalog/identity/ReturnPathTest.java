// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/p/reviews/enriched-reviews?tab=schema", "/search?q=a%20b"})
  void goesBackToOurPages(String path) {
    assertThat(ReturnPath.safe(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "evil",
        "",
        "/\t/evil.example",
        "/a b",
        "javascript:alert(1)"
      })
  void goesNowhereElse(String path) {
    assertThat(ReturnPath.safe(path)).isEqualTo("/");
  }
}
