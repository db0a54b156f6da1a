// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts text into words, the same way for what is indexed and for what is asked: at everything that
/// is neither letter nor digit, and inside names such as `reviewId` and `HTTPServer`.
public final class Words {

  private Words() {}

  /// A word with its place in the text.
  ///
  /// @param text the word in lower case
  /// @param begin index of its first UTF-16 unit
  /// @param end index after its last
  record Word(String text, int begin, int end) {}

  private interface Piece {
    void found(int begin, int end);
  }

  /// The words in lower case.
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    cut(text, (begin, end) -> words.add(lower(text, begin, end)));
    return words;
  }

  static List<Word> in(String text) {
    List<Word> words = new ArrayList<>();
    cut(text, (begin, end) -> words.add(new Word(lower(text, begin, end), begin, end)));
    return words;
  }

  private static String lower(String text, int begin, int end) {
    return text.substring(begin, end).toLowerCase(Locale.ROOT);
  }

  private static void cut(String text, Piece piece) {
    int begin = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean isPart = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
      if (begin >= 0 && (!isPart || isBorder(text, begin, i))) {
        piece.found(begin, i);
        begin = -1;
      }
      if (isPart && begin < 0) {
        begin = i;
      }
    }
  }

  private static boolean isBorder(String text, int begin, int at) {
    if (at == begin) {
      return false;
    }
    char before = text.charAt(at - 1);
    char here = text.charAt(at);
    if (Character.isLowerCase(before) && Character.isUpperCase(here)) {
      return true;
    }
    return Character.isUpperCase(before)
        && Character.isUpperCase(here)
        && at + 1 < text.length()
        && Character.isLowerCase(text.charAt(at + 1));
  }
}
