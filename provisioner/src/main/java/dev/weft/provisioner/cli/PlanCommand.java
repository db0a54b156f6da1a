// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.provisioner.cli.Backend.Servers;
import dev.weft.provisioner.cli.Backend.Target;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.plan.PlanFile;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.SavedPlan;
import dev.weft.provisioner.report.DiagnosticText;
import dev.weft.provisioner.report.PlanJson;
import dev.weft.provisioner.report.PlanMarkdown;
import dev.weft.provisioner.report.PlanText;
import dev.weft.provisioner.report.PlanView;
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
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "plan",
    description = {
      "Reads the servers, compares them with the manifests and shows every change that an apply"
          + " would make: values before and after, why, where it was asked for, what it can cost,"
          + " and whether it may be applied. Brokers and registry are asked about the changes, so a"
          + " plan without blocked items is one that they agreed to. Nothing is changed.",
      "",
      "Manifests with errors are left out: what exists of their products keeps its last good state."
    },
    footer = {
      "",
      "Examples:",
      "  weft plan --env dev",
      "  weft plan --env prod --out plan.json      save it, for `weft apply plan.json`",
      "  weft plan --env prod --format markdown    for the comment of a pull request",
      "  weft plan --server https://weft.example.com   the daemon plans: no rights on Kafka needed"
    })
final class PlanCommand extends ServerCommand {

  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON, Format.MARKDOWN);

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
  private @Nullable String directory;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description =
          "Also save the plan for `weft apply FILE`. It holds digests, not values; to read a plan"
              + " use --format.")
  private @Nullable String out;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or markdown.")
  private Format format = Format.TEXT;

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
    require(format, FORMATS);
    if (daemon.isGiven(session())) {
      return ofServer();
    }
    Target target = target(meshDirectory(directory));
    try (Progress progress = progress();
        Servers servers = session().backend().get().open(target, progress)) {
      Prepared prepared = servers.plan(new PlanOptions(deletes));
      progress.hide();
      List<Diagnostic> findings = servers.diagnostics();
      PlanView view = PlanView.of(prepared, findings);
      if (out != null) {
        save(path(out), PlanFile.write(SavedPlan.of(prepared.plan())));
      }
      switch (format) {
        case TEXT -> text(view);
        case MARKDOWN -> print(PlanMarkdown.render(view));
        case JSON -> print(PlanJson.render(view));
        case SARIF, JUNIT -> throw new IllegalStateException("refused above: " + format);
      }
      return exitCode(findings, prepared);
    }
  }

  /// Has the daemon plan: the caller needs no rights on the servers.
  private ExitCode ofServer() {
    require(format, List.of(Format.TEXT, Format.JSON));
    if (out != null || !deletes.isEmpty()) {
      throw new CliException(
          "What a daemon has planned is applied by it, after a merge: it cannot be saved here.",
          "Leave out --out and --delete.");
    }
    RemotePlan plan =
        RemotePlan.of(
            daemon.client(session()), commit, () -> WorkTree.of(meshDirectory(directory)));
    print(format == Format.JSON ? plan.json() : plan.text(look()));
    return plan.exitCode();
  }

  /// Broken manifests outweigh what the plan says.
  static ExitCode exitCode(List<Diagnostic> findings, Prepared prepared) {
    ExitCode broken = ValidateCommand.exitCode(findings);
    return broken == ExitCode.OK ? ExitCode.of(prepared.exitCode()) : broken;
  }

  private void text(PlanView view) {
    // On the error stream, so that a redirected plan is a plan only.
    session().terminal().err().print(DiagnosticText.lines(view.diagnostics(), errLook()));
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
