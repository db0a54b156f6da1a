// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

/// Puts text that somebody else wrote into Markdown, so that it stays text: no markup, no HTML, no
/// links, no mentions.
final class Markdown {

  private static final String MARKUP = "\\`*_{}[]()#+!|~<>&$";

  private Markdown() {}

  /// Prose, on one line.
  static String text(String text) {
    String safe = SafeText.line(text);
    var escaped = new StringBuilder(safe.length() + 16);
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '@' -> escaped.append(isWordBefore(safe, i) ? "@" : "@&#8203;");
        case ':' -> escaped.append(safe.startsWith("://", i) ? "&#58;" : ":");
        case '.' -> escaped.append(isNumberOrHostBefore(safe, i) ? "&#46;" : ".");
        case '-', '=' -> escaped.append(i == 0 ? "\\" : "").append(c);
        default -> escaped.append(MARKUP.indexOf(c) >= 0 ? "\\" : "").append(c);
      }
    }
    return escaped.toString();
  }

  /// A sentence of Weft's, on one line: what it quotes between backticks becomes code.
  static String prose(String sentence) {
    String[] parts = sentence.split("`", -1);
    var prose = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      boolean isQuoted = i % 2 == 1 && i < parts.length - 1;
      if (i % 2 == 1 && !isQuoted) {
        prose.append(text("`"));
      }
      prose.append(isQuoted ? code(parts[i]) : text(parts[i]));
    }
    return prose.toString();
  }

  /// A name or value as code, fit for a table's cell too. Inside code a table still looks for `|`,
  /// so code is written as HTML where the text has one.
  static String code(String text) {
    String safe = SafeText.line(text);
    if (safe.isEmpty()) {
      return "";
    }
    if (safe.indexOf('|') >= 0 || safe.indexOf('`') >= 0) {
      return "<code>" + text(safe) + "</code>";
    }
    return "`" + safe + "`";
  }

  /// Text inside an HTML element that Markdown does not look into, such as a summary's; a forge may
  /// still look there for mentions and links.
  static String summary(String text) {
    return html(text).replace("@", "@&#8203;").replace("://", "&#58;//").replace("]", "&#93;");
  }

  /// Text for HTML and XML.
  static String html(String text) {
    return SafeText.line(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static boolean isWordBefore(String text, int index) {
    return index > 0 && Character.isLetterOrDigit(text.charAt(index - 1));
  }

  /// `1.` begins a list, `www.` a link.
  private static boolean isNumberOrHostBefore(String text, int index) {
    return text.substring(0, index).matches("\\d+")
        || text.regionMatches(true, index - 3, "www", 0, 3);
  }
}
