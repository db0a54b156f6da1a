// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.Library;
import dev.weft.governance.policy.Point;
import dev.weft.governance.policy.PolicySet;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Mapping;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Runs the test cases of policies: each changes a small mesh that is in order, and names the
/// checks that must fail. A case goes the same way as a real mesh, from files to findings.
public final class PolicyCases {

  /// When every case takes place.
  public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

  private PolicyCases() {}

  /// What became of a case.
  ///
  /// @param policy name of the policy
  /// @param name what the case shows
  /// @param location where the case stands
  /// @param expected ids of the checks that must fail, sorted
  /// @param actual ids of the checks that failed, sorted
  /// @param problems why the case could not be run as it is meant; empty when it could
  /// @param findings what was found
  public record Result(
      String policy,
      String name,
      Location location,
      List<String> expected,
      List<String> actual,
      List<String> problems,
      List<Finding> findings) {

    public Result {
      expected = List.copyOf(expected);
      actual = List.copyOf(actual);
      problems = List.copyOf(problems);
      findings = List.copyOf(findings);
    }

    /// Whether the case shows what it says.
    public boolean isPassed() {
      return problems.isEmpty() && expected.equals(actual);
    }
  }

  /// Runs the cases of a policy.
  public static List<Result> run(PolicyManifest policy) {
    return policy.tests().stream().map(test -> run(policy, test)).toList();
  }

  private static Result run(PolicyManifest policy, PolicyManifest.Case test) {
    List<String> problems = new ArrayList<>();
    String based = policy.basedOn();
    PolicyManifest base = based == null ? null : Library.manifests().get(based);
    PolicySet set = PolicySet.forTest(policy, base, params(test.given()));
    set.diagnostics().forEach(diagnostic -> problems.add(diagnostic.toString()));
    LoadedMesh mesh = MeshLoader.load(new CaseMesh(test.given()));
    EnvironmentMesh environment = resolve(mesh, problems);
    List<Finding> findings = List.of();
    if (environment != null) {
      Optional<EnvironmentMesh> previous =
          test.given().value("before") instanceof Mapping before
              ? Optional.ofNullable(resolve(MeshLoader.load(new CaseMesh(before)), problems))
              : Optional.empty();
      findings =
          Governance.with(mesh, set).check(environment, previous, Point.CHANGE, NOW).findings();
    }
    TreeSet<String> failed = new TreeSet<>();
    for (Finding finding : findings) {
      if (finding.isBroken()) {
        problems.add(finding.message());
      } else {
        failed.add(finding.check());
      }
    }
    return new Result(
        policy.name(),
        test.name(),
        test.node().location(),
        test.finds(),
        List.copyOf(failed),
        problems,
        findings);
  }

  private static @Nullable EnvironmentMesh resolve(LoadedMesh mesh, List<String> problems) {
    Resolution resolution = mesh.resolve(CaseMesh.ENVIRONMENT, TODAY);
    resolution.diagnostics().stream()
        .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
        .map(Diagnostic::toString)
        .forEach(problems::add);
    return resolution.mesh();
  }

  private static Mapping params(Mapping given) {
    YamlNode params = given.value("params");
    return params instanceof Mapping map ? map : new Mapping(List.of(), given.location());
  }
}
