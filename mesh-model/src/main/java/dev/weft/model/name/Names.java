// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.name;

import java.util.regex.Pattern;

/// The one rule for names: lower-case words joined by `-`, at most 63 characters.
///
/// Neither `.` nor `_` may occur, so `{domain}.{product}` is unambiguous and no two topics can
/// collide in Kafka's metric names.
public final class Names {

  /// Longest name, in characters.
  public static final int MAX_LENGTH = 63;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private Names() {}

  /// Whether the text is a valid name.
  public static boolean isName(String text) {
    return text.length() <= MAX_LENGTH && NAME.matcher(text).matches();
  }

  /// Returns the text, or throws when it is not a name; for values that a loader has checked.
  public static String requireName(String text) {
    if (!isName(text)) {
      throw new IllegalArgumentException("not a name: " + text);
    }
    return text;
  }
}
