// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.PolicySimulation;
import dev.weft.governance.PolicySimulation.Rules;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.report.SimulationJson;
import dev.weft.provisioner.report.SimulationText;
import dev.weft.provisioner.report.SimulationView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "simulate",
    description = {
      "Says what edited policies, waivers and terms would find in the mesh that those of before do"
          + " not, and what they would no longer find, by domain and owner. What a policy would only"
          + " count counts, too. With --commits also in the changes of the past, each at the products"
          + " that it changed: how often would it have been in somebody's way?",
      "",
      "Compares the policies of the mesh repository as it is with those of a commit; with FILE, those"
          + " files as further policies with the repository as it is."
    },
    footer = {
      "",
      "Examples:",
      "  weft policy simulate                          what my edits would do",
      "  weft policy simulate ../draft.yaml --commits 50",
      "  weft policy simulate --base origin/main --format json"
    })
final class PolicySimulateCommand extends Command {

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Files that hold policies. One of the same file name in the mesh is replaced.")
  private List<String> files = List.of();

  @Option(
      names = "--base",
      paramLabel = "REF",
      description = "The branch, tag or commit with the policies of before. Default: HEAD.")
  private @Nullable String base;

  @Option(
      names = "--commits",
      paramLabel = "COUNT",
      defaultValue = "0",
      description = "How many past changes are looked at, too. Default: none.")
  private int commits;

  @Mixin private PolicyOptions options = new PolicyOptions();

  PolicySimulateCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    if (base != null && !files.isEmpty()) {
      throw new CliException(
          "Files are compared with the repository as it is, not with a commit.",
          "Leave out --base, or the files.");
    }
    if (commits < 0) {
      throw new CliException("There are no " + commits + " commits.", "Ask for 0 or more.");
    }
    Path root = options.directory(this);
    String reference = base == null ? "HEAD" : base;
    SourceTree tree = new DirectoryTree(root);
    LoadedMesh mesh = MeshLoader.load(tree);
    LoadedMesh edited = files.isEmpty() ? mesh : MeshLoader.load(new Overlay(tree, drafts()));
    Rules before = files.isEmpty() ? Rules.of(load(root, reference)) : Rules.of(mesh);
    var simulation = new PolicySimulation(before, Rules.of(edited));
    Instant now = session().clock().instant();
    var view =
        new SimulationView(
            files.isEmpty() ? reference : "the repository",
            simulation.in(edited, now),
            simulation.problems(),
            owners(mesh, now),
            commits,
            commits == 0 ? List.of() : new PastCommits(root, simulation).look(commits));
    print(options.isJson() ? SimulationJson.render(view) : SimulationText.render(view, look()));
    return view.problems().isEmpty() ? ExitCode.OK : ExitCode.ERROR;
  }

  private Map<String, byte[]> drafts() {
    Map<String, byte[]> drafts = new HashMap<>();
    for (String file : files) {
      Path path = path(file);
      try {
        drafts.put("governance/policies/" + path.getFileName(), Files.readAllBytes(path));
      } catch (IOException e) {
        throw new CliException(
            "The policy " + file + " cannot be read: " + e.getMessage() + ".",
            "Name a file that holds a policy.",
            e);
      }
    }
    return drafts;
  }

  private static LoadedMesh load(Path root, String reference) {
    try (GitTree tree = GitTree.of(root, reference)) {
      return MeshLoader.load(tree);
    }
  }

  private static Map<String, String> owners(LoadedMesh mesh, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Map<String, String> owners = new HashMap<>();
    for (String environment : mesh.environments()) {
      EnvironmentMesh resolved = mesh.resolve(environment, today).mesh();
      if (resolved != null) {
        resolved.products().forEach(one -> owners.put(one.name().toString(), one.owner()));
      }
    }
    return owners;
  }
}
