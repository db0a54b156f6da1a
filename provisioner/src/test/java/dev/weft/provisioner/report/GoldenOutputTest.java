// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.log.ControlPlaneLog.Result;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GoldenOutputTest {

  private static final Look TERMINAL = new Look(true, true, 90);
  private static final Look ASCII_TERMINAL = new Look(false, false, 90);

  private static String text(Plan plan, boolean isComplete, Look look) {
    var options = new PlanText.Options(isComplete, "weft apply --env dev");
    return PlanText.render(Plans.view(plan, List.of(), List.of()), options, look);
  }

  static RunReport report(Plan plan) {
    List<Outcome> outcomes =
        List.of(
            new Outcome.Applied(),
            new Outcome.Unchanged(),
            new Outcome.Failed(Outcome.Kind.TRANSIENT, "The broker did not answer in 30 s."),
            new Outcome.Failed(Outcome.Kind.PERMANENT, "TopicAuthorizationException: not allowed."),
            new Outcome.Skipped("change 5c01 failed"),
            new Outcome.Refused("needs approval"),
            new Outcome.Unknown("The connection broke after it was sent."));
    var results = new ArrayList<Result>();
    for (PlannedChange change : plan.changes()) {
      results.add(new Result(change, outcomes.get(results.size() % outcomes.size())));
    }
    return new RunReport("run-1", "dev", Plans.DIGEST, results, List.of(), false);
  }

  @Test
  void writesAPlanAsText() {
    Golden.assertSame("plan.txt", text(Plans.complete(), false, Look.PLAIN));
  }

  @Test
  void writesAPlanForAColoredTerminal() {
    Golden.assertSame("plan-color.txt", text(Plans.complete(), false, TERMINAL));
  }

  @Test
  void writesAPlanForAnAsciiTerminal() {
    String plan = text(Plans.complete(), false, ASCII_TERMINAL);

    assertThat(plan).contains("604800000 (7 d) -> 86400000 (1 d)").isASCII();
  }

  @Test
  void writesAnEmptyPlan() {
    Golden.assertSame("plan-empty.txt", text(Plans.empty(), false, Look.PLAIN));
  }

  @Test
  void writesAPlanAsMarkdown() {
    PlanView view =
        Plans.view(Plans.complete(), List.of("The registry could not be read."), Plans.found());

    Golden.assertSame("plan.md", PlanMarkdown.render(view));
  }

  @Test
  void writesAPlanAsJson() {
    PlanView view = Plans.view(Plans.complete(), List.of(), Plans.found());

    Golden.assertSame("plan.json", PlanJson.render(view));
  }

  @Test
  void writesAPlanForToolsThatKnowFindingsOnly() {
    PlanView view =
        Plans.view(Plans.complete(), List.of("The registry could not be read."), Plans.found());

    Golden.assertSame(
        "plan.sarif", DiagnosticSarif.render(PlanNotices.of(view), Map.of(), "1.2.3"));
    Golden.assertSame(
        "plan.junit.xml",
        DiagnosticJunit.render(PlanNotices.of(view), List.of("mesh.yaml", "teams.yaml")));
  }

  @Test
  void collapsesManySimilarHarmlessChangesOnly() {
    String plan = text(Plans.huge(120), false, Look.PLAIN);

    assertThat(plan)
        .contains("orders.p0049.x.v1")
        .doesNotContain("orders.p0050.x.v1")
        .contains("+ create topic: 70 more like these, all safe; see them with --all")
        .contains("NEEDS APPROVAL");
    assertThat(text(Plans.huge(120), true, Look.PLAIN)).contains("orders.p0119.x.v1");
  }

  @Test
  void writesResultsAsText() {
    RunReport report = report(Plans.complete());

    Golden.assertSame(
        "apply.txt", ApplyText.render(report, false, "weft apply --env dev", Look.PLAIN));
  }

  @Test
  void writesResultsAsJson() {
    Golden.assertSame("apply.json", ApplyJson.render(report(Plans.complete())));
  }

  @Test
  void writesDriftAsText() {
    Drift drift = Drift.of(Plans.complete(), List.of(Plans.BILLING, Plans.ORDERS, calm()));

    Golden.assertSame("drift.txt", DriftText.render(drift, true, Look.PLAIN));
  }

  @Test
  void writesDriftAsJson() {
    Drift drift = Drift.of(Plans.complete(), List.of(Plans.BILLING, Plans.ORDERS, calm()));

    Golden.assertSame("drift.json", DriftJson.render(drift));
  }

  private static Owner calm() {
    return Owner.parse("product:customers/profiles");
  }

  @Test
  void writesDiagnosticsOneToALine() {
    Golden.assertSame("diagnostics.txt", DiagnosticText.notices(Plans.found(), Look.PLAIN));
  }

  @Test
  void writesDiagnosticsWithTheirSource() {
    String text =
        DiagnosticText.contextual(
            Plans.found(),
            location -> location.file().equals("mesh.yaml") ? null : "  titel: Örders # was",
            Look.PLAIN);

    Golden.assertSame("diagnostics-context.txt", text);
  }

  @Test
  void writesDiagnosticsAsJson() {
    Golden.assertSame("diagnostics.json", DiagnosticJson.render(Plans.found(), 12));
  }

  @Test
  void writesDiagnosticsAsSarif() {
    Golden.assertSame(
        "diagnostics.sarif",
        DiagnosticSarif.render(
            Plans.change(),
            Map.of("source/unexpected", "No rule says what this file is for."),
            "1.2.3"));
  }

  @Test
  void writesDiagnosticsAsJunit() {
    Golden.assertSame(
        "diagnostics.junit.xml",
        DiagnosticJunit.render(Plans.change().relevant(), List.of("mesh.yaml", "teams.yaml")));
  }

  @Test
  void writesDiagnosticsAsMarkdown() {
    Golden.assertSame("diagnostics.md", DiagnosticMarkdown.render(Plans.found()));
  }

  @Test
  void writesTheCheckOfAChange() {
    Golden.assertSame("check.md", CheckMarkdown.render(Plans.change(), ""));
    Golden.assertSame("check.json", CheckJson.render(Plans.change(), "main"));
    Golden.assertSame(
        "check.txt", CheckText.render(Plans.change(), _ -> "  titel: x", true, Look.PLAIN));
  }
}
