// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.ChangeReport;
import dev.weft.governance.Circumstances;
import dev.weft.model.compatibility.ReaderUses;
import dev.weft.provisioner.cli.Backend.Manifests;
import dev.weft.provisioner.cli.Backend.Servers;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.report.CheckJson;
import dev.weft.provisioner.report.CheckMarkdown;
import dev.weft.provisioner.report.CheckText;
import dev.weft.provisioner.report.DiagnosticJunit;
import dev.weft.provisioner.report.DiagnosticSarif;
import dev.weft.provisioner.report.PlanMarkdown;
import dev.weft.provisioner.report.PlanText;
import dev.weft.provisioner.report.PlanView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    name = "check",
    description = {
      "Checks a change: the mesh as it is here against the commit that it is to be merged into. Says"
          + " what the change introduces, what it fixes and what was there before, what it does to"
          + " the readers of each schema, and who should look at it. Needs no servers, so it fits any"
          + " pipeline.",
      "",
      "Policies and waivers are those of the commit before, so a change cannot excuse itself; what"
          + " changed policies find after the merge is told beside it. Likewise, what an application"
          + " says of how it reads counts as it was before, or with the approval of its team.",
      "",
      "With --server, the daemon is asked who reads what at present, which is told beside each reader"
          + " of a schema and changes no verdict.",
      "",
      "Exit code 1 when something cannot be read, 3 when a finding blocks the change, else 0. What was"
          + " there before blocks only at products that the change touches."
    },
    footer = {
      "",
      "Examples:",
      "  weft check                                 against the main branch",
      "  weft check --base origin/main --format markdown   for the comment of a pull request",
      "  weft check --format sarif > weft.sarif     for code scanning",
      "  weft check --plan --server https://weft.example.com --format markdown",
    })
final class CheckCommand extends ServerCommand {

  /// Branches that a change is usually merged into.
  private static final List<String> USUAL = List.of("origin/HEAD", "origin/main", "main", "master");

  @Mixin private MeshReport report = new MeshReport();

  @Option(
      names = "--base",
      paramLabel = "REF",
      description =
          "The branch, tag or commit to be merged into; compared is the commit where the change left"
              + " it. Default: the pipeline's target branch, else origin's main branch, else main.")
  private @Nullable String base;

  @Option(
      names = "--approved-by",
      paramLabel = "TEAM",
      split = ",",
      description =
          "A team that has approved the change as it is, as the forge says: what the change says of"
              + " how the team's applications read then counts. May be given several times.")
  private List<String> approvedBy = List.of();

  @Option(names = "--all", description = "Show in text what was there before, too.")
  private boolean isLong;

  @Option(
      names = "--plan",
      description =
          "With --format text or markdown: also say what an apply would do. Asks the servers of"
              + " --env, or the daemon of --server.")
  private boolean isPlanned;

  @Mixin private DaemonOption daemon = new DaemonOption();

  CheckCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    report.require();
    if (isPlanned) {
      report.require(Format.TEXT, Format.MARKDOWN);
    }
    Path mesh = report.directory(this);
    String reference = base == null ? usual(mesh) : base;
    Backend backend = session().backend().get();
    ChangeReport found =
        backend.compare(
            mesh, forkOf(mesh, reference), new Circumstances(new TreeSet<>(approvedBy), uses()));
    Manifests manifests = backend.load(mesh);
    switch (report.format()) {
      case TEXT -> print(CheckText.render(found, manifests.sources(), isLong, look()));
      case JSON -> print(CheckJson.render(found, reference));
      case MARKDOWN -> print(CheckMarkdown.render(found, isPlanned ? plan(mesh, true) : ""));
      case SARIF -> print(DiagnosticSarif.render(found, manifests.rules().get(), Version.text()));
      case JUNIT ->
          // What was there before blocks no other change, so it is no case that fails.
          print(DiagnosticJunit.render(found.relevant(), manifests.files()));
    }
    if (isPlanned && report.format() == Format.TEXT) {
      print("\n" + plan(mesh, false));
    }
    if (found.isBroken()) {
      return ExitCode.ERROR;
    }
    return found.blocking().isEmpty() ? ExitCode.OK : ExitCode.BLOCKED;
  }

  /// Asked only of a server that was named: a check needs none.
  private @Nullable ReaderUses uses() {
    if (!daemon.isGiven(session())) {
      return null;
    }
    try {
      return RemoteGrants.uses(daemon.client(session()), session().clock().instant());
    } catch (CliException e) {
      // It would only have been told; the verdict does not hang on it.
      say("The daemon could not be asked who reads at present: " + e.getMessage());
      return null;
    }
  }

  private String plan(Path mesh, boolean isMarkdown) {
    if (daemon.isGiven(session())) {
      RemotePlan plan = RemotePlan.of(daemon.client(session()), null, () -> WorkTree.of(mesh));
      return isMarkdown ? plan.markdown() : plan.text(look());
    }
    try (Progress progress = progress();
        Servers servers = session().backend().get().open(target(mesh), progress)) {
      Prepared prepared = servers.plan(new PlanOptions(Set.of()));
      progress.hide();
      PlanView view = PlanView.of(prepared, List.of());
      return isMarkdown
          ? PlanMarkdown.render(view)
          : PlanText.render(view, new PlanText.Options(false, "weft apply"), look());
    }
  }

  /// The branch that pipelines name, else a usual one.
  private String usual(Path mesh) {
    Map<String, String> variables = session().terminal().environment();
    for (String variable : List.of("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME")) {
      String branch = variables.getOrDefault(variable, "");
      if (!branch.isEmpty()) {
        return "origin/" + branch;
      }
    }
    return USUAL.stream()
        .filter(name -> isCommit(mesh, name))
        .findFirst()
        .orElseThrow(() ->
            new CliException(
                "It is not known what the change is to be merged into: "
                    + mesh
                    + " has none of the branches "
                    + String.join(", ", USUAL)
                    + ".",
                "Name it with --base; in a pipeline, fetch it first."));
  }

  private static boolean isCommit(Path mesh, String name) {
    return Revision.git(mesh, "rev-parse", "--verify", "--quiet", name + "^{commit}").isPresent();
  }

  /// Where the change left the branch: what the branch got since then is none of its doing.
  private static String forkOf(Path mesh, String reference) {
    return Revision.git(mesh, "merge-base", "--", reference, "HEAD")
        .filter(commit -> !commit.isEmpty())
        .orElse(reference);
  }
}
