// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.schema.SchemaFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every kind of change in every language, as written in the tables of
/// `src/test/resources/compatibility`.
class SchemaChangeTableTest {

  private static final Path TABLES = Path.of("src/test/resources/compatibility");

  private record Case(String name, String before, String after, List<String> changes) {}

  @TestFactory
  Stream<DynamicTest> avro() throws IOException {
    return tests(SchemaFormat.AVRO);
  }

  @TestFactory
  Stream<DynamicTest> protobuf() throws IOException {
    return tests(SchemaFormat.PROTOBUF);
  }

  @TestFactory
  Stream<DynamicTest> json() throws IOException {
    return tests(SchemaFormat.JSON);
  }

  @Test
  void everyKindOfChangeHasACase() throws IOException {
    Set<ChangeKind> missing = EnumSet.allOf(ChangeKind.class);
    for (SchemaFormat format : SchemaFormat.values()) {
      for (Case one : cases(format)) {
        missing.removeIf(
            kind -> one.changes.stream().anyMatch(line -> line.startsWith(kind.word() + " ")));
      }
    }

    // These two are about whole schemas; see HostileSchemasTest and SchemaComparisonTest.
    assertThat(missing).containsExactly(ChangeKind.FORMAT_CHANGED, ChangeKind.NOT_COMPARED);
  }

  private static Stream<DynamicTest> tests(SchemaFormat format) throws IOException {
    return cases(format).stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.name,
                () -> {
                  SchemaComparison comparison =
                      SchemaPairs.compare(
                          format,
                          SchemaPairs.whole(format, one.before),
                          SchemaPairs.whole(format, one.after));

                  assertThat(comparison.changes().stream().map(SchemaChangeTableTest::line))
                      .containsExactlyElementsOf(one.changes);
                  assertThat(comparison.changes())
                      .allSatisfy(
                          change -> assertThat(change.message()).matches("(?s)[^ ].*[^ ]\\."));
                }));
  }

  private static String line(SchemaChange change) {
    return "%s %s: backward %s, forward %s"
        .formatted(
            change.kind().word(),
            change.path().isEmpty() ? "(record)" : change.path(),
            change.backward().word(),
            change.forward().word());
  }

  private static List<Case> cases(SchemaFormat format) throws IOException {
    String file = format.name().toLowerCase(Locale.ROOT) + ".txt";
    List<Case> cases = new ArrayList<>();
    for (String block : Files.readString(TABLES.resolve(file)).split("\n\n")) {
      List<String> lines =
          block.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
      if (!lines.isEmpty()) {
        cases.add(
            new Case(
                lines.get(0),
                lines.get(1).strip().substring("old: ".length()),
                lines.get(2).strip().substring("new: ".length()),
                lines.stream().skip(3).map(String::strip).toList()));
      }
    }
    return cases;
  }
}
