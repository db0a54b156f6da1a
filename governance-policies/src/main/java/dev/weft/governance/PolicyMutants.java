// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.Library;
import dev.weft.governance.policy.Specimen;
import dev.weft.governance.policy.Specimen.Variant;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.manifest.PolicyManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tests the test cases of a policy: the policy is changed in one place at a time, and a case has
/// to notice. What no case notices could be wrong in the policy as well.
public final class PolicyMutants {

  private PolicyMutants() {}

  /// A change that no case notices.
  ///
  /// @param place the part of the policy, as `check `mode`, `assert``
  /// @param from what the policy says
  /// @param to what it could say as well, for all that its cases show
  /// @param location where that part begins
  public record Survivor(String place, String from, String to, Location location) {}

  /// A check that its cases show from one side only.
  ///
  /// @param check its id
  /// @param lacksFailing whether there is no case in which it fails; else there is none in which it
  ///   passes
  /// @param location where the check stands
  public record Gap(String check, boolean lacksFailing, Location location) {}

  /// What testing a policy showed.
  ///
  /// @param policy the policy
  /// @param diagnostics why it cannot be compiled
  /// @param cases what became of its cases
  /// @param gaps checks without a failing or a passing case
  /// @param mutants number of changes that were tried; none unless all cases pass
  /// @param survivors those that no case noticed
  public record Report(
      PolicyManifest policy,
      List<Diagnostic> diagnostics,
      List<PolicyCases.Result> cases,
      List<Gap> gaps,
      int mutants,
      List<Survivor> survivors) {

    public Report {
      diagnostics = List.copyOf(diagnostics);
      cases = List.copyOf(cases);
      gaps = List.copyOf(gaps);
      survivors = List.copyOf(survivors);
    }

    /// Whether the policy can be compiled and its cases show what they say.
    public boolean isPassed() {
      return diagnostics.isEmpty() && cases.stream().allMatch(PolicyCases.Result::isPassed);
    }

    /// Whether, beyond that, every check is shown from both sides and every change is noticed.
    public boolean isComplete() {
      return isPassed() && gaps.isEmpty() && survivors.isEmpty();
    }

    /// Number of changes that a case noticed.
    public int noticed() {
      return mutants - survivors.size();
    }
  }

  /// Tests a policy that stands by itself, or is based on one that comes with Weft.
  public static Report of(PolicyManifest policy) {
    String based = policy.basedOn();
    return of(policy, based == null ? null : Library.manifests().get(based));
  }

  /// Tests a policy.
  ///
  /// @param base the policy it is based on, if it is
  public static Report of(PolicyManifest policy, @Nullable PolicyManifest base) {
    Specimen specimen = Specimen.of(policy, base);
    List<CaseScene> scenes = policy.tests().stream().map(CaseScene::new).toList();
    List<PolicyCases.Result> cases =
        scenes.stream().map(scene -> PolicyCases.run(policy, specimen, scene)).toList();
    Report report = new Report(policy, specimen.diagnostics(), cases, gaps(policy), 0, List.of());
    return report.isPassed() ? mutated(report, specimen, scenes) : report;
  }

  private static Report mutated(Report report, Specimen specimen, List<CaseScene> scenes) {
    List<Variant> variants = specimen.variants();
    List<Survivor> survivors =
        variants.stream()
            .filter(variant ->
                scenes.stream().noneMatch(scene -> isNoticed(specimen, variant, scene))
                    && scenes.stream().noneMatch(scene -> isMisfixed(specimen, variant, scene)))
            .map(variant ->
                new Survivor(variant.place(), variant.from(), variant.to(), variant.location()))
            .toList();
    return new Report(
        report.policy, report.diagnostics, report.cases, report.gaps, variants.size(), survivors);
  }

  private static boolean isNoticed(Specimen specimen, Variant variant, CaseScene scene) {
    Optional<List<String>> failed =
        CaseScene.failed(scene.findings(specimen.with(variant, scene.params())));
    return !failed.equals(Optional.of(scene.test().finds()));
  }

  /// Asked last, for a trial of a fix costs more than a look.
  private static boolean isMisfixed(Specimen specimen, Variant variant, CaseScene scene) {
    return scene.misfixed(specimen.with(variant, scene.params())).isPresent();
  }

  private static List<Gap> gaps(PolicyManifest policy) {
    List<Gap> gaps = new ArrayList<>();
    for (PolicyManifest.Check check : policy.checks()) {
      long failing =
          policy.tests().stream().filter(test -> test.finds().contains(check.id())).count();
      if (failing == 0) {
        gaps.add(new Gap(check.id(), true, check.condition().location()));
      }
      if (failing == policy.tests().size()) {
        gaps.add(new Gap(check.id(), false, check.condition().location()));
      }
    }
    return gaps;
  }
}
