// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Mapping;
import dev.weft.model.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// YAML as plain maps, lists and scalars that keep how they were written.
final class PlainYaml {

  /// A scalar.
  record Text(String text, boolean isQuoted) {}

  private PlainYaml() {}

  static Object parse(String yaml) {
    YamlNode root = YamlReader.read("example.yaml", yaml).root();
    return Objects.requireNonNull(of(Objects.requireNonNull(root)));
  }

  static @Nullable Object of(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar ->
          scalar.kind() == YamlNode.Kind.NOTHING
              ? null
              : new Text(scalar.text(), scalar.kind() == YamlNode.Kind.TEXT);
      case YamlNode.Sequence list -> list.items().stream().map(PlainYaml::of).toList();
      case Mapping map -> {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (YamlNode.Entry entry : map.entries()) {
          Object value = of(entry.value());
          if (value != null) {
            tree.put(entry.key(), value);
          }
        }
        yield tree;
      }
    };
  }

  /// One tree with another lying over it, key by key; lists are replaced, nothing takes away.
  static @Nullable Object merge(@Nullable Object base, @Nullable YamlNode over) {
    if (over == null) {
      return base;
    }
    if (!(over instanceof Mapping map) || !(base instanceof Map<?, ?> below)) {
      return of(over);
    }
    Map<String, Object> merged = new LinkedHashMap<>();
    below.forEach((key, value) -> merged.put(String.valueOf(key), value));
    for (YamlNode.Entry entry : map.entries()) {
      Object value =
          YamlNode.isNothing(entry.value()) ? null : merge(merged.get(entry.key()), entry.value());
      if (value == null) {
        merged.remove(entry.key());
      } else {
        merged.put(entry.key(), value);
      }
    }
    return merged;
  }

  static String plain(@Nullable Object value) {
    return value instanceof Text text ? text.text() : String.valueOf(value);
  }

  /// In JSON, which is YAML on one line.
  static String write(@Nullable Object tree) {
    StringBuilder out = new StringBuilder();
    write(tree, out);
    return out.append('\n').toString();
  }

  private static void write(@Nullable Object tree, StringBuilder out) {
    switch (tree) {
      case null -> out.append("null");
      case Text(String text, boolean isQuoted) -> {
        if (isQuoted) {
          quote(text, out);
        } else {
          out.append(text);
        }
      }
      case Map<?, ?> map -> {
        String before = "{";
        out.append(map.isEmpty() ? before : "");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(before);
          quote(String.valueOf(entry.getKey()), out);
          out.append(": ");
          write(entry.getValue(), out);
          before = ", ";
        }
        out.append('}');
      }
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          write(list.get(i), out);
        }
        out.append(']');
      }
      default -> quote(tree.toString(), out);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default -> out.append(c < ' ' ? ' ' : c);
      }
    }
    out.append('"');
  }
}
