// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.Mode;
import dev.weft.governance.policy.Point;
import dev.weft.model.compatibility.ReaderFit;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.Resolution;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.ProductName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Everything that there is to say about a mesh in all its environments: what is wrong with
/// manifests, policies and waivers, and what policies find.
///
/// @param notices what is reported, sorted by place; what several environments report stands once
/// @param findings everything that policies find, what is only counted included; likewise
/// @param verdicts by environment
/// @param resolutions by environment
public record MeshCheck(
    List<Notice> notices,
    List<Notice> findings,
    Map<String, Verdict> verdicts,
    SequencedMap<String, Resolution> resolutions) {

  public MeshCheck {
    notices = List.copyOf(notices);
    findings = List.copyOf(findings);
    verdicts = Map.copyOf(verdicts);
  }

  /// Checks a mesh in every environment, side by side.
  public static MeshCheck of(LoadedMesh mesh, Governance governance, Instant now) {
    return of(mesh, governance, new Scope(mesh.environments(), Map.of(), _ -> true), now);
  }

  /// What is remembered for each environment by whoever checks time and again.
  interface Memories {
    Memories NONE = _ -> Governance.Recall.NONE;

    Governance.Recall of(String environment);

    /// The mesh as an environment sees it.
    default Resolution resolve(LoadedMesh mesh, String environment, LocalDate today) {
      return mesh.resolve(environment, today);
    }
  }

  /// What is looked at.
  ///
  /// @param environments by name
  /// @param previous environments before the change, by name, as far as they are known
  /// @param products those that policies are asked about
  record Scope(
      List<String> environments,
      Map<String, EnvironmentMesh> previous,
      Predicate<ProductName> products) {}

  static MeshCheck of(LoadedMesh mesh, Governance governance, Scope scope, Instant now) {
    return of(mesh, governance, scope, Memories.NONE, now);
  }

  static MeshCheck of(
      LoadedMesh mesh, Governance governance, Scope scope, Memories memories, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    // Environments share nothing that is written to, and each is a large part of the work.
    List<Part> parts =
        scope.environments().parallelStream()
            .map(environment ->
                part(
                    environment,
                    memories.resolve(mesh, environment, today),
                    governance,
                    scope,
                    memories.of(environment),
                    now))
            .toList();
    List<Notice> notices = new ArrayList<>();
    mesh.diagnostics().forEach(problem -> notices.add(new Notice(problem, null, List.of())));
    List<Notice> findings = new ArrayList<>();
    Map<String, Verdict> verdicts = new TreeMap<>();
    SequencedMap<String, Resolution> resolutions = new LinkedHashMap<>();
    for (Part part : parts) {
      notices.addAll(part.notices());
      findings.addAll(part.findings());
      verdicts.put(part.environment(), part.verdict());
      resolutions.put(part.environment(), part.resolution());
    }
    return new MeshCheck(Notice.merged(notices), Notice.merged(findings), verdicts, resolutions);
  }

  /// Everything that is found, what is only counted included.
  public List<Notice> all() {
    return Stream.concat(notices.stream(), findings.stream()).distinct().toList();
  }

  /// What is reported, as diagnostics.
  public List<Diagnostic> diagnostics() {
    return notices.stream().map(Notice::diagnostic).distinct().toList();
  }

  /// The meshes of the environments, as far as they can be used.
  Map<String, EnvironmentMesh> meshes() {
    Map<String, EnvironmentMesh> meshes = new TreeMap<>();
    resolutions.forEach((environment, resolution) -> {
      EnvironmentMesh mesh = resolution.mesh();
      if (mesh != null) {
        meshes.put(environment, mesh);
      }
    });
    return meshes;
  }

  private record Part(
      String environment,
      Resolution resolution,
      Verdict verdict,
      List<Notice> notices,
      List<Notice> findings) {}

  private static Part part(
      String environment,
      Resolution resolution,
      Governance governance,
      Scope scope,
      Governance.Recall recall,
      Instant now) {
    EnvironmentMesh mesh = resolution.mesh();
    Optional<EnvironmentMesh> previous = Optional.ofNullable(scope.previous().get(environment));
    Verdict verdict =
        mesh == null
            ? Verdict.EMPTY
            : governance.check(mesh, previous, Point.CHANGE, now, scope.products(), recall);
    List<String> here = List.of(environment);
    List<Notice> notices = new ArrayList<>();
    resolution.diagnostics().forEach(problem -> notices.add(new Notice(problem, null, here)));
    if (mesh != null) {
      ReaderFit.problems(mesh).forEach(problem -> notices.add(new Notice(problem, null, here)));
    }
    verdict.problems().forEach(problem -> notices.add(new Notice(problem, null, here)));
    List<Notice> findings =
        verdict.findings().stream()
            .map(finding -> new Notice(finding.diagnostic(), finding, here))
            .toList();
    findings.stream().filter(MeshCheck::isReported).forEach(notices::add);
    return new Part(environment, resolution, verdict, notices, findings);
  }

  private static boolean isReported(Notice notice) {
    Finding finding = notice.finding();
    return finding == null || finding.mode() != Mode.AUDIT;
  }
}
