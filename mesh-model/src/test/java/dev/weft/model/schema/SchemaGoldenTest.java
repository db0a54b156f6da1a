// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every folder under `schema-golden` is a case. `-Dweft.golden.update=true` writes what is read
/// now as what is expected; look at the difference before you commit it.
class SchemaGoldenTest {

  private static final Path CASES = Path.of("src/test/resources/schema-golden");

  @TestFactory
  List<DynamicTest> readsWhatIsExpected() throws IOException {
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases
          .sorted()
          .map(
              folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> run(folder)))
          .toList();
    }
  }

  private static void run(Path folder) throws IOException {
    // Given
    Map<String, String> request = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("request"))) {
      request.put(
          line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1).strip());
    }
    String references = request.getOrDefault("references", "");
    SchemaReader reader = new SchemaReader(MapSource.ofFolder(folder));

    // When
    SchemaReader.Result result =
        reader.read(
            String.valueOf(request.get("file")),
            request.get("message"),
            references.isEmpty() ? List.of() : List.of(references.split(", *")));

    // Then
    compare(folder.resolve("expected.fields"), print(result));
    compare(
        folder.resolve("expected.diagnostics"),
        result.diagnostics().stream().map(Diagnostic::toString).toList());
  }

  private static void compare(Path file, List<String> actual) throws IOException {
    if (Boolean.getBoolean("weft.golden.update")) {
      if (actual.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        Files.writeString(file, String.join("\n", actual) + "\n");
      }
    }
    assertThat(actual).isEqualTo(Files.exists(file) ? Files.readAllLines(file) : List.of());
  }

  private static List<String> print(SchemaReader.Result result) {
    PortSchema schema = result.schema();
    if (schema == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("message " + schema.message());
    schema.references().forEach(document -> lines.add("reference " + print(document)));
    lines.add("document " + print(schema.document()));
    schema.fields().forEach(field -> lines.add(print(field)));
    return lines;
  }

  private static String print(SchemaDocument document) {
    return document.file()
        + " = "
        + document.name()
        + document.uses().stream()
            .map(use -> "; uses " + use.name() + " of " + use.file())
            .collect(Collectors.joining());
  }

  private static String print(Field field) {
    return field.path()
        + " "
        + field.type()
        + (field.required() ? " required" : " optional")
        + field.tags().stream().map(tag -> " #" + tag).collect(Collectors.joining())
        + (field.term() == null ? "" : " @" + field.term())
        + (field.format().isEmpty() ? "" : " ~" + field.format())
        + (field.values().isEmpty() ? "" : " " + field.values())
        + (field.doc().isEmpty() ? "" : " \"" + field.doc() + "\"");
  }
}
