// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random JSON Schemas of draft 7, which all checkers know, and random changes of them.
final class JsonPairs implements PairSource {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RandomGenerator random;
  private int names;

  JsonPairs(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Pair next() {
    ObjectNode before = object(2);
    before.put("$schema", "http://json-schema.org/draft-07/schema#");
    ObjectNode after = before.deepCopy();
    int changes = 1 + random.nextInt(2);
    for (int i = 0; i < changes; i++) {
      change(after);
    }
    return new Pair(before.toString(), after.toString());
  }

  private ObjectNode object(int depth) {
    ObjectNode object = JSON.createObjectNode().put("type", "object");
    ObjectNode properties = object.putObject("properties");
    ArrayNode required = JSON.createArrayNode();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String name = "p" + names++;
      properties.set(name, schema(depth - 1));
      if (random.nextInt(3) == 0) {
        required.add(name);
      }
    }
    if (!required.isEmpty()) {
      object.set("required", required);
    }
    if (random.nextInt(3) == 0) {
      object.put("additionalProperties", false);
    }
    return object;
  }

  private ObjectNode schema(int depth) {
    ObjectNode schema = JSON.createObjectNode();
    switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> {
        schema.put("type", "string");
        if (random.nextBoolean()) {
          schema.put("maxLength", 1 + random.nextInt(4));
        }
      }
      case 1, 2 -> {
        schema.put("type", random.nextBoolean() ? "integer" : "number");
        if (random.nextBoolean()) {
          schema.put("minimum", random.nextInt(4));
        }
        if (random.nextBoolean()) {
          schema.put("maximum", 5 + random.nextInt(4));
        }
      }
      case 3 -> schema.put("type", "boolean");
      case 4 -> schema.putArray("enum").add("a").add("b").add("c");
      case 5 -> {
        schema.put("type", "array").set("items", schema(depth - 1));
        if (random.nextBoolean()) {
          schema.put("maxItems", 1 + random.nextInt(3));
        }
      }
      case 6 -> {
        ArrayNode branches = schema.putArray("oneOf");
        branches.addObject().put("type", "string");
        branches.addObject().put("type", "integer");
      }
      default -> {
        return object(depth);
      }
    }
    return schema;
  }

  private static void collect(JsonNode json, boolean isSchema, List<ObjectNode> into) {
    if (json instanceof ObjectNode object && isSchema) {
      into.add(object);
      object.path("properties").forEach(inner -> collect(inner, true, into));
      object.path("oneOf").forEach(inner -> collect(inner, true, into));
      collect(object.path("items"), true, into);
    }
  }

  private void change(ObjectNode root) {
    List<ObjectNode> schemas = new ArrayList<>();
    collect(root, true, schemas);
    ObjectNode schema = schemas.get(random.nextInt(schemas.size()));
    if (schema.has("properties")) {
      object(schema);
    } else if (schema.has("enum")) {
      ArrayNode values = (ArrayNode) schema.path("enum");
      if (random.nextBoolean()) {
        values.add("v" + names++);
      } else if (values.size() > 1) {
        values.remove(values.size() - 1);
      }
    } else if (schema.has("oneOf")) {
      ArrayNode branches = (ArrayNode) schema.path("oneOf");
      if (random.nextBoolean()) {
        branches.addObject().put("type", "boolean");
      } else {
        branches.remove(0);
      }
    } else {
      value(schema);
    }
  }

  private void object(ObjectNode schema) {
    ObjectNode properties = (ObjectNode) schema.path("properties");
    List<String> known = new ArrayList<>();
    properties.fieldNames().forEachRemaining(known::add);
    ArrayNode required = schema.withArray("required");
    switch (random.nextInt(5)) {
      case 0 -> properties.set("p" + names++, schema(1));
      case 1 -> {
        if (!known.isEmpty()) {
          String name = known.get(random.nextInt(known.size()));
          properties.remove(name);
          drop(required, name);
        }
      }
      case 2 -> {
        if (!known.isEmpty()) {
          String name = known.get(random.nextInt(known.size()));
          if (!drop(required, name)) {
            required.add(name);
          }
        }
      }
      case 3 -> {
        if (schema.remove("additionalProperties") == null) {
          schema.put("additionalProperties", false);
        }
      }
      default -> {
        if (!known.isEmpty()) {
          properties.set(known.get(random.nextInt(known.size())), schema(1));
        }
      }
    }
    if (required.isEmpty()) {
      schema.remove("required");
    }
  }

  private static boolean drop(ArrayNode array, String text) {
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).asText().equals(text)) {
        array.remove(i);
        return true;
      }
    }
    return false;
  }

  private void value(ObjectNode schema) {
    switch (schema.path("type").asText()) {
      case "string" -> toggle(schema, "maxLength", 1 + random.nextInt(5));
      case "integer", "number" -> {
        switch (random.nextInt(3)) {
          case 0 -> toggle(schema, "minimum", random.nextInt(5));
          case 1 -> toggle(schema, "maximum", 4 + random.nextInt(6));
          default ->
              schema.put(
                  "type", schema.path("type").asText().equals("integer") ? "number" : "integer");
        }
      }
      case "array" -> toggle(schema, "maxItems", 1 + random.nextInt(4));
      default -> schema.put("type", random.nextBoolean() ? "string" : "boolean");
    }
  }

  private void toggle(ObjectNode schema, String keyword, int value) {
    if (schema.has(keyword) && random.nextBoolean()) {
      schema.remove(keyword);
    } else {
      schema.put(keyword, value);
    }
  }
}
