// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import java.util.List;

/// A plan that somebody else made, for the comment of a change request.
public final class PlanTable {

  private static final int MOST = 60;

  private PlanTable() {}

  /// A change of the plan.
  ///
  /// @param verdict why it is not simply done; may be empty
  public record Row(String action, String resource, String owner, String reason, String verdict) {}

  /// The plan.
  ///
  /// @param summary in a sentence
  /// @param problems sentences about servers that could not be read
  public static String markdown(
      String environment, String summary, List<String> problems, List<Row> rows) {
    var text = new StringBuilder("### Plan for " + Markdown.code(environment) + "\n\n");
    text.append(Markdown.text(summary)).append('\n');
    problems.forEach(
        problem -> text.append("\n**Error:** ").append(Markdown.text(problem)).append('\n'));
    if (!rows.isEmpty()) {
      text.append("\n| | what | why |\n|---|---|---|\n");
    }
    for (Row row : rows.stream().limit(MOST).toList()) {
      String verdict =
          row.verdict().isEmpty() ? "" : "<br>**" + Markdown.text(row.verdict()) + "**";
      text.append(
          "| %s | %s<br><sub>%s</sub> | %s%s |\n"
              .formatted(
                  Markdown.text(row.action()),
                  Markdown.code(row.resource()),
                  Markdown.text(row.owner()),
                  Markdown.text(row.reason()),
                  verdict));
    }
    if (rows.size() > MOST) {
      text.append("\n").append(rows.size() - MOST).append(" more.\n");
    }
    return text.toString();
  }
}
