// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Diagnostic;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaReaderTest {

  @Test
  void neverTakesAnUnreadableFileForAMissingOne() {
    // Given
    SchemaReader.Source source =
        new SchemaReader.Source() {
          @Override
          public boolean exists(String path) {
            return true;
          }

          @Override
          public byte[] read(String path) throws IOException {
            throw new IOException("disk on fire");
          }
        };

    // When
    SchemaReader.Result result = new SchemaReader(source).read("a.avsc", null, List.of());

    // Then
    assertThat(result.schema()).isNull();
    assertThat(result.diagnostics().toString())
        .isEqualTo(
            "[a.avsc: error: The schema file `a.avsc` cannot be read: disk on fire."
                + " [schema/unreadable] — Make the file readable, then run again.]");
  }

  @Test
  void readsASharedFileOnceForManyPortsAndThreads() {
    // Given
    AtomicInteger reads = new AtomicInteger();
    MapSource files = new MapSource().with("s.avsc", record("S", ""));
    IntStream.range(0, 200)
        .forEach(i -> files.with("p" + i + ".avsc", record("P" + i, field("s", "S"))));
    SchemaReader.Source source =
        new SchemaReader.Source() {
          @Override
          public boolean exists(String path) {
            return files.exists(path);
          }

          @Override
          public byte[] read(String path) throws IOException {
            if (path.equals("s.avsc")) {
              reads.incrementAndGet();
            }
            return files.read(path);
          }
        };
    SchemaReader reader = new SchemaReader(source);

    // When
    List<SchemaReader.Result> results =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> reader.read("p" + i + ".avsc", null, List.of("s.avsc")))
            .toList();

    // Then
    assertThat(results).allSatisfy(result -> assertThat(result.diagnostics()).isEmpty());
    assertThat(reads).hasValue(1);
  }

  @Test
  void refusesALargeFile() {
    assertThat(errors("a.avsc", " ".repeat(Limits.BYTES + 1)))
        .containsExactly("The schema file has 1048577 bytes; the limit is 1048576.");
  }

  @Test
  void refusesManyFields() {
    // Given
    StringBuilder fields = new StringBuilder();
    // Each record holds the one before twice, so the fields double every time.
    StringBuilder types = new StringBuilder("[").append(record("R0", field("a", "int")));
    for (int i = 1; i < 40; i++) {
      types
          .append(',')
          .append(record("R" + i, field("a", "R" + (i - 1)) + "," + field("b", "R" + (i - 1))));
    }
    IntStream.range(0, 5_001)
        .forEach(i -> fields.append(i == 0 ? "" : ",").append(field("f" + i, "int")));

    // When, Then
    String message = "The schema has more than 5000 fields, those of inner records included.";
    assertThat(errors("a.avsc", record("A", fields.toString()))).containsExactly(message);
    assertThat(errors("b.avsc", types + "," + record("Z", field("z", "R39")) + "]", "Z"))
        .containsExactly(message);
  }

  @Test
  void refusesDeepNesting() {
    // Given
    String deep = "[".repeat(100_000);
    String chain =
        IntStream.range(0, 900)
            .mapToObj(i -> record("R" + i, i == 0 ? "" : field("f", "R" + (i - 1))))
            .collect(Collectors.joining(",", "[", "]"));

    // When, Then
    assertThat(errors("a.avsc", deep)).containsExactly("The schema nests deeper than 64 levels.");
    assertThat(errors("a.json", "{\"items\":".repeat(100_000)))
        .containsExactly("The schema nests deeper than 64 levels.");
    assertThat(errors("a.proto", "syntax = \"proto3\"; " + "message A {".repeat(50_000)))
        .containsExactly("The schema nests deeper than 64 levels.");
    assertThat(errors("a.proto", "syntax = \"proto3\"; message A { " + "map<".repeat(50_000)))
        .containsExactly("The schema nests deeper than 64 levels.");
    assertThat(errors("a.avsc", chain, "R899"))
        .containsExactly("The fields of the schema nest deeper than 64 levels.");
    assertThat(errors("a.avsc", chain, "R0"))
        .containsExactly("The fields of the schema nest deeper than 64 levels.");
  }

  @Test
  void refusesDeepNestingAwayFromTheValue() {
    // Given
    String chain =
        IntStream.range(0, 900)
            .mapToObj(i -> record("R" + i, i == 0 ? "" : field("f", "R" + (i - 1))))
            .collect(Collectors.joining(",", "{\"type\":\"array\",\"items\":[", "]}"));
    MapSource source =
        new MapSource().with("a.avsc", record("A", field("r", "R0"))).with("r.avsc", chain);

    // When
    SchemaReader.Result result = new SchemaReader(source).read("a.avsc", null, List.of("r.avsc"));

    // Then
    assertThat(result.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("The fields of the schema nest deeper than 64 levels.");
  }

  @Test
  void refusesChoicesThatGrowWithoutEnd() {
    // Given
    String defs =
        IntStream.range(0, 50)
            .mapToObj(i ->
                "\"d%d\":{\"oneOf\":[{\"$ref\":\"#/$defs/d%d\"},{\"oneOf\":[{\"$ref\":\"#/$defs/d%d\"}]}]}"
                    .formatted(i, i + 1, i + 1))
            .collect(
                Collectors.joining(
                    ",",
                    "{\"oneOf\":[{\"$ref\":\"#/$defs/d0\"}],\"$defs\":{",
                    ",\"d50\":{\"properties\":{\"a\":{}}}}}"));

    // When, Then
    assertThat(errors("a.json", defs)).hasSize(1);
  }

  @Test
  void refusesWhatGrowsWhenItIsRepeated() {
    // Given
    String name = "n".repeat(400_000);
    String doc = "{\"description\":\" " + "d".repeat(500_000) + "\"}";
    String symbols =
        IntStream.range(0, 50_000).mapToObj(i -> "\"S" + i + "\"").collect(Collectors.joining(","));
    String choice = "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[" + symbols + "]}";
    String uses =
        IntStream.range(0, 4_000)
            .mapToObj(i -> ",{\"name\":\"f" + i + "\",\"type\":\"E\"}")
            .collect(Collectors.joining());
    String all =
        IntStream.range(0, 30_000)
            .mapToObj(_ -> "{\"title\":\"\"}")
            .collect(Collectors.joining(","));
    String properties =
        IntStream.range(0, 4_000)
            .mapToObj(i -> "\"f" + i + "\":{\"$ref\":\"#/$defs/d\"}")
            .collect(Collectors.joining(","));

    // When, Then
    String tooLong = "The names, documentation and values of the fields are too long.";
    String tooMany = "The schema has more than 5000 fields, those of inner records included.";
    assertThat(errors("a.avsc", record(name, field("a", "int")))).hasSize(1);
    assertThat(errors("a.proto", "syntax = \"proto3\"; message " + name + " {}"))
        .containsExactly("The schema has a name of more than 500 characters.");
    assertThat(errors("a.json", objectOf(properties, doc))).containsExactly(tooLong);
    assertThat(errors("a.json", objectOf(properties, "{\"allOf\":[" + all + "]}")))
        .containsExactly(tooMany);
    assertThat(errors("a.avsc", record("A", "{\"name\":\"e\",\"type\":" + choice + "}" + uses)))
        .containsExactly(tooLong);
  }

  private static String objectOf(String properties, String definition) {
    return "{\"properties\":{" + properties + "},\"$defs\":{\"d\":" + definition + "}}";
  }

  @Test
  void refusesManyFiles() {
    // Given
    MapSource source = new MapSource();
    for (int i = 0; i < 300; i++) {
      String imported = i == 299 ? "" : "import \"f" + (i + 1) + ".proto\";";
      source.with(
          "f" + i + ".proto", "syntax = \"proto3\"; " + imported + " message M" + i + " {}");
    }

    // When
    SchemaReader.Result result = new SchemaReader(source).read("f0.proto", null, List.of());

    // Then
    assertThat(result.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("The schema refers to more than 200 files.");
  }

  @Test
  void describesEveryRule() {
    assertThat(SchemaRules.catalogue())
        .extracting(SchemaRules.Rule::id)
        .contains(SchemaRules.SYNTAX, SchemaRules.LOGICAL_TYPE)
        .doesNotHaveDuplicates();
    assertThat(SchemaRules.catalogue())
        .allSatisfy(rule -> assertThat(rule.description()).endsWith(".").hasSizeLessThan(120));
  }

  private static List<String> errors(String file, String content) {
    return errors(file, content, null);
  }

  private static List<String> errors(String file, String content, @Nullable String message) {
    return new SchemaReader(new MapSource().with(file, content))
        .read(file, message, List.of()).diagnostics().stream().map(Diagnostic::message).toList();
  }

  private static String record(String name, String fields) {
    return "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[" + fields + "]}";
  }

  private static String field(String name, String type) {
    return "{\"name\":\"" + name + "\",\"type\":\"" + type + "\"}";
  }
}
