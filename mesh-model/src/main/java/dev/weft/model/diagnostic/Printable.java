// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.diagnostic;

/// Makes text that somebody unknown wrote safe to print: a manifest must not move the cursor,
/// change colours, or hide what it says.
public final class Printable {

  private Printable() {}

  /// The text on one line, without characters that a terminal would act upon.
  public static String line(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isHarmful(text.charAt(i))) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = c == '\n' || c == '\r' || c == '\t';
      if (space) {
        safe.append(' ');
      } else {
        safe.append(isHarmful(c) ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }

  private static boolean isHarmful(char c) {
    return c < ' '
        || c >= 0x7f && c < 0xa0
        || c >= '\u200e' && c <= '\u200f'
        || c >= '\u2028' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069';
  }
}
