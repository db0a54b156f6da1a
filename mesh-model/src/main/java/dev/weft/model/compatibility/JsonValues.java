// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Values in a JSON Schema as texts that are equal when the values are.
final class JsonValues {

  /// Beyond this many digits, sums with a number could take long.
  private static final int DIGITS = 1_000;

  private JsonValues() {}

  /// Keys sorted, numbers in one form. Recursion is as deep as the document, which has a limit.
  static String text(JsonNode json) {
    StringBuilder out = new StringBuilder();
    write(json, out);
    return out.toString();
  }

  static SortedSet<String> texts(JsonNode array) {
    SortedSet<String> texts = new TreeSet<>();
    array.forEach(item -> texts.add(text(item)));
    return texts;
  }

  static boolean isModest(BigDecimal number) {
    return Math.abs((long) number.scale()) < DIGITS && number.precision() < DIGITS;
  }

  private static void write(JsonNode json, StringBuilder out) {
    if (json.isObject()) {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      json.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      out.append('{');
      sorted.forEach((key, value) -> {
        out.append(JsonNodeFactory.instance.textNode(key)).append(':');
        write(value, out);
        out.append(',');
      });
      out.append('}');
    } else if (json.isArray()) {
      out.append('[');
      for (JsonNode item : json) {
        write(item, out);
        out.append(',');
      }
      out.append(']');
    } else if (json.isNumber() && isModest(json.decimalValue())) {
      BigDecimal number = json.decimalValue();
      out.append(number.signum() == 0 ? "0" : number.stripTrailingZeros().toString());
    } else {
      out.append(json);
    }
  }
}
