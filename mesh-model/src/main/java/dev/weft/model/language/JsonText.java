// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import java.util.List;
import java.util.Map;

/// Writes maps, lists, texts, numbers and flags as indented JSON.
final class JsonText {

  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  static String write(Object value) {
    JsonText text = new JsonText();
    text.value(value, "");
    return text.out.append('\n').toString();
  }

  private void value(Object value, String indent) {
    switch (value) {
      case Map<?, ?> map -> map(map, indent);
      case List<?> list -> list(list, indent);
      case String text -> text(text);
      default -> out.append(value);
    }
  }

  private void map(Map<?, ?> map, String indent) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    String inner = indent + "  ";
    String separator = "{\n";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator).append(inner);
      text((String) entry.getKey());
      out.append(": ");
      value(entry.getValue(), inner);
      separator = ",\n";
    }
    out.append('\n').append(indent).append('}');
  }

  private void list(List<?> list, String indent) {
    String separator = "[";
    for (Object item : list) {
      out.append(separator);
      value(item, indent + "  ");
      separator = ", ";
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> out.append(c);
      }
    }
    out.append('"');
  }
}
