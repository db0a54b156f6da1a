// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.RuleCatalogue;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The committed reference is the generated one. `-Dweft.regenerate=true` writes it anew.
class ReferencePagesTest {

  private static final Path REFERENCE = Path.of("../docs/reference");

  @TestFactory
  Stream<DynamicTest> committedPagesAreTheGeneratedOnes() {
    return pages().entrySet().stream()
        .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> compare(page)));
  }

  @Test
  void noSchemaIsLeftOver() throws IOException {
    for (Map.Entry<String, String> page : pages().entrySet()) {
      compare(page);
    }
    try (Stream<Path> files = Files.list(REFERENCE.resolve("schemas"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(JsonSchemas.all().keySet());
    }
  }

  @Test
  void noTwoRulesHaveOneId() {
    assertThat(ManifestReference.allRules())
        .extracting(RuleCatalogue.Rule::id)
        .doesNotHaveDuplicates();
  }

  @TestFactory
  Stream<DynamicTest> examplesFollowTheLanguage() {
    return Stream.of(ManifestKind.values())
        .map(kind -> DynamicTest.dynamicTest(kind.word(), () -> check(kind)));
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new TreeMap<>();
    JsonSchemas.all().forEach((name, text) -> pages.put("schemas/" + name, text));
    pages.put("manifests.md", ManifestReference.manifests());
    pages.put("rules.md", ManifestReference.rules());
    return pages;
  }

  private static void compare(Map.Entry<String, String> page) throws IOException {
    Path file = REFERENCE.resolve(page.getKey());
    if (Boolean.getBoolean("weft.regenerate")) {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, page.getValue());
    }
    assertThat(Files.readString(file))
        .as("run the tests of mesh-model with -Dweft.regenerate=true")
        .isEqualTo(page.getValue());
  }

  private static void check(ManifestKind kind) {
    YamlReader.Result read = YamlReader.read("example.yaml", Examples.of(kind));

    assertThat(read.diagnostics()).isEmpty();
    YamlNode root = Objects.requireNonNull(read.root());
    assertThat(ManifestChecker.check(root, kind)).isEmpty();
  }
}
