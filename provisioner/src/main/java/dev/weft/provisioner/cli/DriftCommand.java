// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.policy.Point;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.provisioner.cli.Backend.Servers;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.report.DiagnosticText;
import dev.weft.provisioner.report.Drift;
import dev.weft.provisioner.report.DriftJson;
import dev.weft.provisioner.report.DriftText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "drift",
    description = {
      "Says for every product and application whether the servers are as its manifests want them:"
          + " in sync, drifted (other values), missing (not there) or held (left alone on purpose)."
          + " Fit for a timer: exit code 0 when nothing has drifted, 2 when something has."
    },
    footer = {
      "",
      "Examples:",
      "  weft drift --env prod",
      "  weft drift --env prod --format json",
      "  weft drift --server https://weft.example.com     the daemon looks: no rights on Kafka needed"
    })
final class DriftCommand extends ServerCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
  private @Nullable String directory;

  @Mixin private FormatOption format = new FormatOption();

  @Option(names = "--all", description = "List also what is in sync.")
  private boolean isComplete;

  @Mixin private DaemonOption daemon = new DaemonOption();

  DriftCommand(Session session) {
    super(session);
  }

  @Override
  Point point() {
    return Point.SCAN;
  }

  @Override
  ExitCode run() {
    format.requireKnown();
    if (daemon.isGiven(session())) {
      return ofServer();
    }
    var target = target(meshDirectory(directory));
    try (Progress progress = progress();
        Servers servers = session().backend().get().open(target, progress)) {
      Prepared prepared = servers.plan(PlanOptions.DEFAULT);
      Drift drift = Drift.of(prepared.plan(), servers.owners());
      progress.hide();
      List<Diagnostic> findings = servers.diagnostics();
      session().terminal().err().print(DiagnosticText.lines(findings, errLook()));
      prepared.errors().forEach(this::problem);
      print(
          format.isJson() ? DriftJson.render(drift) : DriftText.render(drift, isComplete, look()));
      ExitCode broken = ValidateCommand.exitCode(findings);
      if (!prepared.errors().isEmpty()) {
        return ExitCode.ERROR;
      }
      return broken != ExitCode.OK ? broken : drift.isInSync() ? ExitCode.OK : ExitCode.PENDING;
    }
  }

  /// Has the daemon look: the caller needs no rights on the servers.
  private ExitCode ofServer() {
    RemoteDrift found = RemoteDrift.of(daemon.client(session()).get("/drift"));
    found.errors().forEach(this::problem);
    print(
        format.isJson()
            ? DriftJson.render(found.drift())
            : DriftText.render(found.drift(), isComplete, look()));
    if (!found.errors().isEmpty()) {
      return ExitCode.ERROR;
    }
    return found.drift().isInSync() ? ExitCode.OK : ExitCode.PENDING;
  }
}
