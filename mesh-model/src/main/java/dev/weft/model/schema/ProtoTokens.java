// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Location;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Splits Protobuf text into words, and refuses what the real parser could overflow or crawl on.
final class ProtoTokens {

  /// Blocks in a file, and comments in a row; the parser takes quadratic time in both.
  private static final int MANY = 5_000;

  private final String file;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Token> open = new ArrayDeque<>();
  private int at;
  private int line = 1;
  private int lineStart;
  private int blocks;
  private int commentsInARow;

  private ProtoTokens(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /// What a token is.
  enum Kind {
    WORD,
    STRING,
    COMMENT,
    SIGN
  }

  /// A token.
  ///
  /// @param text without the quotes of a string or the slashes of a comment
  record Token(Kind kind, String text, int line, int column) {
    boolean is(char sign) {
      return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    boolean isWord(String word) {
      return kind == Kind.WORD && text.equals(word);
    }
  }

  /// All tokens of a text whose brackets match.
  static List<Token> read(String file, String text) throws Refusal {
    ProtoTokens reader = new ProtoTokens(file, text);
    reader.readAll();
    return reader.tokens;
  }

  private void readAll() throws Refusal {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        newline();
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '/') {
        comment();
      } else if (c == '"' || c == '\'') {
        string(c);
      } else if (isWord(c)) {
        word();
      } else {
        sign(c);
      }
    }
    Token left = open.peekLast();
    if (left != null) {
      throw syntax(left.line, left.column, "`" + left.text + "` is never closed.", "Close it.");
    }
  }

  private void newline() {
    at++;
    line++;
    lineStart = at;
  }

  private int column() {
    return at - lineStart + 1;
  }

  private void add(Kind kind, String value, int startLine, int startColumn) {
    tokens.add(new Token(kind, value, startLine, startColumn));
    commentsInARow = kind == Kind.COMMENT ? commentsInARow + 1 : 0;
  }

  private void comment() throws Refusal {
    int startLine = line;
    int startColumn = column();
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (next == '/') {
      int end = text.indexOf('\n', at);
      int stop = end < 0 ? text.length() : end;
      add(Kind.COMMENT, text.substring(at + 2, stop), startLine, startColumn);
      at = stop;
    } else if (next == '*') {
      int end = text.indexOf("*/", at + 2);
      if (end < 0) {
        throw syntax(startLine, startColumn, "The comment is never closed.", "Close it by `*/`.");
      }
      add(Kind.COMMENT, text.substring(at + 2, end), startLine, startColumn);
      while (at < end + 2) {
        if (text.charAt(at) == '\n') {
          newline();
        } else {
          at++;
        }
      }
    } else {
      throw syntax(startLine, startColumn, "Unexpected `/`.", "Begin a comment by `//`.");
    }
    if (commentsInARow > MANY) {
      throw tooLarge("more than " + MANY + " comments in a row");
    }
  }

  private void string(char quote) throws Refusal {
    int startLine = line;
    int startColumn = column();
    StringBuilder value = new StringBuilder();
    at++;
    while (true) {
      if (at >= text.length() || text.charAt(at) == '\n') {
        throw syntax(
            startLine, startColumn, "The text is never closed.", "Close it by `" + quote + "`.");
      }
      char c = text.charAt(at++);
      if (c == quote) {
        break;
      }
      value.append(c);
      if (c == '\\' && at < text.length() && text.charAt(at) != '\n') {
        value.append(text.charAt(at++));
      }
    }
    add(Kind.STRING, value.toString(), startLine, startColumn);
  }

  private void word() throws Refusal {
    int start = at;
    int startColumn = column();
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (at - start > Limits.NAME) {
      throw tooLarge("a name of more than " + Limits.NAME + " characters");
    }
    add(Kind.WORD, text.substring(start, at), line, startColumn);
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }

  private void sign(char c) throws Refusal {
    Token token = new Token(Kind.SIGN, String.valueOf(c), line, column());
    if ("{[(<".indexOf(c) >= 0) {
      open.addLast(token);
      blocks += c == '{' ? 1 : 0;
      if (open.size() > Limits.DEPTH) {
        throw new Refusal(
            new Location(file, token.line, token.column),
            SchemaRules.TOO_LARGE,
            "The schema nests deeper than " + Limits.DEPTH + " levels.",
            "Move inner messages to the top.");
      }
      if (blocks > MANY) {
        throw tooLarge("more than " + MANY + " blocks");
      }
    } else if ("}])>".indexOf(c) >= 0) {
      Token opener = open.pollLast();
      if (opener == null || "{[(<".indexOf(opener.text.charAt(0)) != "}])>".indexOf(c)) {
        throw syntax(
            line,
            column(),
            "`" + c + "` closes nothing.",
            "Remove it, or close what is open before it.");
      }
    }
    tokens.add(token);
    commentsInARow = 0;
    at++;
  }

  private Refusal tooLarge(String what) {
    return new Refusal(
        Location.ofFile(file),
        SchemaRules.TOO_LARGE,
        "The schema has " + what + ".",
        "Shorten it, or split it into several files.");
  }

  private Refusal syntax(int startLine, int startColumn, String message, String hint) {
    return new Refusal(
        new Location(file, startLine, startColumn), SchemaRules.SYNTAX, message, hint);
  }
}
