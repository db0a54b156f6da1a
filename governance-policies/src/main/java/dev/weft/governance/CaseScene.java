// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.fact.Snapshot;
import dev.weft.governance.policy.Point;
import dev.weft.governance.policy.PolicySet;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.load.SourceFile;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlNode.Mapping;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The mesh that a case describes, read once and as policies see it, for any number of policies to
/// look at.
final class CaseScene {

  private static final LocalDate TODAY = LocalDate.ofInstant(PolicyCases.NOW, ZoneOffset.UTC);

  private final PolicyManifest.Case test;
  private final List<String> problems = new ArrayList<>();
  private final CaseMesh files;
  private final Places places;
  private final @Nullable Snapshot snapshot;

  CaseScene(PolicyManifest.Case test) {
    this.test = test;
    this.files = new CaseMesh(test.given());
    LoadedMesh mesh = MeshLoader.load(files);
    this.places = new Places(mesh);
    EnvironmentMesh environment = resolve(mesh, problems);
    Optional<EnvironmentMesh> previous =
        environment != null && test.given().value("before") instanceof Mapping before
            ? Optional.ofNullable(resolve(MeshLoader.load(new CaseMesh(before)), problems))
            : Optional.empty();
    this.snapshot =
        environment == null ? null : Snapshot.of(environment, Governance.known(mesh), previous);
  }

  PolicyManifest.Case test() {
    return test;
  }

  /// Why the mesh is not what the case means it to be.
  List<String> problems() {
    return problems;
  }

  /// Values of parameters that the case gives.
  Mapping params() {
    YamlNode params = test.given().value("params");
    return params instanceof Mapping map ? map : new Mapping(List.of(), test.given().location());
  }

  /// What policies find, sorted.
  List<Finding> findings(PolicySet policies) {
    Snapshot seen = snapshot;
    return seen == null ? List.of() : findings(policies, seen, places);
  }

  private static List<Finding> findings(PolicySet policies, Snapshot snapshot, Places places) {
    return Evaluation.run(policies, snapshot, places, List.of(Point.CHANGE), PolicyCases.NOW, null)
        .stream()
        .sorted()
        .distinct()
        .toList();
  }

  /// Why the fixes of the policies do not give what the case says; empty when they do, or when it
  /// says nothing about them.
  Optional<String> misfixed(PolicySet policies) {
    Mapping fixed = test.fixed();
    if (fixed == null) {
      return Optional.empty();
    }
    FixTrials.Repair repair =
        new FixTrials(files, mesh -> notices(policies, mesh)).repair(notices(findings(policies)));
    CaseMesh wanted = files.with(test.given(), fixed);
    for (SourceFile file : wanted.files()) {
      FixTrials.Text changed = repair.files().get(file.path());
      String text = changed == null ? files.text(file.path()) : changed.after();
      if (!PlainYaml.parse(text).equals(PlainYaml.parse(wanted.text(file.path())))) {
        return Optional.of(
            "The fixes do not give what `fixed` says in %s: %s."
                .formatted(
                    file.path(),
                    repair.made().isEmpty()
                        ? "there is none that ends what is found"
                        : repair.made().stream()
                            .map(ProvenFix::words)
                            .collect(Collectors.joining("; "))));
      }
    }
    return Optional.empty();
  }

  private static List<Notice> notices(PolicySet policies, LoadedMesh mesh) {
    List<String> problems = new ArrayList<>();
    EnvironmentMesh environment = resolve(mesh, problems);
    if (environment == null || !problems.isEmpty()) {
      // A fix that breaks the manifest is none.
      return mesh.validate(TODAY).stream().map(Notice::of).toList();
    }
    Snapshot snapshot = Snapshot.of(environment, Governance.known(mesh), Optional.empty());
    return notices(findings(policies, snapshot, new Places(mesh)));
  }

  private static List<Notice> notices(List<Finding> findings) {
    return findings.stream()
        .map(finding -> new Notice(finding.diagnostic(), finding, List.of()))
        .toList();
  }

  /// Ids of the checks that failed, sorted; empty when one of them cannot be decided.
  static Optional<List<String>> failed(List<Finding> findings) {
    TreeSet<String> failed = new TreeSet<>();
    for (Finding finding : findings) {
      if (finding.isBroken()) {
        return Optional.empty();
      }
      failed.add(finding.check());
    }
    return Optional.of(List.copyOf(failed));
  }

  private static @Nullable EnvironmentMesh resolve(LoadedMesh mesh, List<String> problems) {
    Resolution resolution = mesh.resolve(CaseMesh.ENVIRONMENT, TODAY);
    resolution.diagnostics().stream()
        .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
        .map(Diagnostic::toString)
        .forEach(problems::add);
    return resolution.mesh();
  }
}
