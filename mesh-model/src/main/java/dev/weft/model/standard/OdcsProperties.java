// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.standard;

import dev.weft.model.event.PortDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a schema as properties of a data contract.
final class OdcsProperties {

  private final @Nullable String key;
  private final String classification;

  private OdcsProperties(@Nullable String key, String classification) {
    this.key = key;
    this.classification = classification;
  }

  static List<Map<String, Object>> of(PortDocument port) {
    PortDocument.Key key = port.key();
    var properties = new OdcsProperties(key == null ? null : key.field(), port.classification());
    return FieldTree.of(port.schema().fields()).stream().map(properties::named).toList();
  }

  private Map<String, Object> named(FieldTree node) {
    return describe(node, new Entries().add("name", node.name())).map();
  }

  private Entries describe(FieldTree node, Entries out) {
    PortDocument.Field field = node.field();
    String type = field == null ? "record" : field.type();
    out.add("logicalType", logicalType(type)).add("physicalType", type);
    if (type.equals("uuid")) {
      out.add("logicalTypeOptions", Map.of("format", "uuid"));
    }
    if (field != null) {
      out.add("description", field.doc());
      out.add("required", field.required());
      if (field.path().equals(key)) {
        out.add("primaryKey", true).add("primaryKeyPosition", 1);
        out.add("partitioned", true).add("partitionKeyPosition", 1);
      }
      out.add("classification", isPersonal(field) ? classification : null);
      out.add("tags", field.tags());
      out.add("customProperties", custom(field));
    }
    FieldTree items = node.inner("[]");
    if (items != null) {
      return out.add("items", describe(items, new Entries()).map());
    }
    FieldTree values = node.inner("{}");
    if (values != null) {
      // A map has no word of its own in the standard: an object whose property stands for each.
      return out.add("properties", List.of(describe(values, each()).map()));
    }
    return out.add("properties", node.children().stream().map(this::named).toList());
  }

  private static Entries each() {
    return new Entries().add("name", "{}").add("businessName", "each value of the map");
  }

  private static boolean isPersonal(PortDocument.Field field) {
    return field.tags().contains("pii");
  }

  private static List<Map<String, Object>> custom(PortDocument.Field field) {
    List<Map<String, Object>> custom = new ArrayList<>();
    if (field.term() != null) {
      custom.add(OdcsContract.property("term", field.term()));
    }
    if (!field.values().isEmpty()) {
      custom.add(OdcsContract.property("symbols", field.values()));
    }
    return custom;
  }

  /// The standard's word for a normalised type; none for a union, of which it has no notion.
  private static @Nullable String logicalType(String type) {
    return switch (type) {
      case "string", "uuid", "enum", "bytes" -> "string";
      case "boolean", "date", "time", "timestamp", "array" -> type;
      case "int", "long" -> "integer";
      case "float", "double", "decimal" -> "number";
      case "record", "map" -> "object";
      default -> null;
    };
  }
}
