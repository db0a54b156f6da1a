// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.daemon.sim.Chaos.Point;
import dev.weft.provisioner.log.MemoryTopics;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.testing.FakeAccounts;
import dev.weft.provisioner.testing.FakeCluster;
import dev.weft.provisioner.testing.FakeIdentity;
import dev.weft.provisioner.testing.FakeLinks;
import dev.weft.provisioner.testing.FakeRegistry;
import dev.weft.provisioner.testing.MemorySink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everything outside the processes: servers, Git, the log's topics, time, and what goes wrong.
final class World {

  static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  static final String CLUSTER = "onprem";

  /// The one that topics are copied to, where a mesh says so.
  static final String CLOUD = "cloud";

  /// How long a broker may tell what was true before.
  private static final Duration STALE = Duration.ofSeconds(20);

  private final Kernel kernel = new Kernel(START);
  private final Node servers = new Node("servers");
  private final Map<String, FakeCluster> clusters = new TreeMap<>();
  private final Map<String, Picture> pictures = new HashMap<>();
  private final List<Effect> effects = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Integer> troubles = new TreeMap<>();
  private final Map<String, Daemon> daemons = new LinkedHashMap<>();
  final FakeRegistry registry = new FakeRegistry();
  final FakeIdentity identity = new FakeIdentity();
  final FakeLinks links = new FakeLinks(cluster(CLOUD), cluster(CLUSTER));
  final FakeAccounts accounts = new FakeAccounts();
  final MemorySink sink = new MemorySink();
  final Vault vault = new Vault();
  final MemoryTopics topics = new MemoryTopics(kernel::nanos);
  final SimBranch branch = new SimBranch(kernel.clock());
  final Group group = new Group(kernel);
  final Strangers strangers = new Strangers(this);
  final Mutation mutation;
  private final Set<String> named = new TreeSet<>();
  private Chaos chaos = Chaos.NONE;
  private boolean isTellingAll;
  private int points;
  private int before;
  private int booksBefore;
  private long digest = 17;

  /// A change that a server made because a process asked for it.
  ///
  /// @param run of the engine that asked
  record Effect(String run, PlannedChange change, long at) {}

  private record Picture(ClusterSnapshot snapshot, long at) {}

  World(Mutation mutation) {
    this.mutation = mutation;
    cluster(CLUSTER);
  }

  Kernel kernel() {
    return kernel;
  }

  Node servers() {
    return servers;
  }

  FakeCluster cluster() {
    return cluster(CLUSTER);
  }

  FakeCluster cluster(String name) {
    return clusters.computeIfAbsent(name, _ -> new FakeCluster(name, kernel.clock()));
  }

  Map<String, FakeCluster> clusters() {
    return clusters;
  }

  Chaos chaos() {
    return chaos;
  }

  /// What goes wrong from here on.
  void chaos(Chaos next) {
    chaos = next;
  }

  Point nextPoint(Node node, String call, boolean isAfter) {
    var point = new Point(points++, node.name, call, isAfter);
    digest = 31 * digest + Objects.hash(point.toString(), kernel.nanos());
    if (isTellingAll) {
      notes.add("%8.3f s    %s".formatted(kernel.nanos() / 1e9, point));
    }
    return point;
  }

  /// Notes every call from here on, too.
  void tellAll() {
    isTellingAll = true;
  }

  /// How many moments there were at which a process could have died.
  int points() {
    return points;
  }

  /// The same for the same order of the same calls at the same times.
  long digest() {
    return digest;
  }

  void note(Node node, String what) {
    troubles.merge(what.split(" ", 2)[0], 1, Integer::sum);
    notes.add("%8.3f s  %s: %s".formatted(kernel.nanos() / 1e9, node.name, what));
  }

  /// What happened, in order: faults, commits, deaths.
  List<String> notes() {
    return notes;
  }

  /// How often which kind of thing happened.
  Map<String, Integer> troubles() {
    return troubles;
  }

  /// Writes down that a server made a change.
  void made(String run, PlannedChange change) {
    effects.add(new Effect(run, change, kernel.nanos()));
  }

  List<Effect> effects() {
    return effects;
  }

  /// What was made so far is the past.
  void mark() {
    before = effects.size();
    booksBefore = topics.values("weft.audit").size();
  }

  /// How many effects are the past.
  int before() {
    return before;
  }

  /// Kinds of changes that touched only the inventory, as the audit tells them, since the mark.
  Set<String> books() {
    var kinds = new TreeSet<String>();
    List<byte[]> lines = topics.values("weft.audit");
    for (byte[] line : lines.subList(booksBefore, lines.size())) {
      String text = new String(line, StandardCharsets.UTF_8);
      if (text.contains(":adopt applied")) {
        kinds.add("Adopt");
      } else if (text.contains(":forget applied")) {
        kinds.add("Forget");
      } else if (text.contains(":removal applied")) {
        kinds.add("StepRemoval");
      }
    }
    return kinds;
  }

  /// Topics that a person has named for deletion.
  Set<String> named() {
    return named;
  }

  /// A cluster is about to change; what it held until now may still be told for a while.
  void remember(String cluster) {
    Picture old = pictures.get(cluster);
    long now = kernel.nanos();
    if (old == null || now - old.at() > STALE.toNanos()) {
      pictures.put(cluster, new Picture(cluster(cluster).observe(), now));
    }
  }

  /// What a broker tells that is behind the others.
  ClusterSnapshot stale(String cluster) {
    Picture old = pictures.get(cluster);
    boolean isRecent = old != null && kernel.nanos() - old.at() <= STALE.toNanos();
    return old != null && isRecent ? old.snapshot() : cluster(cluster).observe();
  }

  /// Starts a daemon, which is started again whenever it dies.
  Daemon daemon(String name) {
    return daemons.computeIfAbsent(name, _ -> new Daemon(this, name)).start(Duration.ZERO);
  }

  Map<String, Daemon> daemons() {
    return daemons;
  }

  /// A process has died; whoever looks after it starts it anew.
  void died(Node node) {
    Daemon daemon = daemons.get(node.name);
    if (daemon != null) {
      var _ = daemon.start(Duration.ofSeconds(2));
    }
  }

  /// Ends a daemon for good.
  void stop(String name) {
    Daemon daemon = Objects.requireNonNull(daemons.remove(name));
    kernel.kill(daemon.node());
  }

  /// Kills what runs under a name.
  void kill(String name) {
    Daemon daemon = Objects.requireNonNull(daemons.get(name));
    Node node = daemon.node();
    note(node, "killed");
    kernel.kill(node);
    died(node);
  }

  /// Does something beside the processes, once its time has come.
  void after(Duration time, Runnable what) {
    kernel.spawn(servers, time, what);
  }

  /// The daemon that writes; null when none does.
  @Nullable Daemon leader() {
    return daemons.values().stream()
        .filter(daemon -> daemon.node().name.equals(group.leader()))
        .findFirst()
        .orElse(null);
  }
}
