// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

/// A change of one file that ends a finding. It was tried: every policy was asked again, the
/// finding was gone, and there was no other one.
///
/// @param file path in the repository
/// @param words what it does, for people, as a clause
/// @param before text of the file as it is
/// @param after text of the file with the fix
public record ProvenFix(String file, String words, String before, String after) {

  /// The part of the file that is another one.
  ///
  /// @param startLine 1-based
  /// @param startColumn 1-based, in UTF-16 units
  /// @param endLine 1-based
  /// @param endColumn 1-based, behind the last character
  /// @param text what stands there afterwards
  public record Replacement(
      int startLine, int startColumn, int endLine, int endColumn, String text) {}

  /// The smallest part whose replacement makes the one text of the other.
  public Replacement replacement() {
    int most = Math.min(before.length(), after.length());
    int start = 0;
    while (start < most && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    start = whole(before, start);
    int tail = 0;
    while (tail < most - start
        && before.charAt(before.length() - tail - 1) == after.charAt(after.length() - tail - 1)) {
      tail++;
    }
    int end = before.length() - tail;
    if (end < before.length() && Character.isLowSurrogate(before.charAt(end))) {
      end++;
      tail--;
    }
    return new Replacement(
        line(start),
        column(start),
        line(end),
        column(end),
        after.substring(start, after.length() - tail));
  }

  /// Never between the halves of a character.
  private static int whole(String text, int position) {
    boolean isInside =
        position > 0 && position < text.length() && Character.isLowSurrogate(text.charAt(position));
    return isInside ? position - 1 : position;
  }

  private int line(int position) {
    return 1 + (int) before.substring(0, position).chars().filter(c -> c == '\n').count();
  }

  private int column(int position) {
    return position - before.lastIndexOf('\n', position - 1);
  }
}
