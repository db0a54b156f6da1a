// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "pause",
    description = {
      "Has the daemon leave a product, a cluster or everything alone: differences are still looked"
          + " for and told, and nothing is changed, until it is resumed. Rights that end meanwhile"
          + " are taken away only then. It is kept in the control-plane log, so that it outlives"
          + " the daemon, and stands in the audit log with your name and reason."
    },
    footer = {
      "",
      "Examples:",
      "  weft pause reviews/enriched-reviews --reason 'Partitions are moved by hand'",
      "  weft pause cluster/onprem --reason 'Brokers are upgraded' --for PT2H",
      "  weft pause all --reason 'Incident 4711'"
    })
final class PauseCommand extends Command {

  @Mixin private DaemonOption daemon = new DaemonOption();

  @Parameters(
      paramLabel = "SUBJECT",
      description = "all, cluster/NAME, DOMAIN/PRODUCT or the URN of a product.")
  private String subject = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for those who wonder.")
  private String reason = "";

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "Ends by itself after so long, such as PT2H. Default: when it is resumed.")
  private @Nullable Duration length;

  PauseCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    Map<String, String> form = new TreeMap<>();
    form.put("subject", Subject.of(subject));
    form.put("reason", reason);
    Duration asked = length;
    if (asked != null) {
      form.put("until", session().clock().instant().plus(asked).toString());
    }
    JsonNode paused = daemon.client(session()).post("/pauses", form);
    print("Paused: " + StatusText.paused(paused) + "\n");
    return ExitCode.OK;
  }
}
