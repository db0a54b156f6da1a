// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaFormat;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaComparisonTest {

  @Test
  void anotherLanguageIsOneChange() {
    SchemaComparison comparison =
        SchemaComparison.between(
            SchemaPairs.of(
                SchemaFormat.AVRO,
                SchemaPairs.whole(SchemaFormat.AVRO, "{\"name\": \"a\", \"type\": \"int\"}")),
            SchemaPairs.of(
                SchemaFormat.PROTOBUF, SchemaPairs.whole(SchemaFormat.PROTOBUF, "int32 a = 1;")));

    assertThat(comparison.changes())
        .extracting(SchemaChange::kind)
        .containsExactly(ChangeKind.FORMAT_CHANGED);
    assertThat(comparison.changes().getFirst().message())
        .isEqualTo("The schema was Avro and is Protobuf.");
    assertThat(comparison.worst()).isEqualTo(Impact.BREAKING);
  }

  @Test
  void aChangeInAFileThatIsReferredToIsFound() {
    Map<String, String> before =
        Map.of(
            "a.proto",
            "syntax = \"proto3\"; import \"b.proto\"; message M { P p = 1; }",
            "b.proto",
            "syntax = \"proto3\"; message P { int32 x = 1; }");
    Map<String, String> after = new HashMap<>(before);
    after.put("b.proto", "syntax = \"proto3\"; message P { string x = 1; }");

    assertThat(SchemaComparison.between(read(before, "a.proto"), read(after, "a.proto")).changes())
        .extracting(SchemaChange::path)
        .containsExactly("p.x");
  }

  @Test
  void aChangeInAJsonFileThatIsReferredToIsFound() {
    Map<String, String> before =
        Map.of(
            "a.json",
            "{\"type\": \"object\", \"properties\": {\"p\": {\"$ref\": \"b.json#/$defs/p\"}}}",
            "b.json",
            "{\"$defs\": {\"p\": {\"type\": \"string\"}}}");
    Map<String, String> after = new HashMap<>(before);
    after.put("b.json", "{\"$defs\": {\"p\": {\"type\": \"integer\"}}}");

    assertThat(SchemaComparison.between(read(before, "a.json"), read(after, "a.json")).changes())
        .extracting(SchemaChange::path)
        .containsExactly("p");
  }

  private static PortSchema read(Map<String, String> files, String file) {
    return SchemaPairs.required(SchemaPairs.read(files, file, null), file);
  }
}
