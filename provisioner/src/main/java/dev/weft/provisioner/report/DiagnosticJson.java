// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.governance.Notice;
import dev.weft.model.diagnostic.Diagnostic;
import java.util.List;

/// Diagnostics as JSON, described by `docs/reference/diagnostics.schema.json`.
public final class DiagnosticJson {

  private DiagnosticJson() {}

  /// The document.
  ///
  /// @param files how many files were read
  public static String render(List<Notice> notices, int files) {
    ObjectNode root = Json.document("weft.diagnostics").put("files", files);
    DiagnosticCounts counts =
        DiagnosticCounts.of(notices.stream().map(Notice::diagnostic).toList());
    root.putObject("summary")
        .put("errors", counts.errors())
        .put("dangers", counts.dangers())
        .put("warnings", counts.warnings())
        .put("notes", counts.notes());
    NoticeJson.add(root.putArray("diagnostics"), notices);
    WaivedFindings.of(notices).json(root.putArray("waived"));
    return Json.print(root);
  }

  static void add(ArrayNode array, List<Diagnostic> diagnostics) {
    diagnostics.forEach(finding -> array.add(node(finding)));
  }

  static ObjectNode node(Diagnostic finding) {
    return Json.location(finding.location())
        .put("severity", finding.severity().word())
        .put("rule", finding.rule())
        .put("message", finding.message())
        .put("hint", finding.hint());
  }
}
