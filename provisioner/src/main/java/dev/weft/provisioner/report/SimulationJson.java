// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.governance.PolicyEffect;

/// What changed policies would do, as JSON, described by
/// `docs/reference/policy-simulation.schema.json`.
public final class SimulationJson {

  private SimulationJson() {}

  /// The document.
  public static String render(SimulationView view) {
    ObjectNode root = Json.document("weft.policy-simulation").put("before", view.before());
    DiagnosticJson.add(root.putArray("problems"), view.problems());
    effect(root, view.effect());
    ObjectNode owners = root.putObject("owners");
    view.owners().forEach(owners::put);
    root.put("commits", view.commits());
    ArrayNode past = root.putArray("past");
    for (SimulationView.Past one : view.past()) {
      ObjectNode node =
          past.addObject()
              .put("commit", one.commit())
              .put("when", one.when().toString())
              .put("title", one.title());
      effect(node, one.effect());
    }
    return Json.print(root);
  }

  private static void effect(ObjectNode node, PolicyEffect effect) {
    NoticeJson.add(node.putArray("failing"), effect.failing());
    NoticeJson.add(node.putArray("passing"), effect.passing());
  }
}
