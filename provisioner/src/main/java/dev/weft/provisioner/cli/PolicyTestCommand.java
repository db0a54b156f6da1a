// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.PolicyMutants;
import dev.weft.governance.PolicyMutants.Report;
import dev.weft.provisioner.report.PolicyTestJson;
import dev.weft.provisioner.report.PolicyTestText;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "test",
    description = {
      "Runs the test cases that policies carry, of the mesh and of those that come with Weft. Each"
          + " case changes a small mesh that is in order and says which checks must fail.",
      "",
      "Then it tests the cases: it changes each policy in one place at a time (an operator, a side"
          + " of `&&`, a constant, the default of a parameter) and runs the cases again. A change"
          + " that no case notices is shown: the policy could be wrong there and nobody would see"
          + " it. So is a check that fails in no case, or passes in none.",
      "",
      "Exit code 0 when every case shows what it says, else 1; with --strict also 1 when a change"
          + " goes unnoticed or a check is shown from one side only."
    },
    footer = {
      "",
      "Examples:",
      "  weft policy test",
      "  weft policy test sla-is-present --strict",
      "  weft policy test governance/policies/retention.yaml --format json"
    })
final class PolicyTestCommand extends Command {

  @Parameters(
      arity = "0..*",
      paramLabel = "POLICY",
      description = "Names of policies, or their files. Default: all.")
  private List<String> wanted = List.of();

  @Option(
      names = "--strict",
      description = "Fail also when a change goes unnoticed, or a check lacks a case.")
  private boolean isStrict;

  @Mixin private PolicyOptions options = new PolicyOptions();

  PolicyTestCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    PolicyFiles files = PolicyFiles.of(options.directory(this));
    List<Report> reports =
        files.select(wanted, this::path).parallelStream()
            .map(policy -> PolicyMutants.of(policy, files.baseOf(policy)))
            .toList();
    print(
        options.isJson() ? PolicyTestJson.render(reports) : PolicyTestText.render(reports, look()));
    boolean isGood = reports.stream().allMatch(isStrict ? Report::isComplete : Report::isPassed);
    return isGood ? ExitCode.OK : ExitCode.ERROR;
  }
}
