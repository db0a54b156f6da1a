// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.governance.Explanation;
import dev.weft.governance.Finding;
import dev.weft.governance.engine.Reason;
import java.util.List;

/// Why policies found what they found, as JSON, described by
/// `docs/reference/policy-explanation.schema.json`.
public final class ExplanationJson {

  private ExplanationJson() {}

  /// The document.
  public static String render(List<Explanation> explanations) {
    ObjectNode root = Json.document("weft.policy-explanation");
    ArrayNode array = root.putArray("explanations");
    for (Explanation told : explanations) {
      Finding finding = told.finding();
      ObjectNode node =
          array
              .addObject()
              .put("policy", finding.policy())
              .put("check", finding.check())
              .put("product", finding.product().toString())
              .put("grant", finding.grant())
              .put("at", finding.at())
              .put("file", finding.location().file())
              .put("line", finding.location().line())
              .put("column", finding.location().column())
              .put("mode", finding.mode().word())
              .put("waiver", finding.waiver())
              .put("title", told.title())
              .put("intent", told.intent())
              .put("message", finding.message())
              .put("condition", told.condition());
      told.environments().forEach(node.putArray("environments")::add);
      ArrayNode reasons = node.putArray("reasons");
      for (Reason reason : told.reasons()) {
        reasons.addObject().put("text", reason.text()).put("value", reason.value());
      }
    }
    return Json.print(root);
  }
}
