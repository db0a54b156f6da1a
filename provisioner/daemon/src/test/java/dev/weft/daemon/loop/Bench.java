// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import dev.weft.daemon.source.Branch;
import dev.weft.daemon.source.Revision;
import dev.weft.git.Commit;
import dev.weft.git.LastCommits;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Provisioner;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.engine.Servers;
import dev.weft.provisioner.engine.Sweep;
import dev.weft.provisioner.engine.WorldMemory;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.log.WriterGroup.Standing;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.testing.FakeCluster;
import dev.weft.provisioner.testing.FakeControlPlaneLog;
import dev.weft.provisioner.testing.FakeRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// A loop on the real engine over servers, branch, time and chance that the test holds in its hand.
final class Bench implements Branch, Engine, Leadership, PassListener {

  static final Duration POLL = Duration.ofSeconds(1);
  static final Duration DRIFT = Duration.ofMinutes(10);

  final FakeCluster cluster = new FakeCluster("onprem");
  final FakeRegistry registry = new FakeRegistry();
  final FakeControlPlaneLog log = new FakeControlPlaneLog();
  final List<PassReport> reports = new ArrayList<>();
  Standing standing = Standing.LEADER;
  String sourceFailure = "";
  @Nullable RuntimeException breakdown;
  final List<String> published = new ArrayList<>();
  final List<DaemonStatus> told = new ArrayList<>();
  @Nullable RuntimeException muted;
  boolean isUseAwaited;
  List<PauseStatus> paused = List.of();
  String accepted = "";
  @Nullable String lastRevision;
  int measurements;
  int plans;
  int breakdowns;
  final List<String> audited = new ArrayList<>();
  final Map<ObjectId, String> refusals = new LinkedHashMap<>();
  final List<String> judged = new ArrayList<>();

  /// Whether a sweep is only begun, and goes on when the test runs it.
  boolean isSweepSlow;

  final List<Runnable> sweeps = new ArrayList<>();
  private final WorldMemory memory = new WorldMemory();
  private final Map<ObjectId, MemoryTree> commits = new LinkedHashMap<>();
  private final Set<ObjectId> rewound = new HashSet<>();
  private @Nullable ObjectId head;
  private Instant now = GeneratedMesh.TODAY.atTime(23, 0).toInstant(ZoneOffset.UTC);
  private long nanos = 5;
  private int runs;
  private final DaemonStatus status =
      new DaemonStatus("dev", null, null, now, null, null, null, "", true, null);
  private Loop loop = loop(1);

  /// Another loop on the same world: the daemon after a restart.
  void restart() {
    loop = loop(reports.size() + 2);
  }

  private Loop loop(long seed) {
    InstantSource calendar = () -> now;
    return new Loop(
        new Loop.Settings("dev", POLL, DRIFT, accepted),
        this,
        this,
        this,
        this,
        () -> status,
        new Loop.Times(calendar.withZone(ZoneOffset.UTC), () -> nanos, new SplittableRandom(seed)),
        this::beside);
  }

  void push(MemoryTree tree) {
    ObjectId id = ObjectId.fromString("%040x".formatted(commits.size() + 1));
    commits.put(id, tree.copy());
    head = id;
  }

  /// Commits something that nobody who may has signed.
  void pushUnsigned(MemoryTree tree) {
    push(tree);
    refusals.put(Objects.requireNonNull(head), "Its signature is missing.");
  }

  /// Moves the branch back by one commit.
  void rewind() {
    var ids = new ArrayList<>(commits.keySet());
    head = ids.get(ids.indexOf(head) - 1);
  }

  Duration step() {
    return loop.step(() -> false);
  }

  Instant now() {
    return now;
  }

  void request() {
    loop.request();
  }

  /// Lets time pass for timers and for the calendar.
  void pass(Duration duration) {
    nanos += duration.toNanos();
    now = now.plus(duration);
  }

  /// Lets the calendar jump, which timers must not notice.
  void jump(Duration duration) {
    now = now.plus(duration);
  }

  PassReport last() {
    return reports.getLast();
  }

  @Override
  public Optional<ObjectId> head() throws IOException {
    if (!sourceFailure.isEmpty()) {
      throw new IOException(sourceFailure);
    }
    return Optional.ofNullable(head);
  }

  @Override
  public boolean isGuarded() {
    return true;
  }

  @Override
  public Optional<String> refusal(ObjectId commit) {
    return Optional.ofNullable(refusals.get(commit));
  }

  @Override
  public boolean follows(String earlier, ObjectId commit) {
    return !rewound.contains(commit) || earlier.equals(commit.getName());
  }

  /// The branch is at an earlier commit again, with other content.
  void rewind(MemoryTree tree) {
    push(tree);
    rewound.add(head);
  }

  @Override
  public Optional<String> lastRevision(EnvironmentMesh mesh) {
    return Optional.ofNullable(lastRevision);
  }

  @Override
  public Revision read(ObjectId commit) throws IOException {
    MemoryTree tree = commits.get(commit);
    if (tree == null) {
      throw new IOException("no such commit");
    }
    var described = new Commit(commit.name(), "Olivia", "o@example.org", now, "Change");
    return Revision.of(commit, described, MeshLoader.load(tree));
  }

  @Override
  public LastCommits history(ObjectId commit) {
    throw new UnsupportedOperationException("the loop asks for no history");
  }

  @Override
  public String describe() {
    return "branch `main`";
  }

  @Override
  public Prepared plan(Goal goal) {
    throw new UnsupportedOperationException("the loop previews nothing");
  }

  @Override
  public Prepared plan(Goal goal, @Nullable Instant comparedAt, Reach reach) {
    return comparing().plan(goal.desired(), goal.revision(), since(comparedAt), memory, reach);
  }

  @Override
  public Sweep sweep(EnvironmentMesh mesh, String revision) {
    return provisioner()
        .sweep(() -> Goal.of(mesh, List.of(), revision).desired(), revision, memory);
  }

  @Override
  public boolean remembers() {
    return memory.isUsable();
  }

  @Override
  public Prepared plan(Goal goal, @Nullable Instant comparedAt, Sweep sweep) {
    return comparing().plan(goal.desired(), goal.revision(), since(comparedAt), memory, sweep);
  }

  private Provisioner comparing() {
    plans++;
    RuntimeException failure = breakdown;
    if (failure != null) {
      throw failure;
    }
    return provisioner();
  }

  private static PlanOptions since(@Nullable Instant comparedAt) {
    return new PlanOptions(Set.of(), Set.of(), comparedAt);
  }

  private void beside(Runnable work) {
    if (isSweepSlow) {
      sweeps.add(work);
    } else {
      work.run();
    }
  }

  @Override
  public List<PauseStatus> pauses(EnvironmentMesh mesh) {
    return paused;
  }

  @Override
  public RunReport apply(Goal goal, Prepared prepared, RunListener listener) {
    memory.touched(prepared.plan().changes());
    return provisioner().apply(prepared, Approval.none("test", "weft apply"), listener);
  }

  private Provisioner provisioner() {
    var servers = new Servers(Map.of("onprem", cluster), registry);
    return new Provisioner(servers, log, Clock.fixed(now, ZoneOffset.UTC), () -> "run-" + runs++);
  }

  @Override
  public void publish(Work work, Prepared prepared, RunReport report) {
    RuntimeException failure = muted;
    if (failure != null) {
      throw failure;
    }
    published.add(work.revision().id().name());
  }

  @Override
  public boolean measureUse(EnvironmentMesh mesh) {
    measurements++;
    return isUseAwaited;
  }

  @Override
  public void report(EnvironmentMesh mesh, DaemonStatus now) {
    told.add(now);
  }

  @Override
  public Standing standing(EnvironmentMesh mesh) {
    return standing;
  }

  @Override
  public String problem() {
    return "";
  }

  @Override
  public void finished(PassReport report, boolean hasMore) {
    reports.add(report);
  }

  @Override
  public void broke(RuntimeException error) {
    breakdowns++;
  }

  @Override
  public void close() {}

  @Override
  public void judged(String commit, String refusal) {
    judged.add(commit.substring(39) + " " + refusal);
  }

  @Override
  public void audit(
      EnvironmentMesh mesh, String revision, String action, String subject, String detail) {
    audited.add(String.join(" ", revision.substring(39), action, subject.substring(39), detail));
  }
}
