// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import dev.weft.catalog.view.Finding;
import dev.weft.governance.Governance;
import dev.weft.governance.Verdict;
import dev.weft.governance.policy.Mode;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Compares a proposed mesh with the one of the main branch, by the rules of the language and by
/// the policies. What was wrong before and is not made worse says nothing about a change.
///
/// Policies and waivers are those of the proposed mesh: whoever changes one needs the approval of
/// the team that owns it, as the main branch says.
final class Reviewer {

  private final String environment;
  private final Instant now;

  Reviewer(String environment, Instant now) {
    this.environment = environment;
    this.now = now;
  }

  /// What there is to say against a proposed tree.
  ///
  /// @param touched paths that the change touches
  Review review(BaseMesh.At base, SourceTree proposed, Collection<String> touched) {
    LoadedMesh mesh = MeshLoader.load(proposed);
    Resolution resolution = mesh.resolve(environment, LocalDate.ofInstant(now, ZoneOffset.UTC));
    EnvironmentMesh before = base.resolution().mesh();
    EnvironmentMesh after = resolution.mesh();
    Verdict earlier =
        before == null
            ? Verdict.EMPTY
            : Governance.check(base.mesh(), before, Optional.empty(), now);
    Verdict verdict =
        after == null
            ? Verdict.EMPTY
            : Governance.check(mesh, after, Optional.ofNullable(before), now);
    List<Finding> diagnostics = new ArrayList<>();
    Set<String> known = keys(base.mesh(), base.resolution(), earlier);
    for (Diagnostic diagnostic : all(mesh, resolution, verdict)) {
      boolean isInTouched = touched.contains(diagnostic.location().file());
      if (isInTouched || !known.contains(key(diagnostic))) {
        diagnostics.add(finding(diagnostic));
      }
    }
    List<Finding> findings = findings(earlier, verdict, touched);
    boolean isBlocked =
        diagnostics.stream().anyMatch(Finding::blocking) || isBlocked(earlier, verdict, touched);
    return new Review(findings, diagnostics, isBlocked);
  }

  private static List<Finding> findings(
      Verdict earlier, Verdict verdict, Collection<String> touched) {
    Set<String> products = new HashSet<>(ChangeViews.products(touched));
    Set<String> known = findingKeys(earlier);
    return verdict.findings().stream()
        .filter(finding -> finding.mode() != Mode.AUDIT && finding.mode() != Mode.OFF)
        .filter(finding ->
            products.contains(finding.product().toString()) || !known.contains(key(finding)))
        .map(Reviewer::finding)
        .toList();
  }

  private static boolean isBlocked(Verdict earlier, Verdict verdict, Collection<String> touched) {
    Set<String> known = findingKeys(earlier);
    return verdict.findings().stream()
        .filter(dev.weft.governance.Finding::isBlocking)
        .anyMatch(finding ->
            touched.contains(finding.location().file()) || !known.contains(key(finding)));
  }

  private static Set<String> findingKeys(Verdict verdict) {
    Set<String> keys = new HashSet<>();
    verdict.findings().forEach(finding -> keys.add(key(finding)));
    return keys;
  }

  private static TreeSet<Diagnostic> all(LoadedMesh mesh, Resolution resolution, Verdict verdict) {
    TreeSet<Diagnostic> all = new TreeSet<>(mesh.diagnostics());
    all.addAll(resolution.diagnostics());
    all.addAll(verdict.problems());
    return all;
  }

  private static Set<String> keys(LoadedMesh mesh, Resolution resolution, Verdict verdict) {
    Set<String> keys = new HashSet<>();
    all(mesh, resolution, verdict).forEach(diagnostic -> keys.add(key(diagnostic)));
    return keys;
  }

  /// Without the line, which moves.
  private static String key(Diagnostic diagnostic) {
    return String.join("\n", diagnostic.location().file(), diagnostic.rule(), diagnostic.message());
  }

  private static String key(dev.weft.governance.Finding finding) {
    return String.join(
        "\n",
        finding.location().file(),
        finding.policy(),
        finding.check(),
        finding.mode().name(),
        String.valueOf(finding.waiver()),
        finding.message());
  }

  private static Finding finding(dev.weft.governance.Finding finding) {
    return new Finding(
        finding.check().isEmpty() ? finding.policy() : finding.policy() + "/" + finding.check(),
        finding.severity(),
        finding.mode().word(),
        finding.isBlocking(),
        finding.message(),
        finding.hint(),
        finding.location().file(),
        finding.location().line(),
        finding.location().column());
  }

  private static Finding finding(Diagnostic diagnostic) {
    return new Finding(
        diagnostic.rule(),
        diagnostic.severity().word(),
        diagnostic.isBlocking() ? "enforce" : "warn",
        diagnostic.isBlocking(),
        diagnostic.message(),
        diagnostic.hint(),
        diagnostic.location().file(),
        diagnostic.location().line(),
        diagnostic.location().column());
  }
}
