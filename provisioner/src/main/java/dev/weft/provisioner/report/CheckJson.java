// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.governance.ChangeReport;
import dev.weft.governance.Notice;
import java.util.ArrayList;
import java.util.List;

/// The check of a change as JSON, described by `docs/reference/check.schema.json`.
public final class CheckJson {

  private CheckJson() {}

  /// The document.
  ///
  /// @param base what the change was compared with
  public static String render(ChangeReport report, String base) {
    ObjectNode root =
        Json.document("weft.check").put("base", base).put("blocked", !report.blocking().isEmpty());
    ArrayNode products = root.putArray("products");
    report.products().forEach(product -> products.add(product.toString()));
    NoticeJson.add(root.putArray("blocking"), report.blocking());
    NoticeJson.add(root.putArray("introduced"), report.introduced());
    NoticeJson.add(root.putArray("fixed"), report.fixed());
    NoticeJson.add(root.putArray("unchanged"), report.unchanged());
    ObjectNode merged = root.putObject("afterMerge");
    NoticeJson.add(merged.putArray("failing"), report.merged().failing());
    NoticeJson.add(merged.putArray("passing"), report.merged().passing());
    report.newWaivers().forEach(root.putArray("newWaivers")::add);
    report.newReads().forEach(root.putArray("newReads")::add);
    SchemaDiffJson.add(
        root.putArray("schemas"),
        report.schemas().stream().map(change -> SchemaDiffView.of(change, report.uses())).toList());
    root.put("readersFrom", report.uses() == null ? "manifests" : "server");
    ArrayNode reviewers = root.putArray("reviewers");
    for (ChangeReport.Reviewer reviewer : report.reviewers()) {
      ObjectNode node = reviewers.addObject().put("team", reviewer.team());
      reviewer.reasons().forEach(node.putArray("reasons")::add);
    }
    List<Notice> all = new ArrayList<>(report.introduced());
    all.addAll(report.unchanged());
    WaivedFindings.of(all).json(root.putArray("waived"));
    return Json.print(root);
  }
}
