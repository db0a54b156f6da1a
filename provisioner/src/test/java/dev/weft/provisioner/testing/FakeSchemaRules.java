// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.resource.Desired;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.jspecify.annotations.Nullable;

/// What a registry says about contents. Avro in JSON is judged by Avro's own library; tests that do
/// not care about contents write any word, of which nothing is known but its text.
final class FakeSchemaRules {

  private FakeSchemaRules() {}

  /// Why the registry would not take a version; null when it would.
  ///
  /// @param references contents that the schema refers to, leaves first
  /// @param earlier contents of the versions there are, the oldest first
  static @Nullable String refusal(
      Desired.Schema schema,
      List<String> references,
      List<String> earlier,
      @Nullable Compatibility rule) {
    if (schema.format() != SchemaFormat.AVRO || !schema.content().startsWith("{")) {
      return null;
    }
    Schema wanted;
    try {
      wanted = parsed(references, schema.content());
    } catch (AvroRuntimeException | NullPointerException e) {
      // Avro answers an unknown type with a NullPointerException.
      return "no AVRO schema: " + e.getMessage();
    }
    if (rule == null || rule == Compatibility.NONE || earlier.isEmpty()) {
      return null;
    }
    boolean isTransitive = rule.name().endsWith("_TRANSITIVE");
    for (String before : isTransitive ? earlier : List.of(earlier.getLast())) {
      Schema old = parsed(references, before);
      String conflict = conflict(rule, wanted, old);
      if (!conflict.isEmpty()) {
        return "incompatible under rule %s: %s".formatted(rule, conflict);
      }
    }
    return null;
  }

  private static String conflict(Compatibility rule, Schema wanted, Schema old) {
    return switch (rule) {
      case NONE -> "";
      case BACKWARD, BACKWARD_TRANSITIVE -> conflict(wanted, old);
      case FORWARD, FORWARD_TRANSITIVE -> conflict(old, wanted);
      case FULL, FULL_TRANSITIVE -> conflict(wanted, old) + conflict(old, wanted);
    };
  }

  private static String conflict(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(Incompatibility::getMessage)
        .collect(Collectors.joining(", "));
  }

  private static Schema parsed(List<String> references, String content) {
    var parser = new Schema.Parser();
    for (String reference : references) {
      Schema _ = parser.parse(reference);
    }
    return parser.parse(content);
  }
}
