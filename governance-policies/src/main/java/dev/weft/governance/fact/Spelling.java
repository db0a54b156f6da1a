// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.util.Locale;

/// Names and formats of fields, whatever way they are written.
public final class Spelling {

  private Spelling() {}

  /// A pattern is of the whole value, with anchors or without.
  public static String whole(String format) {
    boolean isAnchored = format.length() > 1 && format.startsWith("^") && format.endsWith("$");
    return isAnchored ? format.substring(1, format.length() - 1) : format;
  }

  /// The last name of a path.
  public static String lastName(String path) {
    String last = path.substring(path.lastIndexOf('.') + 1);
    boolean isPlain = last.indexOf('[') < 0 && last.indexOf('{') < 0;
    return isPlain ? last : last.replace("[]", "").replace("{}", "");
  }

  /// `customerId`, `customer-id` and `CUSTOMER_ID` are one name.
  public static String plain(String name) {
    return isPlain(name) ? name : words(name);
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isPlain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
      if (!isPlain) {
        return false;
      }
    }
    return true;
  }

  private static String words(String name) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isHump =
          Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
      if (isHump) {
        words.append('_');
      }
      words.append(c == '-' || c == ' ' || c == '.' ? '_' : c);
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }
}
