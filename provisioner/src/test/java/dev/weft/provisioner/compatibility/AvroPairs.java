// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random Avro schemas, and random changes of them.
final class AvroPairs implements PairSource {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PRIMITIVES =
      List.of("int", "long", "float", "double", "string", "bytes", "boolean");

  private final RandomGenerator random;
  private int names;

  AvroPairs(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Pair next() {
    ObjectNode before = record("R", 2);
    ObjectNode after = before.deepCopy();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      change(after);
    }
    return new Pair(before.toString(), after.toString());
  }

  private ObjectNode record(String name, int depth) {
    ObjectNode record = JSON.createObjectNode().put("type", "record").put("name", name);
    ArrayNode fields = record.putArray("fields");
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      fields.add(field(depth));
    }
    return record;
  }

  private ObjectNode field(int depth) {
    ObjectNode field = JSON.createObjectNode().put("name", "f" + names++);
    field.set("type", type(depth));
    if (random.nextBoolean()) {
      putDefault(field);
    }
    return field;
  }

  private JsonNode type(int depth) {
    int kind = random.nextInt(depth > 0 ? 12 : 8);
    return switch (kind) {
      case 0, 1, 2, 3, 4 -> primitive();
      case 5 -> {
        ArrayNode union = JSON.createArrayNode().add("null");
        union.add(primitive());
        yield union;
      }
      case 6 -> {
        ObjectNode symbols = JSON.createObjectNode().put("type", "enum").put("name", "E" + names++);
        symbols.putArray("symbols").add("A").add("B").add("C");
        if (random.nextInt(3) == 0) {
          symbols.put("default", "A");
        }
        yield symbols;
      }
      case 7 ->
          JSON.createObjectNode()
              .put("type", "fixed")
              .put("name", "F" + names++)
              .put("size", 4 + random.nextInt(3));
      case 8 -> {
        ObjectNode array = JSON.createObjectNode().put("type", "array");
        array.set("items", type(depth - 1));
        yield array;
      }
      case 9 -> {
        ObjectNode map = JSON.createObjectNode().put("type", "map");
        map.set("values", type(depth - 1));
        yield map;
      }
      case 10 -> record("N" + names++, depth - 1);
      default -> {
        ArrayNode union = JSON.createArrayNode();
        List<String> branches = new ArrayList<>(PRIMITIVES);
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
          union.add(branches.remove(random.nextInt(branches.size())));
        }
        union.add(record("N" + names++, depth - 1));
        yield union;
      }
    };
  }

  private JsonNode primitive() {
    if (random.nextInt(8) == 0) {
      return JSON.createObjectNode()
          .put("type", "long")
          .put("logicalType", random.nextBoolean() ? "timestamp-millis" : "timestamp-micros");
    }
    return JSON.getNodeFactory().textNode(PRIMITIVES.get(random.nextInt(PRIMITIVES.size())));
  }

  private static void putDefault(ObjectNode field) {
    JsonNode type = field.path("type");
    JsonNode first = type.isArray() ? type.get(0) : type;
    switch (first.isObject() ? first.path("type").asText() : first.asText()) {
      case "int", "long" -> field.put("default", 0);
      case "float", "double" -> field.put("default", 0.0);
      case "string", "bytes" -> field.put("default", "");
      case "boolean" -> field.put("default", false);
      case "null" -> field.putNull("default");
      case "array" -> field.putArray("default");
      case "map" -> field.putObject("default");
      case "enum" -> field.put("default", "A");
      default -> field.remove("default");
    }
  }

  private static void collect(JsonNode json, String type, List<ObjectNode> into) {
    if (json instanceof ObjectNode object && type.equals(object.path("type").asText())) {
      into.add(object);
    }
    json.forEach(inner -> collect(inner, type, into));
  }

  private ObjectNode any(List<ObjectNode> nodes) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private void change(ObjectNode schema) {
    List<ObjectNode> records = new ArrayList<>();
    collect(schema, "record", records);
    ObjectNode record = any(records);
    ArrayNode fields = (ArrayNode) record.path("fields");
    List<ObjectNode> enums = new ArrayList<>();
    collect(schema, "enum", enums);
    List<ObjectNode> fixed = new ArrayList<>();
    collect(schema, "fixed", fixed);
    int at = fields.isEmpty() ? -1 : random.nextInt(fields.size());
    switch (random.nextInt(14)) {
      case 0, 1 -> fields.add(field(1));
      case 2 -> {
        if (fields.size() > 1) {
          fields.remove(at);
        }
      }
      case 3, 4 -> retype(at < 0 ? null : (ObjectNode) fields.get(at), primitive());
      case 5 -> nullable(at < 0 ? null : (ObjectNode) fields.get(at));
      case 6 -> rename(at < 0 ? null : (ObjectNode) fields.get(at), random.nextBoolean());
      case 7 -> {
        if (at >= 0) {
          ObjectNode field = (ObjectNode) fields.get(at);
          if (field.has("default")) {
            field.remove("default");
          } else {
            putDefault(field);
          }
        }
      }
      case 8, 9 -> {
        if (!enums.isEmpty()) {
          symbols(any(enums));
        }
      }
      case 10 -> {
        if (!fixed.isEmpty()) {
          any(fixed).put("size", 4 + random.nextInt(3));
        }
      }
      case 11 -> rename(any(records), random.nextBoolean());
      case 12 -> {
        if (at >= 0 && fields.get(at).path("type") instanceof ArrayNode union) {
          if (union.size() > 1 && random.nextBoolean()) {
            union.remove(random.nextInt(union.size()));
          } else if (!union.toString().contains("\"boolean\"")) {
            union.add("boolean");
          }
          ((ObjectNode) fields.get(at)).remove("default");
        }
      }
      default -> {
        if (at >= 0) {
          ((ObjectNode) fields.get(at)).put("doc", "Word " + random.nextInt(9));
        }
      }
    }
  }

  private void retype(@org.jspecify.annotations.Nullable ObjectNode field, JsonNode type) {
    if (field != null) {
      field.set("type", type);
      if (field.has("default")) {
        putDefault(field);
      }
    }
  }

  private void nullable(@org.jspecify.annotations.Nullable ObjectNode field) {
    if (field != null && !field.path("type").isArray()) {
      ArrayNode union = JSON.createArrayNode().add("null");
      union.add(field.path("type"));
      retype(field, union);
    }
  }

  private void rename(@org.jspecify.annotations.Nullable ObjectNode named, boolean withAlias) {
    if (named != null) {
      String old = named.path("name").asText();
      named.put("name", (old.startsWith("f") ? "f" : "Z") + names++);
      if (withAlias) {
        named.putArray("aliases").add(old);
      }
    }
  }

  private void symbols(ObjectNode type) {
    ArrayNode symbols = (ArrayNode) type.path("symbols");
    switch (random.nextInt(3)) {
      case 0 -> symbols.add("S" + names++);
      case 1 -> {
        if (symbols.size() > 2) {
          symbols.remove(symbols.size() - 1);
        }
      }
      default -> {
        if (type.has("default")) {
          type.remove("default");
        } else {
          type.put("default", "A");
        }
      }
    }
  }
}
