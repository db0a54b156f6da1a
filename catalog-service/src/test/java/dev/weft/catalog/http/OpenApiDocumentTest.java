// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `web-ui/openapi/catalog.yaml` is the API as it was built. Run with `-Dweft.regenerate=true` to
/// rewrite it.
class OpenApiDocumentTest {

  private static final Path BUILT = Path.of("target/openapi/openapi.yaml");
  private static final Path COMMITTED =
      Path.of(System.getProperty("weft.root", "..")).resolve("web-ui/openapi/catalog.yaml");

  @Test
  void isWhatTheUserInterfaceWasMadeFor() throws IOException {
    String built = Files.readString(BUILT);
    if (Boolean.getBoolean("weft.regenerate")) {
      Files.createDirectories(COMMITTED.getParent());
      Files.writeString(COMMITTED, built);
    }
    assertThat(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "")
        .as("run the build with -Dweft.regenerate=true, and generate the types of the web UI")
        .isEqualTo(built);
  }

  @Test
  void saysWhichPropertiesAreAlwaysThere() throws IOException {
    String built = Files.readString(BUILT).replace("\r", "");
    String me = built.substring(built.indexOf("    Me:\n"));
    String required = me.substring(me.indexOf("      required:\n"));
    assertThat(required.lines().limit(7).map(String::strip))
        .containsExactly(
            "required:",
            "- applications",
            "- csrf",
            "- displayName",
            "- isPlatform",
            "- name",
            "- teams");
  }
}
