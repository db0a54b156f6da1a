// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import dev.weft.model.topic.TopicConfigs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the language as JSON Schemas (draft 2020-12), for completion in editors. They say less
/// than the loader checks: references and combinations need the whole mesh.
public final class JsonSchemas {

  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private JsonSchemas() {}

  /// Texts by file name: one schema per kind, and `weft.schema.json` for any kind.
  public static Map<String, String> all() {
    Map<String, String> files = new TreeMap<>();
    for (ManifestKind kind : ManifestKind.values()) {
      files.put(fileName(kind), JsonText.write(document(kind)));
    }
    files.put("weft.schema.json", JsonText.write(combined()));
    return files;
  }

  static String fileName(ManifestKind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".schema.json";
  }

  private static Map<String, Object> document(ManifestKind kind) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DRAFT);
    schema.put("title", kind.word());
    schema.put("description", Language.doc(kind));
    schema.putAll(of(Language.file(kind)));
    return schema;
  }

  private static Map<String, Object> combined() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DRAFT);
    schema.put("title", "Weft manifest");
    schema.put("type", "object");
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("apiVersion", Map.of("const", "weft.dev/v1"));
    properties.put("kind", Map.of("enum", ManifestKind.words()));
    schema.put("properties", properties);
    schema.put("required", List.of("apiVersion", "kind", "metadata", "spec"));
    List<Object> branches = new ArrayList<>();
    Map<String, Object> definitions = new LinkedHashMap<>();
    for (ManifestKind kind : ManifestKind.values()) {
      Map<String, Object> branch = new LinkedHashMap<>();
      branch.put("if", Map.of("properties", Map.of("kind", Map.of("const", kind.word()))));
      branch.put("then", Map.of("$ref", "#/$defs/" + kind.word()));
      branches.add(branch);
      definitions.put(kind.word(), of(Language.file(kind)));
    }
    schema.put("allOf", branches);
    schema.put("$defs", definitions);
    return schema;
  }

  private static Map<String, Object> of(Shape shape) {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (shape) {
      case Shape.Written written -> written(written.format(), schema);
      case Shape.Prose _ -> schema.put("type", "string");
      case Shape.Word word -> schema.put("enum", word.words());
      case Shape.Whole whole -> {
        schema.put("type", "integer");
        schema.put("minimum", whole.min());
        schema.put("maximum", whole.max());
      }
      case Shape.Decimal decimal -> {
        schema.put("type", "number");
        schema.put(decimal.exclusive() ? "exclusiveMinimum" : "minimum", (long) decimal.min());
        if (decimal.max() != Double.MAX_VALUE) {
          schema.put("maximum", (long) decimal.max());
        }
      }
      case Shape.Flag _ -> schema.put("type", "boolean");
      case Shape.Anything _ -> schema.put("type", List.of("string", "number", "boolean"));
      case Shape.Free _ -> {}
      case Shape.RawConfigs _ -> rawConfigs(schema);
      case Shape.Items items -> items(items, schema);
      case Shape.Named named -> {
        schema.put("type", "object");
        schema.put("propertyNames", Map.of("pattern", named.keys().pattern()));
        schema.put("additionalProperties", nullable(named.value()));
      }
      case Shape.Fields fields -> fields(fields, schema);
    }
    return schema;
  }

  /// A named mapping without required keys may be left empty: `cloud:`.
  private static Map<String, Object> nullable(Shape value) {
    Map<String, Object> schema = of(value);
    boolean optional =
        value instanceof Shape.Fields fields
            && fields.keys().stream().noneMatch(Shape.Key::required);
    if (optional) {
      schema.put("type", List.of("object", "null"));
    }
    return schema;
  }

  private static void written(Format format, Map<String, Object> schema) {
    schema.put("type", format.takesNumbers() ? List.of("string", "integer") : "string");
    if (!format.pattern().isEmpty()) {
      schema.put("pattern", format.pattern());
    }
    if (format == Format.NAME) {
      schema.put("maxLength", dev.weft.model.name.Names.MAX_LENGTH);
    }
    if (!format.example().isEmpty()) {
      schema.put("examples", List.of(format.example()));
    }
  }

  private static void items(Shape.Items items, Map<String, Object> schema) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    list.put("items", of(items.item()));
    if (items.filled()) {
      list.put("minItems", 1);
    }
    if (items.lone()) {
      schema.put("anyOf", List.of(of(items.item()), list));
    } else {
      schema.putAll(list);
    }
  }

  private static void fields(Shape.Fields fields, Map<String, Object> schema) {
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Shape.Key key : fields.keys()) {
      Map<String, Object> property = of(key.shape());
      property.put(
          "description",
          key.fallback().isEmpty() ? key.doc() : key.doc() + " Default: " + key.fallback() + ".");
      properties.put(key.name(), property);
      if (key.required()) {
        required.add(key.name());
      }
    }
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    if (fields.oneOf()) {
      schema.put("minProperties", 1);
      schema.put("maxProperties", 1);
    }
  }

  private static void rawConfigs(Map<String, Object> schema) {
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    Map<String, Object> properties = new LinkedHashMap<>();
    for (TopicConfigs.Config config : TopicConfigs.all()) {
      Map<String, Object> property = new LinkedHashMap<>();
      switch (config.type()) {
        case FLAG -> property.put("type", List.of("boolean", "string"));
        case WORD -> {
          List<String> words = new ArrayList<>(config.words());
          words.add(TopicConfigs.CLUSTER_DEFAULT);
          property.put("enum", words);
        }
        case WORDS, REPLICAS -> property.put("type", List.of("string", "array"));
        case WHOLE, MILLISECONDS, BYTES, DECIMAL ->
            property.put("type", List.of("number", "string"));
      }
      property.put("description", "Expected: " + TopicConfigs.expected(config) + ".");
      properties.put(config.name(), property);
    }
    schema.put("properties", properties);
  }
}
