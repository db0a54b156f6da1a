// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

/// Makes text that somebody else wrote safe to show. Names, schemas and servers' messages may carry
/// escape sequences that repaint a terminal, or characters that reverse the direction of reading.
public final class SafeText {

  /// Longest single value that is shown in full.
  static final int MAX_LENGTH = 2_000;

  private SafeText() {}

  /// The text on one line: control, format and unassigned characters become visible escapes with
  /// their number, line breaks become `\n`, and what is far too long is cut with a note.
  public static String line(String text) {
    if (text.length() <= MAX_LENGTH && isHarmless(text)) {
      return text;
    }
    int length = text.codePointCount(0, text.length());
    var safe = new StringBuilder(text.length() + 16);
    text.codePoints().limit(MAX_LENGTH).forEach(point -> append(safe, point));
    if (length > MAX_LENGTH) {
      safe.append("… (").append(length - MAX_LENGTH).append(" more characters)");
    }
    return safe.toString();
  }

  private static boolean isHarmless(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        return text.codePoints().noneMatch(SafeText::isHostile);
      }
      boolean isPlain = c >= ' ' && c <= '~';
      if (!isPlain && isHostile(c)) {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder safe, int point) {
    switch (point) {
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      case '\t' -> safe.append(' ');
      default -> {
        if (isHostile(point)) {
          safe.append("\\u{").append(Integer.toHexString(point)).append('}');
        } else {
          safe.appendCodePoint(point);
        }
      }
    }
  }

  private static boolean isHostile(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
