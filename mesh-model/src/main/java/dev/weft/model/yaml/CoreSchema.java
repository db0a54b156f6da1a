// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.yaml;

/// What YAML 1.2's core schema takes an unquoted scalar for, without regular expressions.
final class CoreSchema {

  private CoreSchema() {}

  static YamlNode.Kind kindOf(String text) {
    if (text.isEmpty()) {
      return YamlNode.Kind.NOTHING;
    }
    char first = text.charAt(0);
    if (first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z' || first == '~') {
      return wordKind(text);
    }
    if (first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.') {
      return numberKind(text);
    }
    return YamlNode.Kind.TEXT;
  }

  private static YamlNode.Kind wordKind(String text) {
    return switch (text) {
      case "true", "True", "TRUE", "false", "False", "FALSE" -> YamlNode.Kind.FLAG;
      case "null", "Null", "NULL", "~" -> YamlNode.Kind.NOTHING;
      default -> YamlNode.Kind.TEXT;
    };
  }

  private static YamlNode.Kind numberKind(String text) {
    if (text.startsWith("0x") || text.startsWith("0o")) {
      int radix = text.charAt(1) == 'x' ? 16 : 8;
      return text.length() > 2 && text.chars().skip(2).allMatch(c -> Character.digit(c, radix) >= 0)
          ? YamlNode.Kind.WHOLE
          : YamlNode.Kind.TEXT;
    }
    int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    String rest = text.substring(at);
    if (rest.equalsIgnoreCase(".inf") || text.equalsIgnoreCase(".nan")) {
      return YamlNode.Kind.DECIMAL;
    }
    int before = digits(rest, 0);
    if (before == rest.length() && before > 0) {
      return YamlNode.Kind.WHOLE;
    }
    int end = before;
    int after = 0;
    if (end < rest.length() && rest.charAt(end) == '.') {
      after = digits(rest, end + 1);
      end += 1 + after;
    }
    if (before + after == 0) {
      return YamlNode.Kind.TEXT;
    }
    if (end < rest.length() && (rest.charAt(end) == 'e' || rest.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < rest.length()
          && (rest.charAt(exponent) == '-' || rest.charAt(exponent) == '+')) {
        exponent++;
      }
      int length = digits(rest, exponent);
      if (length == 0) {
        return YamlNode.Kind.TEXT;
      }
      end = exponent + length;
    }
    return end == rest.length() ? YamlNode.Kind.DECIMAL : YamlNode.Kind.TEXT;
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end - from;
  }
}
