// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.governance.Notice;
import dev.weft.governance.ProvenFix;
import dev.weft.model.diagnostic.Diagnostic;
import java.util.List;

/// Notices as a Markdown table.
public final class DiagnosticMarkdown {

  private DiagnosticMarkdown() {}

  /// The table, or a sentence when there is nothing to say.
  public static String render(List<Notice> notices) {
    if (notices.isEmpty()) {
      return "No findings.\n";
    }
    var text = new StringBuilder("| where | what | rule |\n|---|---|---|\n");
    for (Notice notice : notices) {
      Diagnostic finding = notice.diagnostic();
      String hint = finding.hint().isEmpty() ? "" : "<br>" + Markdown.prose(finding.hint());
      text.append(
          "| %s | **%s** %s%s%s | %s |\n"
              .formatted(
                  Markdown.code(finding.location().toString()),
                  finding.severity().word(),
                  Markdown.prose(finding.message()),
                  hint,
                  fix(notice),
                  Markdown.code(finding.rule())));
    }
    String waived = WaivedFindings.of(notices).sentence();
    if (!waived.isEmpty()) {
      text.append('\n').append(Markdown.text(waived)).append('\n');
    }
    return text.toString();
  }

  /// What puts it right, on a line of its own in the cell.
  static String fix(Notice notice) {
    ProvenFix fix = notice.fix();
    return fix == null ? "" : "<br>**fix:** " + Markdown.prose(fix.words());
  }
}
