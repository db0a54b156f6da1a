// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.Notice;
import dev.weft.governance.policy.Point;
import dev.weft.provisioner.cli.Backend.Servers;
import dev.weft.provisioner.cli.Backend.Target;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlanFile;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.SavedPlan;
import dev.weft.provisioner.report.ApplyJson;
import dev.weft.provisioner.report.ApplyText;
import dev.weft.provisioner.report.DiagnosticText;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import dev.weft.provisioner.report.PlanJson;
import dev.weft.provisioner.report.PlanText;
import dev.weft.provisioner.report.PlanView;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "apply",
    description = {
      "Makes the servers as the manifests want them: plans, shows the plan, asks, applies and reads"
          + " everything back. Only what Weft owns is altered. Changes that destroy something, or"
          + " that exceed the budget of a run, wait until the plan's own digest is approved; the"
          + " rest is applied without them. One failure never hides or stops what does not depend"
          + " on it.",
      "",
      "With a saved plan, only changes that are still the same are applied; whatever has moved since"
          + " is reported. Ctrl-C finishes what is in flight, reports and stops; the next run goes"
          + " on from there."
    },
    footer = {
      "",
      "Examples:",
      "  weft apply --env dev                           asks before it acts",
      "  weft apply --env dev --yes                     in a pipeline",
      "  weft apply plan.json --yes                     exactly what was reviewed",
      "  weft apply --env prod --approve 3f2a51c09d4e7b86 --delete orders.old.events.v1"
    })
final class ApplyCommand extends ServerCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR|PLAN",
      description =
          "The mesh repository, or a plan saved with `weft plan --out`. Default: data-products if"
              + " it has a mesh.yaml, else here.")
  private @Nullable String source;

  @Option(
      names = "--manifests",
      paramLabel = "DIR",
      description = "The mesh repository that a saved plan was made from. Default: as for DIR.")
  private @Nullable String manifests;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean isConfirmed;

  @Option(
      names = "--approve",
      paramLabel = "DIGEST",
      description = "Approve the very plan with this digest, as `weft plan` printed it.")
  private @Nullable String approved;

  @Option(
      names = "--delete",
      paramLabel = "TOPIC",
      description =
          "Delete this topic, which no manifest wants. Its records are lost, so it needs --approve"
              + " too. May be repeated.")
  private Set<String> deletes = new TreeSet<>();

  @Option(
      names = "--beside-daemon",
      description =
          "Apply although a daemon keeps the environment. It undoes what its branch does not want.")
  private boolean isBesideDaemon;

  @Option(names = "--dry-run", description = "Stop after the plan, like `weft plan`.")
  private boolean isDryRun;

  @Mixin private FormatOption format = new FormatOption();

  @Option(names = "--all", description = "Show long runs of similar harmless changes in full.")
  private boolean isComplete;

  ApplyCommand(Session session) {
    super(session);
  }

  @Override
  Point point() {
    return Point.APPLY;
  }

  @Override
  ExitCode run() {
    format.requireKnown();
    SavedPlan saved = savedPlan();
    if (!isConfirmed && !isDryRun && !session().terminal().canAsk()) {
      throw new CliException(
          "Nobody can be asked here: the input is not a terminal.",
          "Review with `weft plan`, then run `weft apply --yes`.");
    }
    Target target =
        target(
            meshDirectory(saved == null ? source : manifests),
            saved == null ? null : saved.environment());
    if (saved != null) {
      checkFits(saved, target);
    }
    try (Progress progress = progress();
        Servers servers = session().backend().get().open(target, progress)) {
      Prepared prepared =
          saved == null ? servers.plan(new PlanOptions(deletes)) : servers.plan(saved);
      ExitCode broken = PlanCommand.exitCode(servers.diagnostics(), prepared);
      boolean isOver = isDryRun || (prepared.plan().isEmpty() && prepared.moved().isEmpty());
      if (isOver || !isConfirmed) {
        progress.hide();
        show(prepared, servers.notices());
      }
      if (isOver) {
        return broken;
      }
      checkApproval(prepared);
      // What somebody approved by its digest waits in the daemon, too, which never approves.
      if (!isBesideDaemon && approved == null && servers.hasDaemon()) {
        progress.hide();
        return beside(target);
      }
      if (!isConfirmed && !ask()) {
        say("Nothing was applied.");
        return ExitCode.ERROR;
      }
      return apply(servers, prepared, target, progress);
    }
  }

  private ExitCode apply(Servers servers, Prepared prepared, Target target, Progress progress) {
    Interrupts interrupts = session().interrupts();
    interrupts.guard(session().terminal());
    String command = again(prepared.plan().environment());
    var approval = new Approval(target.actor(), approved, command);
    progress.phase("applying");
    RunReport report = servers.apply(prepared, approval, new Follower(progress, interrupts));
    progress.hide();
    if (isConfirmed) {
      // Nobody has seen yet what was left out because its manifests are broken.
      session().terminal().err().print(DiagnosticText.notices(servers.notices(), errLook()));
    }
    print(
        format.isJson()
            ? ApplyJson.render(report)
            : ApplyText.render(report, isComplete, command, look()));
    if (report.isInterrupted() && report.counts().succeeded() == 0) {
      return ExitCode.INTERRUPTED;
    }
    ExitCode code = ExitCode.of(report.exitCode());
    return code == ExitCode.OK ? ValidateCommand.exitCode(servers.diagnostics()) : code;
  }

  private ExitCode beside(Target target) {
    say(
        ("A daemon keeps environment `%s` as its branch wants it and would undo this, so nothing was"
                + " applied. Commit the change and push it; `weft status --wait` tells when it is"
                + " real. To apply all the same, use --beside-daemon.")
            .formatted(target.environment()));
    return ExitCode.BLOCKED;
  }

  private record Follower(Progress progress, Interrupts interrupts) implements RunListener {
    @Override
    public void finished(PlannedChange change, Outcome outcome, int done, int total) {
      progress.count(done, total);
    }

    @Override
    public boolean shouldStop() {
      return interrupts.isRequested();
    }
  }

  private @Nullable SavedPlan savedPlan() {
    if (source == null || !Files.isRegularFile(path(source))) {
      return null;
    }
    try {
      return PlanFile.read(Files.readString(path(source)));
    } catch (IllegalArgumentException e) {
      throw new CliException(
          source + " cannot be applied. " + e.getMessage(),
          "Save one with `weft plan DIR --env ENVIRONMENT --out FILE`.",
          e);
    } catch (IOException e) {
      throw new CliException(
          "The plan " + source + " cannot be read: " + e.getMessage(), "Check its rights.", e);
    }
  }

  private static void checkFits(SavedPlan saved, Target target) {
    if (!saved.environment().equals(target.environment())) {
      throw new CliException(
          "The plan was made for "
              + saved.environment()
              + ", not for "
              + target.environment()
              + ".",
          "Use --env "
              + saved.environment()
              + ", or make a plan for "
              + target.environment()
              + ".");
    }
    if (!saved.revision().equals(target.revision())) {
      throw new CliException(
          "The plan was made from revision "
              + saved.revision()
              + ", but the manifests are at "
              + target.revision()
              + ".",
          "Check out that revision, or make a new plan.");
    }
  }

  private void checkApproval(Prepared prepared) {
    if (approved != null && !approved.equals(prepared.digest())) {
      throw new CliException(
          "The approval is for plan "
              + approved
              + ", but the plan is now "
              + prepared.digest()
              + ".",
          "Something has changed since: review with `weft plan`, then approve the new digest.");
    }
  }

  private void show(Prepared prepared, List<Notice> findings) {
    // What is asked about is read by people; what is JSON stays alone on its stream.
    session().terminal().err().print(DiagnosticText.notices(findings, errLook()));
    PlanView view = PlanView.of(prepared, findings);
    if (format.isJson() && (isDryRun || prepared.plan().isEmpty())) {
      print(PlanJson.render(view));
      return;
    }
    boolean isJson = format.isJson();
    var options = new PlanText.Options(isComplete, again(prepared.plan().environment()));
    String text = PlanText.render(view, options, isJson ? errLook() : look());
    if (isJson) {
      session().terminal().err().print(text);
    } else {
      print(text);
    }
    prepared.moved().values().stream().sorted().forEach(this::problem);
  }

  private boolean ask() {
    var page = new Page(errLook()).add(Style.BOLD, "Apply this? Only `yes` applies: ");
    session().terminal().err().print(page);
    session().terminal().err().flush();
    String answer = session().terminal().input().get();
    return answer != null && answer.strip().equals("yes");
  }

  private String again(String environment) {
    var again = new StringBuilder("weft apply");
    String directory = source != null && Files.isRegularFile(path(source)) ? manifests : source;
    if (directory != null) {
      again.append(' ').append(directory);
    }
    again.append(" --env ").append(environment);
    deletes.forEach(topic -> again.append(" --delete ").append(topic));
    return again.toString();
  }
}
