// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.diagnostic;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Shows diagnostics to people: with the line of the source, a caret under the place, and the hint.
///
/// ```
/// ERROR manifest/unknown-key
///   @ domains/reviews/enriched-reviews/product.yaml:19:24
///    |
/// 19 |       topic: {partitions: 6, retentoin: P7D}
///    |                              ^^^^^^^^^
///    = Unknown key `retentoin` in `topic`.
///    = hint: did you mean `retention`?
/// ```
public final class DiagnosticPrinter {

  private static final int LONGEST_LINE = 160;
  private static final String RESET = "\u001b[0m";
  private static final String DIM = "\u001b[2m";

  private final Function<String, Optional<String>> sources;
  private final boolean colours;

  /// A printer.
  ///
  /// @param sources the text of a file by its path; empty when it cannot be shown
  /// @param colours whether to use ANSI colours
  public DiagnosticPrinter(Function<String, Optional<String>> sources, boolean colours) {
    this.sources = sources;
    this.colours = colours;
  }

  /// The one-line form of all, each ended by a new line.
  public static String lines(List<Diagnostic> diagnostics) {
    StringBuilder text = new StringBuilder();
    diagnostics.forEach(diagnostic -> text.append(diagnostic).append('\n'));
    return text.toString();
  }

  /// The form for people of all, separated by empty lines.
  public String print(List<Diagnostic> diagnostics) {
    return String.join("\n", diagnostics.stream().map(this::print).toList());
  }

  /// The form for people of one, ended by a new line.
  public String print(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder();
    String severity = diagnostic.severity().word().toUpperCase(Locale.ROOT);
    text.append(coloured(severity, colour(diagnostic.severity())))
        .append(' ')
        .append(diagnostic.rule())
        .append('\n');
    text.append("  @ ").append(diagnostic.location()).append('\n');
    Location location = diagnostic.location();
    String margin = " ".repeat(Math.max(2, Integer.toString(location.line()).length()));
    Optional<String> line = location.line() == 0 ? Optional.empty() : line(location);
    line.ifPresent(source -> context(text, location, source, margin, diagnostic.severity()));
    text.append(coloured(margin + " = ", DIM)).append(diagnostic.message()).append('\n');
    if (!diagnostic.hint().isEmpty()) {
      text.append(coloured(margin + " = hint: ", DIM)).append(diagnostic.hint()).append('\n');
    }
    return text.toString();
  }

  private void context(
      StringBuilder text, Location location, String source, String margin, Severity severity) {
    int start = Math.min(location.column() - 1, source.length());
    int width = Math.max(1, wordEnd(source, start) - start);
    int cut = start + width > LONGEST_LINE ? Math.max(0, start - LONGEST_LINE / 2) : 0;
    String shown = source.substring(cut, Math.min(source.length(), cut + LONGEST_LINE));
    String number = Integer.toString(location.line());
    text.append(coloured(margin + " |", DIM)).append('\n');
    text.append(coloured(" ".repeat(margin.length() - number.length()) + number + " | ", DIM))
        .append(Printable.line(shown))
        .append('\n');
    int caret = Math.min(width, LONGEST_LINE - (start - cut));
    text.append(coloured(margin + " | ", DIM))
        .append(" ".repeat(start - cut))
        .append(coloured("^".repeat(Math.max(1, caret)), colour(severity)))
        .append('\n');
  }

  private Optional<String> line(Location location) {
    return sources
        .apply(location.file())
        .flatMap(text -> text.lines().skip(location.line() - 1L).findFirst());
  }

  /// The end of the key or value that begins at a position.
  private static int wordEnd(String line, int start) {
    if (start >= line.length()) {
      return start;
    }
    char quote = line.charAt(start);
    if (quote == '"' || quote == '\'') {
      int close = line.indexOf(quote, start + 1);
      return close < 0 ? line.length() : close + 1;
    }
    int end = start;
    while (end < line.length() && !endsWord(line, end)) {
      end++;
    }
    return end;
  }

  private static boolean endsWord(String line, int at) {
    char c = line.charAt(at);
    boolean colon =
        c == ':' && (at + 1 == line.length() || Character.isWhitespace(line.charAt(at + 1)));
    return colon || Character.isWhitespace(c) || c == ',' || c == ']' || c == '}';
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case ERROR, DANGER -> "\u001b[1;31m";
      case WARNING -> "\u001b[1;33m";
      case NOTE -> "\u001b[1;36m";
    };
  }

  private String coloured(String text, String colour) {
    return colours ? colour + text + RESET : text;
  }
}
