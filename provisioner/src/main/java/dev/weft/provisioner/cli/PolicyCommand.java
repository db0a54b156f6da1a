// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import picocli.CommandLine;

@CommandLine.Command(
    name = "policy",
    description = "Looks at policies. Needs no servers.",
    footer = {
      "",
      "Examples:",
      "  weft policy test",
      "  weft policy simulate --commits 20",
      "  weft policy explain policy/sla-is-present"
    })
final class PolicyCommand extends Command {

  PolicyCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    throw new CliException(
        "Say what to do with policies.", "Use one of: weft policy test, simulate or explain.");
  }

  /// The command with what it can do.
  static CommandLine commandLine(Session session) {
    return new CommandLine(new PolicyCommand(session))
        .addSubcommand(new PolicyTestCommand(session))
        .addSubcommand(new PolicySimulateCommand(session))
        .addSubcommand(new PolicyExplainCommand(session));
  }
}
