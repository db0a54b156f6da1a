// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.standard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.model.event.PortDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/// A schema with all the files it needs inside, as the payload of an AsyncAPI message.
final class SelfContained {

  private static final String DRAFT_7 = "http://json-schema.org/draft-07/schema";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SelfContained() {}

  /// @return `schemaFormat` and `schema`
  static Map<String, Object> payload(PortDocument.Schema schema) {
    return switch (schema.format()) {
      case "avro" -> of("application/vnd.apache.avro+json;version=1.9.0", avro(schema));
      case "json" -> json(schema);
      case "protobuf" -> protobuf(schema);
      default ->
          throw new IllegalArgumentException(
              "no schema is written as `" + schema.format() + "`; known are avro, json, protobuf");
    };
  }

  private static Map<String, Object> of(String format, Object schema) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("schemaFormat", format);
    payload.put("schema", schema);
    return payload;
  }

  /// Avro writes a type that it meets for the first time where it is used.
  private static Object avro(PortDocument.Schema schema) {
    var parser = new SchemaParser();
    schema.references().forEach(reference -> parser.parse(reference.text()));
    Schema parsed = parser.parse(schema.text()).mainSchema();
    Schema main =
        parsed.getFullName().equals(schema.name())
            ? parsed
            : parsed.getTypes().stream()
                .filter(type -> type.getFullName().equals(schema.name()))
                .findFirst()
                .orElse(parsed);
    return tree(main.toString());
  }

  /// Each file becomes a definition with the identifier under which it is referred to.
  private static Map<String, Object> json(PortDocument.Schema schema) {
    ObjectNode main = (ObjectNode) node(schema.text());
    String dialect = main.path("$schema").asText("");
    String word = dialect.startsWith(DRAFT_7) ? "definitions" : "$defs";
    for (PortDocument.Reference reference : schema.references()) {
      ObjectNode inner = ((ObjectNode) node(reference.text())).deepCopy();
      inner.put("$id", reference.name());
      main.withObjectProperty(word).set(reference.name(), inner);
    }
    String format =
        dialect.startsWith(DRAFT_7)
            ? "application/schema+json;version=draft-07"
            : "application/schema+json";
    return of(format, JSON.convertValue(main, Object.class));
  }

  /// Protobuf has no way to put a file into another, so the others stand beside it.
  private static Map<String, Object> protobuf(PortDocument.Schema schema) {
    Map<String, Object> payload = of("application/vnd.google.protobuf;version=3", schema.text());
    List<Map<String, Object>> files = new ArrayList<>();
    for (PortDocument.Reference reference : schema.references()) {
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("name", reference.name());
      file.put("text", reference.text());
      files.add(file);
    }
    if (!files.isEmpty()) {
      payload.put("x-weft-imports", files);
    }
    return payload;
  }

  private static Object tree(String json) {
    return JSON.convertValue(node(json), Object.class);
  }

  private static com.fasterxml.jackson.databind.JsonNode node(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "a schema that was parsed when it was loaded is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
