// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import java.util.ArrayList;
import java.util.List;

/// A page of text under construction. Every piece passes through [SafeText] before colour is added,
/// so no caller can forget to make a hostile name harmless.
public final class Page {

  /// What a piece of text means to the eye.
  public enum Style {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    GOOD("32"),
    WARN("33"),
    BAD("31"),
    WORST("1;31"),
    NAME("36");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  private final Look look;
  private final StringBuilder text = new StringBuilder();

  /// An empty page.
  public Page(Look look) {
    this.look = look;
  }

  /// Appends text to the current line.
  public Page add(String piece) {
    return add(Style.PLAIN, piece);
  }

  /// Appends text in a style to the current line.
  public Page add(Style style, String piece) {
    String safe = look.unicode() ? SafeText.line(piece) : ascii(SafeText.line(piece));
    if (look.color() && style != Style.PLAIN && !safe.isEmpty()) {
      text.append("\u001b[").append(style.code).append('m').append(safe).append("\u001b[0m");
    } else {
      text.append(safe);
    }
    return this;
  }

  /// Ends the current line.
  public Page end() {
    int last = text.length();
    while (last > 0 && text.charAt(last - 1) == ' ') {
      last--;
    }
    text.setLength(last);
    text.append('\n');
    return this;
  }

  /// A whole line.
  public Page line(String piece) {
    return add(piece).end();
  }

  /// A whole line in a style.
  public Page line(Style style, String piece) {
    return add(style, piece).end();
  }

  /// An empty line, unless there is one or the page is empty.
  public Page gap() {
    int length = text.length();
    if (length > 1 && !(text.charAt(length - 1) == '\n' && text.charAt(length - 2) == '\n')) {
      text.append('\n');
    }
    return this;
  }

  /// A sentence behind a label, wrapped to the page's width under its own beginning.
  public Page prose(int indent, String label, Style style, String sentence) {
    String lead = " ".repeat(indent) + label;
    List<String> lines = wrap(SafeText.line(sentence), look.width() - lead.length());
    for (int i = 0; i < lines.size(); i++) {
      add(i == 0 ? lead : " ".repeat(lead.length())).add(style, lines.get(i)).end();
    }
    return this;
  }

  private static List<String> wrap(String sentence, int width) {
    if (width < 30 || sentence.length() <= width) {
      return List.of(sentence);
    }
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String ascii(String safe) {
    var plain = new StringBuilder(safe.length());
    safe.codePoints()
        .forEach(point -> {
          switch (point) {
            case '→' -> plain.append("->");
            case '⟳' -> plain.append('@');
            case '—', '–' -> plain.append('-');
            case '…' -> plain.append("...");
            case '≈' -> plain.append('~');
            default -> {
              if (point < 0x80) {
                plain.appendCodePoint(point);
              } else {
                plain.append("\\u{").append(Integer.toHexString(point)).append('}');
              }
            }
          }
        });
    return plain.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
