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

  /// The words in lower case.
  public static List<String> of(String text) {
    return in(text).stream().map(Word::text).toList();
  }

  static List<Word> in(String text) {
    List<Word> words = new ArrayList<>();
    int begin = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean isPart = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
      if (begin >= 0 && (!isPart || isBorder(text, begin, i))) {
        words.add(new Word(text.substring(begin, i).toLowerCase(Locale.ROOT), begin, i));
        begin = -1;
      }
      if (isPart && begin < 0) {
        begin = i;
      }
    }
    return words;
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
