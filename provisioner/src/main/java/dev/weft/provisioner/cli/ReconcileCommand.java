// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "reconcile",
    description = {
      "Has the daemon look at the branch and at all servers now, and try again what failed. It does"
          + " that by itself, too: on every commit, every ten minutes, and on a timer after a"
          + " failure."
    },
    footer = {
      "",
      "Examples:",
      "  weft reconcile",
      "  weft reconcile reviews/enriched-reviews    also: fail when there is no such product"
    })
final class ReconcileCommand extends Command {

  @Mixin private DaemonOption daemon = new DaemonOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "PRODUCT",
      description = "DOMAIN/PRODUCT or a URN. Everything else is looked at as well.")
  private @Nullable String product;

  ReconcileCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    String named = product;
    String path = named == null ? "" : "/products/" + Subject.product(named);
    var _ = daemon.client(session()).post(path + "/reconcile", Map.of());
    print("The daemon looks now; see what comes of it with `weft status --watch`.\n");
    return ExitCode.OK;
  }
}
