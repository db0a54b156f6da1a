// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "resume",
    description = "Has the daemon go on with what was paused, at once.",
    footer = {
      "",
      "Examples:",
      "  weft resume reviews/enriched-reviews",
      "  weft resume cluster/onprem --reason 'The upgrade is done'"
    })
final class ResumeCommand extends Command {

  @Mixin private DaemonOption daemon = new DaemonOption();

  @Parameters(
      paramLabel = "SUBJECT",
      description = "As it was paused: all, cluster/NAME, DOMAIN/PRODUCT or the URN of a product.")
  private String subject = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
  private String reason = "";

  ResumeCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    String named = Subject.of(subject);
    var _ =
        daemon.client(session()).post("/pauses/end", Map.of("subject", named, "reason", reason));
    print("Resumed: " + named + "\n");
    return ExitCode.OK;
  }
}
