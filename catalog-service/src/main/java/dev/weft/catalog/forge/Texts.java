// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

/// What people write into change requests, made fit to be kept and shown.
public final class Texts {

  private static final int LONGEST = 4000;

  private Texts() {}

  /// One line without control characters, cut to a length.
  public static String line(String text, int longest) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .map(c -> isInvisible(c) ? ' ' : c)
        .limit(longest * 2L)
        .forEach(line::appendCodePoint);
    return cut(line.toString().strip(), longest);
  }

  /// A text cut to a length.
  public static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }

  /// A text that somebody must give.
  ///
  /// @param name of the value, for the message
  static String required(String text, String name) {
    if (text.isBlank()) {
      throw new ForgeException(
          ForgeException.Reason.INVALID, "The " + name + " is empty. Write a sentence.");
    }
    if (text.length() > LONGEST) {
      throw new ForgeException(
          ForgeException.Reason.INVALID,
          "The %s has %d characters, and may have %d.".formatted(name, text.length(), LONGEST));
    }
    return text.strip();
  }

  /// Control characters, and those that change the direction of a text.
  static boolean isInvisible(int c) {
    return Character.isISOControl(c)
        || c == 0x2028
        || c == 0x2029
        || c >= 0x202a && c <= 0x202e
        || c >= 0x2066 && c <= 0x2069;
  }
}
