// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/reference/daemon-api.yaml` is the API as it was built. Run with `-Dweft.regenerate=true`
/// to rewrite it.
class OpenApiDocumentTest {

  private static final Path BUILT = Path.of("target/openapi/openapi.yaml");
  private static final Path COMMITTED =
      Path.of(System.getProperty("weft.root", "../..")).resolve("docs/reference/daemon-api.yaml");

  @Test
  void isWhatIsDocumented() throws IOException {
    String built = Files.readString(BUILT);
    if (Boolean.getBoolean("weft.regenerate")) {
      Files.writeString(COMMITTED, built);
    }

    assertThat(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "")
        .as("run the build with -Dweft.regenerate=true")
        .isEqualTo(built);
  }

  @Test
  void saysOfEveryOperationWhatItIsForAndHowItFails() throws IOException {
    String built = Files.readString(BUILT);

    long operations = built.lines().filter(line -> line.contains("operationId:")).count();
    assertThat(operations).isGreaterThan(10);
    assertThat(built.lines().filter(line -> line.startsWith("      summary:")))
        .hasSize((int) operations);
    assertThat(built.lines().filter(line -> line.contains("responses/Problem")))
        .hasSize((int) operations);
  }
}
