// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.provisioner.report.Page.Style;
import java.util.ArrayList;
import java.util.List;

/// Two texts of a file as a unified diff, as `git apply` and `patch` read it. Written here because
/// the command line carries no JGit, whose formatter is what the catalog shows changes with.
public final class UnifiedDiff {

  private static final int CONTEXT = 3;

  /// Pairs of lines that are compared; of more, everything in between is told as replaced.
  private static final long MOST_COMPARED = 4_000_000;

  private static final String NO_NEWLINE = "\\ No newline at end of file";

  private final List<Line> lines = new ArrayList<>();

  /// @param sign ` `, `-` or `+`; `=` and `@` for what is told about them
  /// @param text with its end
  private record Line(char sign, String text) {
    boolean isText() {
      return sign != '=' && sign != '@';
    }

    boolean isEnded() {
      return text.endsWith("\n");
    }
  }

  private UnifiedDiff(List<String> before, List<String> after) {
    int most = Math.min(before.size(), after.size());
    int head = 0;
    while (head < most && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head && before.reversed().get(tail).equals(after.reversed().get(tail))) {
      tail++;
    }
    before.subList(0, head).forEach(line -> lines.add(new Line(' ', line)));
    middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
    before
        .subList(before.size() - tail, before.size())
        .forEach(line -> lines.add(new Line(' ', line)));
  }

  private void middle(List<String> before, List<String> after) {
    if ((long) before.size() * after.size() > MOST_COMPARED) {
      before.forEach(line -> lines.add(new Line('-', line)));
      after.forEach(line -> lines.add(new Line('+', line)));
      return;
    }
    int[][] common = common(before, after);
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(' ', before.get(i)));
        i++;
        j++;
      } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
        lines.add(new Line('-', before.get(i++)));
      } else {
        lines.add(new Line('+', after.get(j++)));
      }
    }
  }

  /// Length of the longest common part of what follows, by positions.
  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  /// The diff; empty when the texts are the same. In colour it is for eyes only; without, it is
  /// byte for byte what tools apply. It may be: no manifest that was read has characters that steer
  /// a terminal.
  public static String of(String file, String before, String after, Look look) {
    if (before.equals(after)) {
      return "";
    }
    var diff = new UnifiedDiff(split(before), split(after));
    List<Line> lines = new ArrayList<>();
    lines.add(new Line('=', "--- a/" + file + "\n"));
    lines.add(new Line('=', "+++ b/" + file + "\n"));
    diff.hunks(lines);
    return look.color() ? colored(lines, look) : plain(lines);
  }

  private static String plain(List<Line> lines) {
    var text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.isText() ? String.valueOf(line.sign) : "").append(line.text);
      if (!line.isEnded()) {
        text.append('\n').append(NO_NEWLINE).append('\n');
      }
    }
    return text.toString();
  }

  private static String colored(List<Line> lines, Look look) {
    var page = new Page(look);
    for (Line line : lines) {
      Style style =
          switch (line.sign) {
            case '+' -> Style.GOOD;
            case '-' -> Style.BAD;
            case '@' -> Style.NAME;
            case '=' -> Style.BOLD;
            default -> Style.PLAIN;
          };
      page.add(style, (line.isText() ? String.valueOf(line.sign) : "") + line.text.stripTrailing())
          .end();
    }
    return page.toString();
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline + 1;
      lines.add(text.substring(at, end));
      at = end;
    }
    return lines;
  }

  private void hunks(List<Line> told) {
    int at = 0;
    int old = 1;
    int now = 1;
    while (at < lines.size()) {
      int first = next(at);
      if (first == lines.size()) {
        return;
      }
      int from = Math.max(at, first - CONTEXT);
      int last = first;
      int other = first;
      while (other < lines.size() && other - last <= 2 * CONTEXT) {
        last = other;
        other = next(other + 1);
      }
      int to = Math.min(lines.size(), last + 1 + CONTEXT);
      // What is skipped is the same on both sides.
      old += from - at;
      now += from - at;
      List<Line> hunk = lines.subList(from, to);
      int left = (int) hunk.stream().filter(line -> line.sign != '+').count();
      int right = (int) hunk.stream().filter(line -> line.sign != '-').count();
      told.add(
          new Line(
              '@',
              "@@ -%d,%d +%d,%d @@\n"
                  .formatted(left == 0 ? old - 1 : old, left, right == 0 ? now - 1 : now, right)));
      told.addAll(hunk);
      old += left;
      now += right;
      at = to;
    }
  }

  private int next(int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).sign == ' ') {
      at++;
    }
    return Math.min(at, lines.size());
  }
}
