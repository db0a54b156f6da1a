// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.governance.PolicyCases;
import dev.weft.governance.PolicyMutants.Gap;
import dev.weft.governance.PolicyMutants.Report;
import dev.weft.governance.PolicyMutants.Survivor;
import java.util.List;

/// What testing policies showed as JSON, described by `docs/reference/policy-test.schema.json`.
public final class PolicyTestJson {

  private PolicyTestJson() {}

  /// The document.
  public static String render(List<Report> reports) {
    PolicyTestSum sum = PolicyTestSum.of(reports);
    ObjectNode root =
        Json.document("weft.policy-test")
            .put("passed", sum.isPassed())
            .put("cases", sum.cases())
            .put("failed", sum.failed())
            .put("mutants", sum.mutants())
            .put("noticed", sum.noticed())
            .put("score", sum.score() / 10.0);
    ArrayNode policies = root.putArray("policies");
    reports.forEach(report -> add(policies.addObject(), report));
    return Json.print(root);
  }

  private static void add(ObjectNode node, Report report) {
    node.put("name", report.policy().name())
        .put("passed", report.isPassed())
        .put("mutants", report.mutants())
        .put("noticed", report.noticed());
    node.set("location", Json.location(report.policy().location()));
    ArrayNode problems = node.putArray("problems");
    report
        .diagnostics()
        .forEach(diagnostic ->
            problems
                .addObject()
                .put("rule", diagnostic.rule())
                .put("message", diagnostic.message())
                .put("hint", diagnostic.hint())
                .set("location", Json.location(diagnostic.location())));
    ArrayNode cases = node.putArray("cases");
    report.cases().forEach(result -> add(cases.addObject(), result));
    ArrayNode gaps = node.putArray("gaps");
    for (Gap gap : report.gaps()) {
      gaps.addObject()
          .put("check", gap.check())
          .put("lacks", gap.lacksFailing() ? "failing" : "passing")
          .set("location", Json.location(gap.location()));
    }
    ArrayNode survivors = node.putArray("survivors");
    for (Survivor survivor : report.survivors()) {
      survivors
          .addObject()
          .put("place", survivor.place())
          .put("from", survivor.from())
          .put("to", survivor.to())
          .set("location", Json.location(survivor.location()));
    }
  }

  private static void add(ObjectNode node, PolicyCases.Result result) {
    node.put("name", result.name()).put("passed", result.isPassed());
    node.set("location", Json.location(result.location()));
    ArrayNode expected = node.putArray("expected");
    result.expected().forEach(expected::add);
    ArrayNode found = node.putArray("found");
    result.actual().forEach(found::add);
    ArrayNode problems = node.putArray("problems");
    result.problems().forEach(problems::add);
  }
}
