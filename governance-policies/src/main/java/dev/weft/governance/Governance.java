// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.fact.Snapshot;
import dev.weft.governance.fact.TeamFact;
import dev.weft.governance.fact.TermFact;
import dev.weft.governance.policy.Library;
import dev.weft.governance.policy.Mode;
import dev.weft.governance.policy.Point;
import dev.weft.governance.policy.Policy;
import dev.weft.governance.policy.PolicySet;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.language.Words;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.TermManifest;
import dev.weft.model.manifest.WaiverManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port.Classification;
import dev.weft.model.name.ProductName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Checks a mesh against its policies. One snapshot builder and one call serve every point: the
/// command line, a change request, an apply, a scan. It reads nothing but what it is given, so
/// equal meshes at equal times get equal verdicts.
///
/// Making one compiles every policy; it can then check any environment, by many threads at once.
public final class Governance {

  private final LoadedMesh mesh;
  private final PolicySet policies;
  private final List<WaiverManifest> waivers;
  private final Snapshot.Known known;
  private final @Nullable CheckMemory memory;

  private Governance(
      LoadedMesh mesh,
      PolicySet policies,
      List<WaiverManifest> waivers,
      @Nullable CheckMemory memory) {
    this.mesh = mesh;
    this.policies = policies;
    this.waivers = List.copyOf(waivers);
    this.memory = memory;
    this.known = known(mesh);
  }

  /// Compiles the policies of a mesh.
  public static Governance of(LoadedMesh mesh) {
    return new Governance(mesh, PolicySet.of(mesh), mesh.waivers(), null);
  }

  /// Compiles the policies of a mesh that have changed since the memory's last one. Its checks with
  /// [#check(EnvironmentMesh, Point, Instant)] ask only about products that have.
  public static Governance of(LoadedMesh mesh, CheckMemory memory) {
    return new Governance(mesh, memory.policies(mesh), mesh.waivers(), memory);
  }

  /// What of a mesh holds in all of its environments.
  static Snapshot.Known known(LoadedMesh mesh) {
    return new Snapshot.Known(teams(mesh), terms(mesh));
  }

  /// With these policies and no others.
  static Governance with(LoadedMesh mesh, PolicySet policies) {
    return new Governance(mesh, policies, mesh.waivers(), null);
  }

  /// The same mesh, judged by these policies and waivers.
  Governance by(PolicySet rules, List<WaiverManifest> excuses) {
    return new Governance(mesh, rules, excuses, null);
  }

  /// The policies, compiled.
  PolicySet policySet() {
    return policies;
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
    return check(environment, previous, point, now, _ -> true);
  }

  /// Asks only about some products.
  Verdict check(
      EnvironmentMesh environment,
      Optional<EnvironmentMesh> previous,
      Point point,
      Instant now,
      Predicate<ProductName> products) {
    return check(environment, previous, point, now, products, Recall.NONE);
  }

  /// How a check uses a memory.
  ///
  /// @param isKept whether the next check begins with what this one finds; else with what this one
  ///   began with
  record Recall(@Nullable CheckMemory memory, boolean isKept) {
    static final Recall NONE = new Recall(null, false);
  }

  /// Asks only about some products, and not about what a memory knows.
  Verdict check(
      EnvironmentMesh environment,
      Optional<EnvironmentMesh> previous,
      Point point,
      Instant now,
      Predicate<ProductName> products,
      Recall recall) {
    Snapshot all = Snapshot.of(environment, known, previous);
    Snapshot some =
        new Snapshot(
            all.environment(),
            all.products().stream().filter(product -> products.test(product.name())).toList(),
            all.terms(),
            all.domains());
    return check(environment, some, List.of(point), now, recall).getFirst();
  }

  /// Checks an environment without a state before, as it is done time and again; with a memory, if
  /// there is one.
  public Verdict check(EnvironmentMesh environment, Point point, Instant now) {
    return check(environment, List.of(point), now).getFirst();
  }

  /// The same at several points, for hardly more than at one.
  ///
  /// @return a verdict for each point, in their order
  public List<Verdict> check(EnvironmentMesh environment, List<Point> points, Instant now) {
    Snapshot snapshot =
        memory == null
            ? Snapshot.of(environment, known, Optional.empty())
            : Snapshot.of(environment, known, memory.subjects());
    return check(environment, snapshot, points, now, new Recall(memory, true));
  }

  private List<Verdict> check(
      EnvironmentMesh environment,
      Snapshot snapshot,
      List<Point> points,
      Instant now,
      Recall recall) {
    CheckMemory own = recall.memory();
    if (own == null) {
      return verdicts(environment, snapshot, points, now, null);
    }
    var frame =
        new CheckMemory.Frame(
            policies,
            points,
            points.stream().map(point -> modes(point, now)).toList(),
            snapshot.environment(),
            snapshot.terms());
    synchronized (own) {
      if (!recall.isKept()) {
        return verdicts(environment, snapshot, points, now, own.look(frame));
      }
      List<Verdict> verdicts = verdicts(environment, snapshot, points, now, own.begin(frame));
      own.end();
      return verdicts;
    }
  }

  /// Why policies find what they find about some products, sorted by place.
  public List<Explanation> explain(
      EnvironmentMesh environment,
      Optional<EnvironmentMesh> previous,
      Point point,
      Instant now,
      Predicate<ProductName> wanted) {
    Snapshot snapshot = Snapshot.of(environment, known, previous);
    Waivers excuses = new Waivers(waivers, policies, known.teams(), now);
    return Evaluation.explain(policies, snapshot, new Places(mesh), List.of(point), now, wanted)
        .stream()
        .map(told -> told.with(excuses.apply(told.finding())))
        .sorted(Comparator.comparing(Explanation::finding))
        .toList();
  }

  private List<Mode> modes(Point point, Instant now) {
    return policies.policies().stream().map(policy -> policy.mode(point, now)).toList();
  }

  private List<Verdict> verdicts(
      EnvironmentMesh environment,
      Snapshot snapshot,
      List<Point> points,
      Instant now,
      CheckMemory.@Nullable Answers remembering) {
    List<Finding> found =
        Evaluation.run(policies, snapshot, new Places(mesh), points, now, remembering);
    return points.stream().map(point -> verdict(environment, found, point, now)).toList();
  }

  private Verdict verdict(
      EnvironmentMesh environment, List<Finding> found, Point point, Instant now) {
    Map<String, Mode> modes = new HashMap<>();
    policies.policies().forEach(policy -> modes.put(policy.name(), policy.mode(point, now)));
    policies
        .broken()
        .forEach(broken -> modes.merge(broken.name(), broken.mode(point, now), Governance::graver));
    Waivers excuses = new Waivers(waivers, policies, known.teams(), now);
    List<Finding> findings =
        found.stream()
            .map(finding -> finding.in(modes.getOrDefault(finding.policy(), finding.mode())))
            .filter(finding -> finding.mode() != Mode.OFF)
            .map(excuses::apply)
            .sorted()
            .distinct()
            .toList();
    List<Diagnostic> problems = new ArrayList<>(policies.diagnostics());
    problems.addAll(excuses.problems(environment));
    return new Verdict(
        findings,
        problems.stream().sorted().distinct().toList(),
        excuses.states(),
        excuses.missed());
  }

  private static Mode graver(Mode one, Mode other) {
    return one.compareTo(other) <= 0 ? one : other;
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
              term.issuedBy() == null ? "" : term.issuedBy().toString(),
              List.of(),
              List.of()));
    }
    return terms;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
