// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import java.util.regex.Pattern;

/// Markdown without its marks, for searching and for summaries.
final class Markdown {

  private static final int SUMMARY = 240;
  private static final int SHORTEST_CUT = 120;
  private static final Pattern FENCE = Pattern.compile("(?s)(```|~~~).*?(\\1|\\z)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}[ \\t].*$");
  private static final Pattern LINK = Pattern.compile("!?\\[([^\\]\\[]*)]\\([^)]*\\)");
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");
  private static final Pattern BEGIN =
      Pattern.compile("(?m)^[ \\t]*(#{1,6}[ \\t]+|>[ \\t]?|[-*+][ \\t]+|[0-9]+[.)][ \\t]+|\\|)");
  private static final Pattern RULE = Pattern.compile("(?m)^[ \\t|:=-]{3,}$");
  private static final Pattern MARK =
      Pattern.compile("(?<!\\w)[*_`|]{1,3}(?=\\S)|(?<=\\S)[*_`|]{1,3}(?!\\w)");

  private Markdown() {}

  /// All text in one line.
  static String plain(String markdown) {
    return unmarked(unfenced(markdown, " ")).replaceAll("\\s+", " ").strip();
  }

  /// The first paragraph that is no heading, cut at the end of a sentence or word.
  static String summary(String markdown) {
    String text = unfenced(markdown, "");
    for (String paragraph : text.split("\\n[ \\t]*\\n", -1)) {
      String body = HEADING.matcher(paragraph).replaceAll("").strip();
      if (!body.isEmpty()) {
        return cut(unmarked(body).replaceAll("\\s+", " ").strip());
      }
    }
    return "";
  }

  private static String unfenced(String text, String replacement) {
    boolean hasFence = text.contains("```") || text.contains("~~~");
    return hasFence ? FENCE.matcher(text).replaceAll(replacement) : text;
  }

  /// Most texts have few marks, and looking for what cannot be there costs more than all else.
  private static String unmarked(String text) {
    String bare = text;
    if (has(text, "[")) {
      bare = LINK.matcher(bare).replaceAll("$1");
    }
    if (has(text, "<")) {
      bare = TAG.matcher(bare).replaceAll(" ");
    }
    bare = RULE.matcher(bare).replaceAll(" ");
    bare = BEGIN.matcher(bare).replaceAll("");
    return has(bare, "*_`|") ? MARK.matcher(bare).replaceAll("") : bare;
  }

  private static boolean has(String text, String marks) {
    return text.chars().anyMatch(c -> marks.indexOf(c) >= 0);
  }

  private static String cut(String text) {
    if (text.length() <= SUMMARY) {
      return text;
    }
    int sentence = text.lastIndexOf(". ", SUMMARY);
    if (sentence >= SHORTEST_CUT) {
      return text.substring(0, sentence + 1);
    }
    int word = text.lastIndexOf(' ', SUMMARY);
    return text.substring(0, word > 0 ? word : SUMMARY) + "…";
  }
}
