// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.Notice;
import dev.weft.governance.ProvenFix;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Severity;
import dev.weft.provisioner.report.Page.Style;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Diagnostics as text: one line each for machines, or with the source line and a caret for people.
public final class DiagnosticText {

  private DiagnosticText() {}

  /// Where source lines come from.
  public interface Sources {
    /// The line of the location without its end; null when it cannot be had.
    @Nullable String line(Location location);
  }

  /// One line each: `file:line:column: severity: message [rule] — hint; fix: what puts it right`.
  public static String notices(List<Notice> notices, Look look) {
    var page = new Page(look);
    for (Notice notice : notices) {
      ProvenFix fix = notice.fix();
      String hint = notice.diagnostic().hint();
      line(page, notice.diagnostic());
      page.add(fix == null ? "" : (hint.isEmpty() ? " — fix: " : "; fix: ") + fix.words()).end();
    }
    return page.toString();
  }

  /// How much of it can be put right; empty when nothing can.
  ///
  /// @param untried how many proposals nobody tried
  /// @param how what makes the fixes
  public static String fixes(List<Notice> notices, int untried, String how) {
    long fixable = notices.stream().filter(notice -> notice.fix() != null).count();
    if (fixable == 0 && untried == 0) {
      return "";
    }
    return "%d can be put right with %s%s."
        .formatted(
            fixable,
            how,
            untried == 0
                ? ""
                : "; %d more were not tried in a mesh of this size".formatted(untried));
  }

  /// One line each: `file:line:column: severity: message [rule] — hint`.
  public static String lines(List<Diagnostic> diagnostics, Look look) {
    return notices(diagnostics.stream().map(Notice::of).toList(), look);
  }

  private static void line(Page page, Diagnostic finding) {
    page.add(finding.location() + ": ")
        .add(style(finding.severity()), finding.severity().word() + ":")
        .add(" " + finding.message())
        .add(Style.DIM, " [" + finding.rule() + "]")
        .add(finding.hint().isEmpty() ? "" : " — " + finding.hint());
  }

  /// Several lines each, with the source line and a caret under the column.
  public static String contextual(List<Notice> notices, Sources sources, Look look) {
    var page = new Page(look);
    for (Notice notice : notices) {
      Diagnostic finding = notice.diagnostic();
      String word = finding.severity().word().toUpperCase(Locale.ROOT);
      page.gap().add(style(finding.severity()), word).add(" " + finding.rule()).end();
      page.add("  @ ").add(Style.NAME, finding.location().toString()).end();
      String source = finding.location().line() == 0 ? null : sources.line(finding.location());
      int gutter = String.valueOf(finding.location().line()).length();
      String bar = " ".repeat(gutter) + " |";
      if (source != null) {
        page.line(Style.DIM, bar);
        excerpt(page, finding, source, bar, look);
      }
      page.prose(gutter, " = ", Style.PLAIN, finding.message());
      if (!finding.hint().isEmpty()) {
        page.prose(gutter, " = hint: ", Style.PLAIN, finding.hint());
      }
      ProvenFix fix = notice.fix();
      if (fix != null) {
        page.prose(gutter, " = fix: ", Style.GOOD, fix.words());
      }
    }
    return page.toString();
  }

  private static void excerpt(Page page, Diagnostic finding, String source, String bar, Look look) {
    int column = Math.clamp(finding.location().column() - 1L, 0, source.length());
    int room = Math.max(40, (look.width() == 0 ? 160 : look.width()) - bar.length() - 2);
    int start = column > room - 20 ? column - room / 2 : 0;
    int end = Math.min(source.length(), start + room);
    String before = SafeText.line(source.substring(start, column));
    String shown = before + SafeText.line(source.substring(column, Math.max(column, end)));
    page.add(Style.DIM, finding.location().line() + " | ").add(shown).end();
    if (finding.location().column() > 0) {
      int indent = before.codePointCount(0, before.length());
      page.add(Style.DIM, bar)
          .add(" " + " ".repeat(indent))
          .add(style(finding.severity()), "^".repeat(wordLength(source, column)))
          .end();
    }
  }

  /// Underlines the word that begins at the column.
  private static int wordLength(String source, int column) {
    int end = column;
    while (end < source.length() && end - column < 40 && isWord(source.charAt(end))) {
      end++;
    }
    return Math.max(1, end - column);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '/' || c == '@';
  }

  private static Style style(Severity severity) {
    return switch (severity) {
      case ERROR, DANGER -> Style.BAD;
      case WARNING -> Style.WARN;
      case NOTE -> Style.NAME;
    };
  }
}
