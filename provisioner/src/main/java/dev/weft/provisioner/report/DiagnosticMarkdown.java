// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.model.diagnostic.Diagnostic;
import java.util.List;

/// Diagnostics as a Markdown table.
public final class DiagnosticMarkdown {

  private DiagnosticMarkdown() {}

  /// The table, or a sentence when there is nothing to say.
  public static String render(List<Diagnostic> diagnostics) {
    if (diagnostics.isEmpty()) {
      return "No findings.\n";
    }
    var text = new StringBuilder("| where | what | rule |\n|---|---|---|\n");
    for (Diagnostic finding : diagnostics) {
      String hint = finding.hint().isEmpty() ? "" : "<br>" + Markdown.text(finding.hint());
      text.append(
          "| %s | **%s** %s%s | %s |\n"
              .formatted(
                  Markdown.code(finding.location().toString()),
                  finding.severity().word(),
                  Markdown.text(finding.message()),
                  hint,
                  Markdown.code(finding.rule())));
    }
    return text.toString();
  }
}
