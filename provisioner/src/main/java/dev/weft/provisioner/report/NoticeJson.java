// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.governance.Finding;
import dev.weft.governance.Notice;
import dev.weft.governance.ProvenFix;
import java.util.List;

/// What is reported, as JSON: the same in every document.
final class NoticeJson {

  private NoticeJson() {}

  static void add(ArrayNode array, List<Notice> notices) {
    for (Notice notice : notices) {
      ObjectNode node = DiagnosticJson.node(notice.diagnostic());
      notice.environments().forEach(node.putArray("environments")::add);
      Finding finding = notice.finding();
      if (finding != null) {
        node.put("check", finding.check())
            .put("product", finding.product().toString())
            .put("grant", finding.grant())
            .put("at", finding.at())
            .put("mode", finding.mode().word())
            .put("waiver", finding.waiver());
      }
      Finding.Excuse excuse = notice.excuse();
      if (excuse != null) {
        node.putObject("waived")
            .put("approvedBy", excuse.approvedBy())
            .put("until", excuse.until().toString())
            .put("reason", excuse.reason());
      }
      ProvenFix fix = notice.fix();
      if (fix != null) {
        fix(node.putObject("fix"), fix);
      }
      array.add(node);
    }
  }

  private static void fix(ObjectNode node, ProvenFix fix) {
    ProvenFix.Replacement replacement = fix.replacement();
    node.put("words", fix.words())
        .put("file", fix.file())
        .put("startLine", replacement.startLine())
        .put("startColumn", replacement.startColumn())
        .put("endLine", replacement.endLine())
        .put("endColumn", replacement.endColumn())
        .put("text", replacement.text());
  }
}
