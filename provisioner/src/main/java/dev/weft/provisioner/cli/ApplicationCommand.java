// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.policy.Point;
import dev.weft.model.name.ApplicationName;
import dev.weft.provisioner.cli.Backend.Servers;
import dev.weft.provisioner.cli.Backend.Target;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.report.ApplyText;
import dev.weft.provisioner.report.PlanText;
import dev.weft.provisioner.report.PlanView;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "application",
    description = "Does something with an application that no manifest can say.",
    footer = {"", "Examples:", "  weft application rotate billing/invoice-runner --env prod"})
final class ApplicationCommand extends Command {

  ApplicationCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    throw new CliException(
        "Say what to do with an application.", "Use `weft application rotate DOMAIN/NAME`.");
  }

  /// The command with what it can do.
  static CommandLine commandLine(Session session) {
    return new CommandLine(new ApplicationCommand(session)).addSubcommand(new Rotate(session));
  }

  @CommandLine.Command(
      name = "rotate",
      description = {
        "Gives an application a new secret. The old one stays good for a while"
            + " (`identity.rotation.overlap`, a day when nothing is said), so that running instances"
            + " can be restarted one by one; a later apply, or the daemon, then ends it. The new"
            + " secret goes to where the application finds it and is shown nowhere.",
        "",
        "When a secret was stolen, rotate, restart what uses it, and rotate again: a second rotation"
            + " ends the oldest secret at once."
      })
  static final class Rotate extends ServerCommand {

    @Parameters(index = "0", paramLabel = "DOMAIN/NAME", description = "The application.")
    private String name = "";

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "DIR",
        description =
            "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
    private @Nullable String directory;

    @Option(
        names = {"-y", "--yes"},
        description = "Do not ask.")
    private boolean isConfirmed;

    Rotate(Session session) {
      super(session);
    }

    @Override
    Point point() {
      return Point.APPLY;
    }

    @Override
    ExitCode run() {
      if (!isConfirmed && !session().terminal().canAsk()) {
        throw new CliException(
            "Nobody can be asked here: the input is not a terminal.", "Use --yes.");
      }
      ApplicationName application = application();
      Target target = target(meshDirectory(directory));
      try (Progress progress = progress();
          Servers servers = session().backend().get().open(target, progress)) {
        Set<ResourceKey> logins = servers.loginsOf(application);
        if (logins.isEmpty()) {
          throw new CliException(
              "No application %s of type oauth or scram is in environment %s."
                  .formatted(application, target.environment()),
              "Check the name: it is DOMAIN/NAME.");
        }
        Prepared prepared = servers.plan(new PlanOptions(Set.of(), logins));
        progress.hide();
        String command =
            "weft application rotate " + application + " --env " + target.environment();
        if (prepared.plan().isEmpty() || !isConfirmed) {
          print(
              PlanText.render(
                  PlanView.of(prepared, servers.notices()),
                  new PlanText.Options(true, command),
                  look()));
        }
        if (prepared.plan().isEmpty()) {
          throw new CliException(
              "There is nothing that could be rotated.",
              "The environment needs `identity.*` or `scram.*` settings; see"
                  + " docs/reference/deployment.md.");
        }
        if (!isConfirmed && !ask()) {
          say("Nothing was changed.");
          return ExitCode.ERROR;
        }
        var approval = Approval.none(target.actor(), command);
        RunReport report = servers.apply(prepared, approval, RunListener.SILENT);
        progress.hide();
        print(ApplyText.render(report, true, command, look()));
        return ExitCode.of(report.exitCode());
      }
    }

    private ApplicationName application() {
      int slash = name.indexOf('/');
      if (slash <= 0 || slash == name.length() - 1) {
        throw new CliException(
            "`" + name + "` is no application.", "Write it as DOMAIN/NAME, such as billing/desk.");
      }
      return new ApplicationName(name.substring(0, slash), name.substring(slash + 1));
    }

    private boolean ask() {
      session().terminal().err().print("Rotate this secret? Only `yes` does: ");
      session().terminal().err().flush();
      String answer = session().terminal().input().get();
      return answer != null && answer.strip().equals("yes");
    }
  }
}
