// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes values on one line, in the form that may stand anywhere in a document.
public final class YamlFlow {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./@+-]*");

  /// Older readers of YAML take these for something else than text.
  private static final Set<String> AMBIGUOUS = Set.of("yes", "no", "on", "off", "y", "n");

  private YamlFlow() {}

  /// The value, quoted where it has to be.
  public static String write(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar ->
          scalar.kind() == YamlNode.Kind.TEXT ? text(scalar.text()) : scalar.text();
      case YamlNode.Sequence list ->
          list.items().stream().map(YamlFlow::write).collect(Collectors.joining(", ", "[", "]"));
      case YamlNode.Mapping map ->
          map.entries().stream()
              .map(entry -> text(entry.key()) + ": " + write(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  /// A text, in quotes unless it can be taken for nothing else.
  public static String text(String text) {
    boolean isPlain =
        PLAIN.matcher(text).matches()
            && CoreSchema.kindOf(text) == YamlNode.Kind.TEXT
            && !AMBIGUOUS.contains(text.toLowerCase(Locale.ROOT));
    return isPlain ? text : quoted(text);
  }

  /// A text as a double-quoted scalar on one line, so that no text can be anything else.
  public static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            default -> {
              if (isPrinted(c)) {
                out.appendCodePoint(c);
              } else if (c < 0x10000) {
                out.append("\\u%04x".formatted(c));
              } else {
                out.append("\\U%08x".formatted(c));
              }
            }
          }
        });
    return out.append('"').toString();
  }

  private static boolean isPrinted(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.PRIVATE_USE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
