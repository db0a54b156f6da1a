// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.governance.ProvenFix;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Severity;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlanFile;
import dev.weft.provisioner.report.Plans;
import dev.weft.provisioner.report.PublishedSchemas;
import dev.weft.provisioner.report.Standards;
import dev.weft.provisioner.resource.ResourceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanAndApplyTest {

  private static final Location PLACE = new Location("domains/orders/orders/product.yaml", 1, 4);

  @TempDir private Path directory = Path.of("");
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void begin() {
    shell = new Shell(directory);
  }

  @Test
  void aPlanWithoutChangesIsZero() {
    var done = shell.run("plan");

    assertThat(done.code()).isZero();
    assertThat(done.out()).contains("Nothing to do");
  }

  @Test
  void aPlanWithChangesIsTwo() {
    shell.backend.plan = Plans.small();

    assertThat(shell.run("plan").code()).isEqualTo(2);
  }

  @Test
  void aPlanWithBlockedChangesIsThreeAndSaysHowToApprove() {
    shell.backend.plan = Plans.complete();

    var done = shell.run("plan", "--delete", "orders.old.events.v0");

    assertThat(done.code()).isEqualTo(3);
    assertThat(done.out())
        .contains(
            "weft apply --env dev --delete orders.old.events.v0 --approve "
                + shell.backend.plan.digest());
    assertThat(shell.backend.deletions).containsExactly("orders.old.events.v0");
  }

  @Test
  void aPlanOfBrokenManifestsIsShownAndIsAnError() {
    shell.backend.plan = Plans.small();
    shell.backend.findings =
        List.of(Diagnostic.error(Location.ofFile("mesh.yaml"), "mesh/x", "Broken.", ""));

    var done = shell.run("plan");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out()).contains("Plan: 1 to create");
    assertThat(done.err()).contains("mesh.yaml: error: Broken.");
  }

  @Test
  void aPlanThatCouldNotReadAServerIsAnError() {
    shell.backend.problems = List.of("Cluster onprem could not be read.");

    var done = shell.run("plan");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out()).contains("ERROR Cluster onprem could not be read.");
  }

  @Test
  void writesForToolsThatKnowFindingsOnly() throws IOException {
    shell.backend.plan = Plans.complete();
    shell.backend.problems = List.of("Cluster onprem could not be read.");
    shell.backend.findings =
        List.of(Diagnostic.error(Location.ofFile("mesh.yaml"), "mesh/x", "Broken.", ""));

    var sarif = shell.run("plan", "--format", "sarif");
    var junit = shell.run("plan", "--format", "junit");

    assertThat(sarif.code()).isEqualTo(1);
    assertThat(Standards.errors(Standards.schema("sarif-2.1.0.schema.json"), sarif.out()))
        .isEmpty();
    assertThat(sarif.out())
        .contains("\"mesh/x\"", "\"plan/server\"", "\"plan/needs-approval\"", "\"plan/blocked\"");
    assertThat(junit.out())
        .contains("<testsuite name=\"mesh\"", "type=\"plan/server\"", "type=\"mesh/x\"");
  }

  @Test
  void aPlanShowsTheFixesOfItsFindings() throws IOException {
    shell.backend.findings =
        List.of(new Diagnostic(PLACE, Severity.DANGER, "policy/x", "Too short.", ""));
    shell.backend.fixes =
        Map.of("Too short.", new ProvenFix(PLACE.file(), "set `a` to `2`", "a: 1\n", "a: 2\n"));

    var text = shell.run("plan");
    var json = shell.run("plan", "--format", "json");
    var markdown = shell.run("plan", "--format", "markdown");

    assertThat(text.err())
        .contains("product.yaml:1:4: danger: Too short. [policy/x] — fix: set `a` to `2`\n")
        .contains("1 can be put right with `weft validate --fix`.\n");
    assertThat(PublishedSchemas.errors("plan", json.out())).isEmpty();
    assertThat(new ObjectMapper().readTree(json.out()).at("/diagnostics/0/fix/text").asText())
        .isEqualTo("2");
    assertThat(markdown.out()).contains("Too short.<br>**fix:** set `a` to `2` |");
  }

  @Test
  void aPlanSaysWhichFixesWereNotTried() {
    shell.backend.untried = 3;

    assertThat(shell.run("plan").err())
        .contains(
            "0 can be put right with `weft validate --fix`; 3 more were not tried in a mesh of this size.");
  }

  @Test
  void savesThePlanItShows() throws IOException {
    shell.backend.plan = Plans.small();

    shell.run("plan", "--out", "plan.json");

    assertThat(PlanFile.read(Files.readString(directory.resolve("plan.json"))).digest())
        .isEqualTo(shell.backend.plan.digest());
  }

  @Test
  void appliesNothingBesideADaemonUnlessToldSo() {
    shell.backend.plan = Plans.small();
    shell.backend.hasDaemon = true;

    var refused = shell.run("apply", "--yes");

    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("A daemon keeps environment `dev`", "--beside-daemon");
    assertThat(shell.backend.approval).isNull();
    assertThat(shell.run("apply", "--yes", "--dry-run").code()).isEqualTo(2);
    assertThat(shell.run("apply", "--yes", "--beside-daemon").code()).isZero();
  }

  @Test
  void appliesWhatWasApprovedBesideADaemonWhichNeverApproves() {
    shell.backend.plan = Plans.small();
    shell.backend.hasDaemon = true;

    assertThat(shell.run("apply", "--yes", "--approve", shell.backend.plan.digest()).code())
        .isZero();
  }

  @Test
  void appliesWithoutAskingWhenToldSo() {
    shell.backend.plan = Plans.small();

    var done = shell.run("apply", "--yes");

    assertThat(done.code()).isZero();
    assertThat(done.out()).contains("done", "Apply: 1 done.");
    assertThat(shell.backend.approval).isNotNull();
    assertThat(shell.backend.approval.actor()).isEqualTo("ada");
  }

  @Test
  void appliesOnlyAfterYes() {
    shell.backend.plan = Plans.small();

    var refused = shell.onTerminal("y").run("apply");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("Plan: 1 to create");
    assertThat(refused.err()).contains("Only `yes` applies", "Nothing was applied.");
    assertThat(shell.backend.approval).isNull();
    assertThat(shell.onTerminal("yes").run("apply").code()).isZero();
    assertThat(shell.onTerminal(null).run("apply").code()).isEqualTo(1);
  }

  @Test
  void aDryRunOnlyPlans() {
    shell.backend.plan = Plans.small();

    var done = shell.run("apply", "--dry-run");

    assertThat(done.code()).isEqualTo(2);
    assertThat(shell.backend.approval).isNull();
  }

  @Test
  void anApprovalOfAnotherPlanIsRefused() {
    shell.backend.plan = Plans.complete();

    var done = shell.run("apply", "--yes", "--approve", "0000000000000000");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("the plan is now " + shell.backend.plan.digest());
    assertThat(shell.backend.approval).isNull();
  }

  @Test
  void whatIsBlockedLeavesTheRestAppliedInPart() {
    shell.backend.plan = Plans.complete();

    var done = shell.run("apply", "--yes", "--approve", shell.backend.plan.digest());

    assertThat(done.code()).isEqualTo(4);
    assertThat(done.out()).contains("16 done, 1 refused.", "Go on with: weft apply --env dev");
  }

  @Test
  void failuresComeWithTheirMessageAndWhetherToTryAgain() {
    shell.backend.plan = Plans.small();
    shell.backend.outcome =
        _ -> new Outcome.Failed(Outcome.Kind.TRANSIENT, "The broker did not answer.");

    var done = shell.run("apply", "--yes");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out()).contains("The broker did not answer.", "It may work when tried again.");
  }

  @Test
  void stopsInGoodOrderWhenInterrupted() {
    shell.backend.plan = Plans.huge(10);
    var begun = new AtomicInteger();
    shell.backend.beforeChange =
        () -> {
          if (begun.incrementAndGet() == 4) {
            shell.interrupts.request();
          }
        };

    var done = shell.run("apply", "--yes");

    assertThat(done.code()).isEqualTo(4);
    assertThat(done.out()).contains("Stopped on request", "3 done, 8 skipped.");
  }

  @Test
  void anInterruptBeforeAnythingWasAppliedIs130() {
    shell.backend.plan = Plans.small();
    shell.backend.beforeChange = shell.interrupts::request;

    assertThat(shell.run("apply", "--yes").code()).isEqualTo(130);
  }

  @Test
  void appliesASavedPlan() {
    shell.backend.plan = Plans.complete();
    shell.run("plan", "--env", "dev", "--out", "plan.json");
    String saved = "files-0123456789abcdef";

    var done = shell.run("apply", "plan.json", "--yes");

    assertThat(done.code()).as(done.err()).isEqualTo(1);
    assertThat(done.err()).contains("but the manifests are at " + saved);
  }

  @Test
  void refusesASavedPlanOfAnotherEnvironment() {
    shell.backend.plan = Plans.small();
    shell.run("plan", "--out", "plan.json");

    var done = shell.run("apply", "plan.json", "--env", "prod", "--yes");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("The plan was made for dev, not for prod.");
  }

  @Test
  void refusesAFileThatIsNoPlan() throws IOException {
    Files.writeString(directory.resolve("plan.json"), "{\"format\": \"else\"}");

    var done = shell.run("apply", "plan.json", "--yes");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("plan.json cannot be applied. This is no saved plan");
  }

  @Test
  void jsonStaysAloneOnItsStream() {
    shell.backend.plan = Plans.small();

    assertThat(shell.run("plan", "--format", "json").out()).startsWith("{").endsWith("}\n");
    assertThat(shell.run("apply", "--yes", "--format", "json").out()).startsWith("{");
    assertThat(shell.run("drift", "--format", "json").out()).startsWith("{");
  }

  @Test
  void driftIsTwoAndNamesWhatIsMissing() {
    shell.backend.plan = Plans.small();

    var done = shell.run("drift");

    assertThat(done.code()).isEqualTo(2);
    assertThat(done.out()).contains("missing", "reviews/raw-reviews", "1 in sync");
  }

  @Test
  void noDriftIsZero() {
    assertThat(shell.run("drift").code()).isZero();
  }

  @Test
  void aRotationIsAboutOneApplicationAndIsAsked() {
    shell.backend.plan = Plans.small();

    var refused = shell.onTerminal("no").run("application", "rotate", "billing/desk");
    var done = shell.onTerminal("yes").run("application", "rotate", "billing/desk");

    assertThat(shell.backend.rotations).containsExactly(new ResourceKey.Client("billing.desk"));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("Nothing was changed.");
    assertThat(done.code()).isZero();
  }

  @Test
  void aRotationWantsAnApplicationThatIsThere() {
    assertThat(shell.run("application", "rotate", "desk", "--yes").err())
        .contains("`desk` is no application");
    assertThat(shell.run("application", "rotate", "billing/nobody", "--yes").err())
        .contains("No application billing/nobody of type oauth or scram");
    assertThat(shell.run("application", "rotate", "billing/desk").err())
        .contains("Nobody can be asked here");
  }
}
