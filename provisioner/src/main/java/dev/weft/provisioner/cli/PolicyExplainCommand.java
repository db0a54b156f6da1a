// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.Explanation;
import dev.weft.governance.Governance;
import dev.weft.governance.policy.Point;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.report.ExplanationJson;
import dev.weft.provisioner.report.ExplanationText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "explain",
    description = {
      "Says why a policy found what it found: what it asks for, the expression, and the values of its"
          + " parts that decided.",
      "",
      "FINDING is what a finding's line shows: its place as FILE:LINE, or its policy as"
          + " policy/NAME or policy/NAME/CHECK. Both may be given; without any, all findings are"
          + " explained."
    },
    footer = {
      "",
      "Examples:",
      "  weft policy explain policy/sla-is-present",
      "  weft policy explain domains/orders/orders/product.yaml:4",
      "  weft policy explain policy/names-are-words/length --base main"
    })
final class PolicyExplainCommand extends Command {

  private static final String POLICY = "policy/";

  @Parameters(arity = "0..*", paramLabel = "FINDING", description = "Which ones. Default: all.")
  private List<String> wanted = List.of();

  @Option(
      names = "--base",
      paramLabel = "REF",
      description =
          "The commit before, for policies that look at what changed. Default: nothing is known of"
              + " before.")
  private @Nullable String base;

  @Mixin private PolicyOptions options = new PolicyOptions();

  PolicyExplainCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    Path root = options.directory(this);
    LoadedMesh mesh = MeshLoader.load(new DirectoryTree(root));
    Instant now = session().clock().instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Map<String, EnvironmentMesh> before = before(root, today);
    Governance governance = Governance.of(mesh);
    List<Explanation> told = new ArrayList<>();
    for (String environment : mesh.environments()) {
      EnvironmentMesh resolved = mesh.resolve(environment, today).mesh();
      if (resolved != null) {
        governance
            .explain(
                resolved,
                Optional.ofNullable(before.get(environment)),
                Point.CHANGE,
                now,
                _ -> true)
            .stream()
            .filter(this::isWanted)
            .forEach(told::add);
      }
    }
    if (told.isEmpty() && !wanted.isEmpty()) {
      throw new CliException(
          "There is no finding " + String.join(" ", wanted) + ".",
          "`weft validate` shows them all; one that says what changed needs --base.");
    }
    List<Explanation> merged = Explanation.merged(told);
    print(
        options.isJson() ? ExplanationJson.render(merged) : ExplanationText.render(merged, look()));
    return ExitCode.OK;
  }

  private Map<String, EnvironmentMesh> before(Path root, LocalDate today) {
    Map<String, EnvironmentMesh> meshes = new HashMap<>();
    if (base != null) {
      try (GitTree tree = GitTree.of(root, base)) {
        LoadedMesh mesh = MeshLoader.load(tree);
        for (String environment : mesh.environments()) {
          EnvironmentMesh resolved = mesh.resolve(environment, today).mesh();
          if (resolved != null) {
            meshes.put(environment, resolved);
          }
        }
      }
    }
    return meshes;
  }

  /// Of words about the place and words about the policy, one each has to fit.
  private boolean isWanted(Explanation told) {
    String policy = POLICY + told.finding().policy();
    String check = policy + "/" + told.finding().check();
    String place = told.finding().location().toString();
    List<String> policies = wanted.stream().filter(word -> word.startsWith(POLICY)).toList();
    List<String> places = wanted.stream().filter(word -> !word.startsWith(POLICY)).toList();
    boolean isPolicy = policies.isEmpty() || policies.contains(policy) || policies.contains(check);
    boolean isPlace =
        places.isEmpty()
            || places.stream().anyMatch(word -> place.equals(word) || place.startsWith(word + ":"));
    return isPolicy && isPlace;
  }
}
