// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.fact.Snapshot;
import dev.weft.governance.fact.TeamFact;
import dev.weft.governance.fact.TermFact;
import dev.weft.governance.policy.Library;
import dev.weft.governance.policy.Point;
import dev.weft.governance.policy.Policy;
import dev.weft.governance.policy.PolicySet;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.language.Words;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.TermManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port.Classification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Checks a mesh against its policies. One snapshot builder and one call serve every point: the
/// command line, a change request, an apply, a scan. It reads nothing but what it is given, so
/// equal meshes at equal times get equal verdicts.
///
/// Making one compiles every policy; it can then check any environment, by many threads at once.
public final class Governance {

  private final LoadedMesh mesh;
  private final PolicySet policies;
  private final Snapshot.Known known;
  private final @Nullable CheckMemory memory;

  private Governance(LoadedMesh mesh, PolicySet policies, @Nullable CheckMemory memory) {
    this.mesh = mesh;
    this.policies = policies;
    this.memory = memory;
    this.known = new Snapshot.Known(teams(mesh), terms(mesh));
  }

  /// Compiles the policies of a mesh.
  public static Governance of(LoadedMesh mesh) {
    return new Governance(mesh, PolicySet.of(mesh), null);
  }

  /// Compiles the policies of a mesh that have changed since the memory's last one. Its checks with
  /// [#check(EnvironmentMesh, Point, Instant)] ask only about products that have.
  public static Governance of(LoadedMesh mesh, CheckMemory memory) {
    return new Governance(mesh, memory.policies(mesh), memory);
  }

  /// With these policies and no others.
  static Governance with(LoadedMesh mesh, PolicySet policies) {
    return new Governance(mesh, policies, null);
  }

  /// Checks one environment of a mesh once, before a change.
  public static Verdict check(
      LoadedMesh mesh,
      EnvironmentMesh environment,
      Optional<EnvironmentMesh> previous,
      Instant now) {
    return of(mesh).check(environment, previous, Point.CHANGE, now);
  }

  /// Compiles the policies that come with Weft, which takes a while in a fresh process. Worth a
  /// thread of its own while manifests are read.
  public static void warmUp() {
    Library.warmUp();
  }

  /// The policies that hold, by name; those that come with Weft included.
  public List<Policy> policies() {
    return policies.policies();
  }

  /// What is wrong with policies, sorted.
  public List<Diagnostic> diagnostics() {
    return policies.diagnostics();
  }

  /// Checks an environment.
  ///
  /// @param environment the mesh as the environment sees it
  /// @param previous the same environment before the change, when it is known
  /// @param point where the verdict is needed
  /// @param now the time that `now` has in every expression, and that waivers end by
  public Verdict check(
      EnvironmentMesh environment, Optional<EnvironmentMesh> previous, Point point, Instant now) {
    return check(environment, Snapshot.of(environment, known, previous), point, now, null);
  }

  /// Checks an environment without a state before, as it is done time and again; with a memory, if
  /// there is one.
  public Verdict check(EnvironmentMesh environment, Point point, Instant now) {
    Snapshot snapshot = Snapshot.of(environment, known, Optional.empty());
    CheckMemory own = memory;
    if (own == null) {
      return check(environment, snapshot, point, now, null);
    }
    synchronized (own) {
      own.begin(new CheckMemory.Frame(policies, point, snapshot.environment(), snapshot.terms()));
      Verdict verdict = check(environment, snapshot, point, now, own);
      own.end();
      return verdict;
    }
  }

  private Verdict check(
      EnvironmentMesh environment,
      Snapshot snapshot,
      Point point,
      Instant now,
      @Nullable CheckMemory remembering) {
    List<Finding> found =
        Evaluation.run(policies, snapshot, new Places(mesh), point, now, remembering);
    Waivers waivers = new Waivers(mesh.waivers(), policies.names(), now);
    List<Finding> findings = found.stream().map(waivers::apply).sorted().distinct().toList();
    List<Diagnostic> problems = new ArrayList<>(policies.diagnostics());
    problems.addAll(waivers.problems(environment));
    return new Verdict(findings, problems.stream().sorted().distinct().toList());
  }

  private static SortedMap<String, TeamFact> teams(LoadedMesh mesh) {
    SortedMap<String, TeamFact> teams = new TreeMap<>();
    mesh.teams()
        .ifPresent(list ->
            list.teams()
                .forEach(team ->
                    teams.put(
                        team.name(),
                        new TeamFact(
                            team.name(),
                            team.title(),
                            true,
                            orEmpty(team.email()),
                            orEmpty(team.chat()),
                            orEmpty(team.onCall()),
                            team.members()))));
    return teams;
  }

  private static SortedMap<String, TermFact> terms(LoadedMesh mesh) {
    SortedMap<String, TermFact> terms = new TreeMap<>();
    for (TermManifest term : mesh.terms()) {
      Classification least = term.classification();
      terms.put(
          term.name(),
          new TermFact(
              term.name(),
              term.type(),
              term.format(),
              least == null ? "" : Words.of(least),
              least == null ? 0 : least.ordinal(),
              term.synonyms(),
              orEmpty(term.owner()),
              List.of()));
    }
    return terms;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
