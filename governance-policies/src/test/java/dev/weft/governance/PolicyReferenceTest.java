// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.engine.FactTypes;
import dev.weft.governance.fact.Meaning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PolicyReferenceTest {

  private static final Path PAGE = Path.of("../docs/reference/policies.md");

  @Test
  void thePageIsUpToDate() throws IOException {
    String page = PolicyReference.page();
    if (Boolean.getBoolean("weft.regenerate")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("run the tests of governance-policies with -Dweft.regenerate=true")
        .isEqualTo(page);
  }

  @Test
  void everyComponentHasAMeaning() {
    assertThat(FactTypes.facts())
        .allSatisfy(fact ->
            assertThat(Arrays.asList(fact.getRecordComponents()))
                .allMatch(component -> component.isAnnotationPresent(Meaning.class)));
  }
}
