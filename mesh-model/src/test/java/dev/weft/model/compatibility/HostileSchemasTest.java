// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.schema.SchemaFormat;
import dev.weft.model.schema.SchemaReader;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Schemas that are large, deep, endless or incomplete: a diagnostic of the reader, or a comparison
/// whose work is counted and bounded.
class HostileSchemasTest {

  private static String fields(SchemaFormat format, int count, String type) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            switch (format) {
              case AVRO -> "{\"name\": \"f%d\", \"type\": \"%s\"}".formatted(i, type);
              case PROTOBUF -> "%s f%d = %d;".formatted(type, i, i + (i < 18_000 ? 1 : 5_000));
              case JSON -> "\"f%d\": {\"type\": \"%s\"}".formatted(i, type);
            })
        .collect(Collectors.joining(format == SchemaFormat.PROTOBUF ? " " : ", "));
  }

  private static String schema(SchemaFormat format, String fields) {
    return SchemaPairs.whole(
        format, format == SchemaFormat.JSON ? "\"properties\": {" + fields + "}" : fields);
  }

  private static String type(SchemaFormat format, boolean isNew) {
    return switch (format) {
      case AVRO -> isNew ? "string" : "int";
      case PROTOBUF -> isNew ? "string" : "int32";
      case JSON -> isNew ? "string" : "integer";
    };
  }

  @ParameterizedTest
  @EnumSource(SchemaFormat.class)
  void tenThousandFieldsAreRefusedWithAReason(SchemaFormat format) {
    SchemaReader.Result result =
        SchemaPairs.read(format, schema(format, fields(format, 10_000, type(format, false))));

    assertThat(result.schema()).isNull();
    assertThat(result.diagnostics().toString())
        .contains("schema/too-large")
        .contains("more than 5000 fields");
  }

  @ParameterizedTest
  @EnumSource(SchemaFormat.class)
  void workGrowsWithTheFieldsAndNotFaster(SchemaFormat format) {
    int visits = visits(format, 1_000);

    assertThat(visits).isBetween(1_000, 3_100);
    assertThat(visits(format, 4_000)).isLessThanOrEqualTo(4 * visits);
  }

  private static int visits(SchemaFormat format, int fields) {
    SchemaComparison comparison =
        SchemaPairs.compare(
            format,
            schema(format, fields(format, fields, type(format, false))),
            schema(format, fields(format, fields, type(format, true))));
    assertThat(comparison.changes()).hasSize(fields);
    return comparison.visits();
  }

  /// Two fields of the next record each: 2^60 paths.
  @Test
  void referencesThatDoubleAreRefusedOrCounted() {
    String nested =
        IntStream.range(0, 60)
            .mapToObj(i ->
                "\"d%d\": {\"not\": {\"properties\": {\"a\": {\"$ref\": \"#/$defs/d%d\"}, \"b\":"
                        .formatted(i, i + 1)
                    + " {\"$ref\": \"#/$defs/d%d\"}}}}".formatted(i + 1))
            .collect(Collectors.joining(", "));
    String schema =
        "{\"type\": \"object\", \"maxProperties\": %d, \"not\": {\"$ref\": \"#/$defs/d0\"}, \"$defs\": {"
            + nested
            + ", \"d60\": {\"type\": \"string\"}}}";

    SchemaComparison comparison =
        SchemaPairs.compare(SchemaFormat.JSON, schema.formatted(9), schema.formatted(8));

    assertThat(comparison.visits()).isLessThanOrEqualTo(Walk.VISITS + 150);
    assertThat(comparison.changes().getLast().kind()).isEqualTo(ChangeKind.NOT_COMPARED);
    assertThat(comparison.worst()).isEqualTo(Impact.BREAKING);
  }

  /// Every branch is tried against every other, and each has branches itself.
  @Test
  void alternativesOfAlternativesAreCounted() {
    String branches = "{\"minimum\": %d}";
    for (int depth = 0; depth < 6; depth++) {
      String inner = branches;
      branches =
          IntStream.range(0, 4)
              .mapToObj(i -> "{\"properties\": {\"p" + i + "\": " + inner + "}}")
              .collect(Collectors.joining(", ", "{\"anyOf\": [", "]}"));
    }
    String before = branches.replace("%d", "1");
    String after =
        branches.replace("%d", "2").replace("\"p", "\"q").replace("qroperties", "properties");
    String schema = "{\"type\": \"object\", \"not\": %s}";

    SchemaComparison comparison =
        SchemaPairs.compare(SchemaFormat.JSON, schema.formatted(before), schema.formatted(after));

    assertThat(comparison.visits()).isLessThanOrEqualTo(Walk.VISITS + 150);
    assertThat(comparison.worst()).isNotEqualTo(Impact.SAFE);
  }

  /// A chain is longer than a document can be deep.
  @Test
  void aLongChainOfReferencesEndsInAChangeAndNotInAnOverflow() {
    String chain =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "\"d%d\": {\"not\": {\"$ref\": \"#/$defs/d%d\"}}".formatted(i, i + 1))
            .collect(Collectors.joining(", "));
    String schema =
        "{\"type\": \"object\", \"not\": {\"$ref\": \"#/$defs/d0\"}, \"$defs\": {"
            + chain
            + ", \"d3000\": {\"type\": \"%s\"}}}";

    SchemaComparison comparison =
        SchemaPairs.compare(
            SchemaFormat.JSON, schema.formatted("string"), schema.formatted("integer"));

    assertThat(comparison.changes())
        .extracting(SchemaChange::kind)
        .containsExactly(ChangeKind.NOT_COMPARED);
    assertThat(comparison.visits()).isLessThan(4 * Walk.DEPTH);
  }

  @Test
  void recordsThatContainThemselvesAndEachOther() {
    String avro =
        "{\"name\": \"q\", \"type\": [\"null\", {\"type\": \"record\", \"name\": \"Q\", \"fields\":"
            + " [{\"name\": \"r\", \"type\": [\"null\", \"R\"]}, {\"name\": \"q\", \"type\":"
            + " [\"null\", \"Q\"]}, {\"name\": \"x\", \"type\": \"%s\"}]}]}";
    SchemaComparison records =
        SchemaPairs.compare(
            SchemaFormat.AVRO,
            SchemaPairs.whole(SchemaFormat.AVRO, avro.formatted("int")),
            SchemaPairs.whole(SchemaFormat.AVRO, avro.formatted("string")));
    String proto = "message Q { M m = 1; Q q = 2; %s x = 3; } message M { Q q = 1; M m = 2; }";
    SchemaComparison messages =
        SchemaPairs.compare(
            SchemaFormat.PROTOBUF,
            SchemaPairs.whole(SchemaFormat.PROTOBUF, proto.formatted("int32")),
            SchemaPairs.whole(SchemaFormat.PROTOBUF, proto.formatted("string")));

    assertThat(records.changes()).extracting(SchemaChange::path).containsExactly("q.x");
    assertThat(messages.changes()).extracting(SchemaChange::path).containsExactly("q.x");
    assertThat(records.visits()).isLessThan(30);
    assertThat(messages.visits()).isLessThan(30);
  }

  @Test
  void aReferenceThatLeadsNowhereIsADiagnosticOfTheReader() {
    Map<String, String> broken =
        Map.of(
            "schema.avsc",
            "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"a\", \"type\":"
                + " \"Gone\"}]}",
            "schema.proto",
            "syntax = \"proto3\"; import \"gone.proto\"; message M { Gone a = 1; }",
            "schema.json",
            "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#/$defs/gone\"}}}");

    for (String file : broken.keySet()) {
      SchemaReader.Result result = SchemaPairs.read(broken, file, null);
      assertThat(result.schema()).as(file).isNull();
      assertThat(result.diagnostics().toString())
          .as(file)
          .containsIgnoringCase("gone")
          .contains("schema/");
    }
  }

  /// Half a billion numbers, given as one range.
  @Test
  void aRangeOfReservedNumbersIsNotCountedOneByOne() {
    SchemaComparison comparison =
        SchemaPairs.compare(
            SchemaFormat.PROTOBUF,
            SchemaPairs.whole(SchemaFormat.PROTOBUF, "int32 a = 1; reserved 2 to max;"),
            SchemaPairs.whole(
                SchemaFormat.PROTOBUF, "int32 a = 1; reserved 2 to 100000000, 100000001 to max;"));

    assertThat(comparison.changes()).isEmpty();
  }

  @Test
  void numbersOfAMillionDigitsAreNotDivided() {
    String schema =
        "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"number\", \"multipleOf\":"
            + " %s}}}";

    SchemaComparison comparison =
        SchemaPairs.compare(
            SchemaFormat.JSON, schema.formatted("1e900000000"), schema.formatted("1e-900000000"));

    assertThat(comparison.worst()).isEqualTo(Impact.BREAKING);
  }
}
