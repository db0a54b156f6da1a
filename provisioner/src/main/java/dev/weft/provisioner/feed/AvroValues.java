// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/// Natural JSON to Avro's generic values: unions as the bare value, missing fields as their
/// default, bytes as base64, logical types in the form people write.
final class AvroValues {

  private AvroValues() {}

  static @Nullable Object convert(Schema schema, JsonNode node, String path)
      throws SampleException {
    LogicalType logical = schema.getLogicalType();
    if (logical != null && node.isValueNode()) {
      Object value = AvroLogicalValues.convert(schema, logical, node, path);
      if (value != null) {
        return value;
      }
    }
    return switch (schema.getType()) {
      case NULL -> nothing(node, path);
      case BOOLEAN -> {
        require(node.isBoolean(), "true or false", node, path);
        yield node.booleanValue();
      }
      case INT -> (int) whole(node, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> whole(node, path, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> (float) number(node, path);
      case DOUBLE -> number(node, path);
      case STRING -> {
        require(node.isTextual(), "a string", node, path);
        yield node.textValue();
      }
      case BYTES -> ByteBuffer.wrap(Base64Text.decode(node, path));
      case FIXED -> fixed(schema, node, path);
      case ENUM -> symbol(schema, node, path);
      case ARRAY -> array(schema, node, path);
      case MAP -> map(schema, node, path);
      case RECORD -> object(schema, node, path);
      case UNION -> union(schema, node, path);
    };
  }

  private static @Nullable Object nothing(JsonNode node, String path) throws SampleException {
    require(node.isNull(), "null", node, path);
    return null;
  }

  static long whole(JsonNode node, String path, long min, long max) throws SampleException {
    require(node.isIntegralNumber() && node.canConvertToLong(), "a whole number", node, path);
    long value = node.longValue();
    require(value >= min && value <= max, "a number from " + min + " to " + max, node, path);
    return value;
  }

  private static double number(JsonNode node, String path) throws SampleException {
    boolean isSpecial = node.isTextual() && node.textValue().matches("NaN|-?Infinity");
    require(node.isNumber() || isSpecial, "a number", node, path);
    return isSpecial ? Double.parseDouble(node.textValue()) : node.doubleValue();
  }

  private static Object fixed(Schema schema, JsonNode node, String path) throws SampleException {
    byte[] bytes = Base64Text.decode(node, path);
    require(
        bytes.length == schema.getFixedSize(),
        schema.getFixedSize() + " bytes in base64",
        node,
        path);
    return new GenericData.Fixed(schema, bytes);
  }

  private static Object symbol(Schema schema, JsonNode node, String path) throws SampleException {
    require(
        node.isTextual() && schema.hasEnumSymbol(node.textValue()),
        "one of " + String.join(", ", schema.getEnumSymbols()),
        node,
        path);
    return new GenericData.EnumSymbol(schema, node.textValue());
  }

  private static Object array(Schema schema, JsonNode node, String path) throws SampleException {
    require(node.isArray(), "an array", node, path);
    List<@Nullable Object> items = new ArrayList<>();
    for (JsonNode item : node) {
      items.add(convert(schema.getElementType(), item, path + "[" + items.size() + "]"));
    }
    return items;
  }

  private static Object map(Schema schema, JsonNode node, String path) throws SampleException {
    require(node.isObject(), "an object", node, path);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      values.put(
          entry.getKey(),
          convert(schema.getValueType(), entry.getValue(), path + "{" + entry.getKey() + "}"));
    }
    return values;
  }

  private static Object object(Schema schema, JsonNode node, String path) throws SampleException {
    require(node.isObject(), "an object of " + schema.getFullName(), node, path);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (schema.getField(entry.getKey()) == null) {
        throw new SampleException(
            child(path, entry.getKey()), schema.getFullName() + " has no such field");
      }
    }
    var value = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      JsonNode given = node.get(field.name());
      if (given != null) {
        value.put(field.pos(), convert(field.schema(), given, child(path, field.name())));
      } else if (field.hasDefaultValue()) {
        value.put(field.pos(), GenericData.get().getDefaultValue(field));
      } else {
        throw new SampleException(child(path, field.name()), "it is missing and has no default");
      }
    }
    return value;
  }

  /// The first branch that fits; where only one could, its own complaint.
  private static @Nullable Object union(Schema schema, JsonNode node, String path)
      throws SampleException {
    SampleException last = null;
    int candidates = 0;
    for (Schema branch : schema.getTypes()) {
      if (branch.getType() == Schema.Type.NULL != node.isNull()) {
        continue;
      }
      candidates++;
      try {
        return convert(branch, node, path);
      } catch (SampleException e) {
        last = e;
      }
    }
    if (last != null && candidates == 1) {
      throw last;
    }
    List<String> names = schema.getTypes().stream().map(Schema::getFullName).toList();
    throw new SampleException(
        path, "expected one of " + String.join(", ", names) + ", not " + shortly(node));
  }

  static void require(boolean isSo, String expected, JsonNode node, String path)
      throws SampleException {
    if (!isSo) {
      throw new SampleException(path, "expected " + expected + ", not " + shortly(node));
    }
  }

  static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String shortly(JsonNode node) {
    String text = node.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
