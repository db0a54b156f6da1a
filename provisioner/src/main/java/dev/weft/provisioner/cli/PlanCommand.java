// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.FixTrials;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.provisioner.cli.Backend.Manifests;
import dev.weft.provisioner.cli.Backend.Servers;
import dev.weft.provisioner.cli.Backend.Target;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.plan.PlanFile;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.SavedPlan;
import dev.weft.provisioner.report.DiagnosticJunit;
import dev.weft.provisioner.report.DiagnosticSarif;
import dev.weft.provisioner.report.DiagnosticText;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.PlanJson;
import dev.weft.provisioner.report.PlanMarkdown;
import dev.weft.provisioner.report.PlanNotices;
import dev.weft.provisioner.report.PlanText;
import dev.weft.provisioner.report.PlanView;
import dev.weft.provisioner.report.WaivedFindings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    name = "plan",
    description = {
      "Reads the servers, compares them with the manifests and shows every change that an apply"
          + " would make: values before and after, why, where it was asked for, what it can cost,"
          + " and whether it may be applied. Brokers and registry are asked about the changes, so a"
          + " plan without blocked items is one that they agreed to. Nothing is changed.",
      "",
      "Manifests with errors are left out: what exists of their products keeps its last good state.",
      "",
      "Findings of policies are shown with their fixes, as `weft validate` shows them."
    },
    footer = {
      "",
      "Examples:",
      "  weft plan --env dev",
      "  weft plan --env prod --out plan.json      save it, for `weft apply plan.json`",
      "  weft plan --env prod --format markdown    for the comment of a pull request",
      "  weft plan --env prod --format sarif       for code scanning: findings, and what is blocked",
      "  weft plan --server https://weft.example.com   the daemon plans: no rights on Kafka needed"
    })
final class PlanCommand extends ServerCommand {

  @Mixin private MeshReport report = new MeshReport();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description =
          "Also save the plan for `weft apply FILE`. It holds digests, not values; to read a plan"
              + " use --format.")
  private @Nullable String out;

  @Option(
      names = "--delete",
      paramLabel = "TOPIC",
      description = "Plan the deletion of this topic, which no manifest wants. May be repeated.")
  private Set<String> deletes = new TreeSet<>();

  @Option(names = "--all", description = "Show long runs of similar harmless changes in full.")
  private boolean isComplete;

  @Option(
      names = "--commit",
      paramLabel = "COMMIT",
      description =
          "With --server: plan this commit. Default: what DIR's work tree has, edited files"
              + " included.")
  private @Nullable String commit;

  @Mixin private DaemonOption daemon = new DaemonOption();

  PlanCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    report.require();
    if (daemon.isGiven(session())) {
      return ofServer();
    }
    Path mesh = report.directory(this);
    Target target = target(mesh);
    try (Progress progress = progress();
        Servers servers = session().backend().get().open(target, progress)) {
      Prepared prepared = servers.plan(new PlanOptions(deletes));
      progress.phase("trying fixes");
      FixTrials.Offer offer = servers.offer();
      progress.hide();
      PlanView view = PlanView.of(prepared, offer.notices());
      if (out != null) {
        save(path(out), PlanFile.write(SavedPlan.of(prepared.plan())));
      }
      Manifests manifests = session().backend().get().load(mesh);
      switch (report.format()) {
        case TEXT -> text(view, offer.untried());
        case MARKDOWN -> print(PlanMarkdown.render(view));
        case JSON -> print(PlanJson.render(view));
        case SARIF ->
            print(
                DiagnosticSarif.render(
                    PlanNotices.of(view), manifests.rules().get(), Version.text()));
        case JUNIT -> print(DiagnosticJunit.render(PlanNotices.of(view), manifests.files()));
      }
      return exitCode(servers.diagnostics(), prepared);
    }
  }

  /// Has the daemon plan: the caller needs no rights on the servers.
  private ExitCode ofServer() {
    report.require(Format.TEXT, Format.JSON);
    if (out != null || !deletes.isEmpty()) {
      throw new CliException(
          "What a daemon has planned is applied by it, after a merge: it cannot be saved here.",
          "Leave out --out and --delete.");
    }
    RemotePlan plan =
        RemotePlan.of(daemon.client(session()), commit, () -> WorkTree.of(report.directory(this)));
    print(report.format() == Format.JSON ? plan.json() : plan.text(look()));
    return plan.exitCode();
  }

  /// Broken manifests outweigh what the plan says.
  static ExitCode exitCode(List<Diagnostic> findings, Prepared prepared) {
    ExitCode broken = ValidateCommand.exitCode(findings);
    return broken == ExitCode.OK ? ExitCode.of(prepared.exitCode()) : broken;
  }

  private void text(PlanView view, int untried) {
    // On the error stream, so that a redirected plan is a plan only.
    session().terminal().err().print(DiagnosticText.notices(view.notices(), errLook()));
    String waived = WaivedFindings.of(view.notices()).sentence();
    if (!waived.isEmpty()) {
      session().terminal().err().print(new Page(errLook()).line(waived));
    }
    String fixes = DiagnosticText.fixes(view.notices(), untried, "`weft validate --fix`");
    if (!fixes.isEmpty()) {
      session().terminal().err().print(new Page(errLook()).line(fixes));
    }
    String directory = report.written();
    var again = new StringBuilder("weft apply");
    if (directory != null) {
      again.append(' ').append(directory);
    }
    again.append(" --env ").append(view.plan().environment());
    deletes.forEach(topic -> again.append(" --delete ").append(topic));
    var options = new PlanText.Options(isComplete, again.toString());
    print(PlanText.render(view, options, look()));
    if (out != null) {
      say("Saved to " + out + "; apply it with `weft apply " + out + "`.");
    }
  }

  private static void save(Path file, String json) {
    try {
      Files.writeString(file, json);
    } catch (IOException e) {
      throw new CliException(
          "The plan could not be saved to " + file + ": " + e.getMessage(),
          "Check the path given to --out.",
          e);
    }
  }
}
