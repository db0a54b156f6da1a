// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.Library;
import dev.weft.governance.policy.PolicySet;
import dev.weft.governance.policy.Specimen;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.manifest.PolicyManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Runs the test cases of policies: each changes a small mesh that is in order, and names the
/// checks that must fail. A case goes the same way as a real mesh, from files to findings.
public final class PolicyCases {

  /// When every case takes place.
  public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

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

  /// Runs the cases of a policy that stands by itself, or is based on one that comes with Weft.
  public static List<Result> run(PolicyManifest policy) {
    String based = policy.basedOn();
    Specimen specimen = Specimen.of(policy, based == null ? null : Library.manifests().get(based));
    return policy.tests().stream().map(test -> run(policy, specimen, new CaseScene(test))).toList();
  }

  static Result run(PolicyManifest policy, Specimen specimen, CaseScene scene) {
    PolicySet set = specimen.with(scene.params());
    List<String> problems = new ArrayList<>();
    set.diagnostics().forEach(diagnostic -> problems.add(diagnostic.toString()));
    problems.addAll(scene.problems());
    List<Finding> findings = scene.findings(set);
    TreeSet<String> failed = new TreeSet<>();
    for (Finding finding : findings) {
      if (finding.isBroken()) {
        problems.add(finding.message());
      } else {
        failed.add(finding.check());
      }
    }
    if (problems.isEmpty()) {
      scene.misfixed(set).ifPresent(problems::add);
    }
    return new Result(
        policy.name(),
        scene.test().name(),
        scene.test().node().location(),
        scene.test().finds(),
        List.copyOf(failed),
        problems,
        findings);
  }
}
