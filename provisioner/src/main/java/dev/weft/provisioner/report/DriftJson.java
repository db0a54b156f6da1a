// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Drift as JSON, described by `docs/reference/drift.schema.json`.
public final class DriftJson {

  private DriftJson() {}

  /// The document.
  public static String render(Drift drift) {
    ObjectNode root =
        Json.document("weft.drift")
            .put("environment", drift.environment())
            .put("inSync", drift.isInSync());
    ArrayNode owners = root.putArray("owners");
    for (Drift.Item item : drift.owners()) {
      ObjectNode node =
          owners.addObject().put("owner", item.owner().toString()).put("state", item.state().id());
      item.differences().forEach(node.putArray("differences")::add);
    }
    return Json.print(root);
  }
}
