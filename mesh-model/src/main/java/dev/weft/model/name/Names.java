// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.name;

/// The one rule for names: lower-case words joined by `-`, at most 63 characters.
///
/// Neither `.` nor `_` may occur, so `{domain}.{product}` is unambiguous and no two topics can
/// collide in Kafka's metric names.
public final class Names {

  /// Longest name, in characters.
  public static final int MAX_LENGTH = 63;

  private Names() {}

  /// Whether the text is a valid name.
  public static boolean isName(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_LENGTH || !isLetter(text.charAt(0))) {
      return false;
    }
    // Asked for every name of every file, so by hand: words of letters and digits, one `-` between.
    for (int i = 1; i < length; i++) {
      char c = text.charAt(i);
      boolean isJoint = c == '-' && i + 1 < length && text.charAt(i + 1) != '-';
      if (!isLetter(c) && !isDigit(c) && !isJoint) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Returns the text, or throws when it is not a name; for values that a loader has checked.
  public static String requireName(String text) {
    if (!isName(text)) {
      throw new IllegalArgumentException("not a name: " + text);
    }
    return text;
  }
}
