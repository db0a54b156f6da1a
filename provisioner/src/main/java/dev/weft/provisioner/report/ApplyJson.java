// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.log.ControlPlaneLog.Result;
import dev.weft.provisioner.plan.Outcome;
import java.util.Locale;

/// The results of an apply as JSON, described by `docs/reference/apply.schema.json`.
public final class ApplyJson {

  private ApplyJson() {}

  /// The document.
  public static String render(RunReport report) {
    ObjectNode root =
        Json.document("weft.apply")
            .put("run", report.run())
            .put("environment", report.environment())
            .put("digest", report.digest())
            .put("interrupted", report.isInterrupted());
    RunReport.Counts counts = report.counts();
    root.putObject("summary")
        .put("applied", counts.applied())
        .put("unchanged", counts.unchanged())
        .put("failed", counts.failed())
        .put("refused", counts.refused())
        .put("skipped", counts.skipped())
        .put("unknown", counts.unknown());
    report.errors().forEach(root.putArray("errors")::add);
    ArrayNode results = root.putArray("results");
    report.results().forEach(result -> results.add(result(result)));
    return Json.print(root);
  }

  private static ObjectNode result(Result result) {
    ObjectNode node =
        Json.object()
            .put("id", result.change().id())
            .put("kind", ChangeView.kind(result.change().change()))
            .put("resource", result.change().change().resource().text());
    return switch (result.outcome()) {
      case Outcome.Applied _ -> node.put("outcome", "applied");
      case Outcome.Unchanged _ -> node.put("outcome", "unchanged");
      case Outcome.Refused refused ->
          node.put("outcome", "refused").put("message", refused.message());
      case Outcome.Failed failed ->
          node.put("outcome", "failed")
              .put("message", failed.message())
              .put("failure", failed.kind().name().toLowerCase(Locale.ROOT));
      case Outcome.Skipped skipped ->
          node.put("outcome", "skipped").put("message", skipped.because());
      case Outcome.Unknown unknown ->
          node.put("outcome", "unknown").put("message", unknown.message());
    };
  }
}
