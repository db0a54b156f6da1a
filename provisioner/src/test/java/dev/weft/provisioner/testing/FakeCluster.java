// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.driver.TopicFacts;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A Kafka cluster in memory that behaves as brokers do towards a provisioner, and fails on demand.
public final class FakeCluster implements ClusterDriver {

  private final String cluster;
  private final Clock clock;
  private String clusterId;
  private int brokers = 3;
  private int nextTopicId;
  private final SortedMap<String, ClusterSnapshot.Topic> topics =
      Collections.synchronizedSortedMap(new TreeMap<>());
  private final SortedMap<ResourceKey.AclSet, Set<Acl>> acls = new TreeMap<>();
  private final SortedMap<String, Map<String, Double>> quotas = new TreeMap<>();
  private final Map<String, List<String>> uses = new HashMap<>();
  private final Map<String, Instant> newest = new HashMap<>();
  private final List<PlannedChange> made = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private @Nullable String blindness;
  private List<String> asked = List.of();
  private int changesToLive = Integer.MAX_VALUE;
  private int observations;
  private final List<ResourceKey> looks = new ArrayList<>();

  private record Fault(
      Predicate<PlannedChange> which, Outcome outcome, boolean isMade, boolean isKnownBefore) {}

  /// An empty cluster of three brokers.
  public FakeCluster(String cluster) {
    this(cluster, Clock.systemUTC());
  }

  /// An empty cluster of three brokers with its own time.
  public FakeCluster(String cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
    this.clusterId = "id-of-" + cluster;
  }

  // What others do to the cluster.

  /// Somebody made a topic.
  public FakeCluster withTopic(
      String name, int partitions, int replication, Map<String, String> config) {
    topics.put(
        name,
        new ClusterSnapshot.Topic(
            newTopicId(), partitions, replication, false, new TreeMap<>(config)));
    return this;
  }

  /// Kafka or a tool made a topic for itself.
  public FakeCluster withInternalTopic(String name) {
    topics.put(name, new ClusterSnapshot.Topic(newTopicId(), 1, 1, true, Map.of()));
    return this;
  }

  /// Somebody made a binding.
  public FakeCluster withAcl(ResourceKey.AclSet resource, Acl acl) {
    acls.computeIfAbsent(resource, _ -> new TreeSet<>()).add(acl);
    return this;
  }

  /// Somebody removed a binding.
  public FakeCluster withoutAcl(ResourceKey.AclSet resource, Acl acl) {
    Set<Acl> bindings = acls.getOrDefault(resource, new TreeSet<>());
    bindings.remove(acl);
    if (bindings.isEmpty()) {
      acls.remove(resource);
    }
    return this;
  }

  /// Somebody set a quota.
  public FakeCluster withQuota(String user, String key, double value) {
    quotas.computeIfAbsent(user, _ -> new TreeMap<>()).put(key, value);
    return this;
  }

  /// Somebody set a config key, or reset it with null.
  public FakeCluster withConfig(String topic, String key, @Nullable String value) {
    edit(topic, Map.of(key, new Change.Edit<>(null, value)));
    return this;
  }

  /// Somebody deleted a topic.
  public FakeCluster withoutTopic(String name) {
    topics.remove(name);
    return this;
  }

  /// It is another cluster behind the same name.
  public FakeCluster withClusterId(String id) {
    clusterId = id;
    return this;
  }

  /// It has another number of brokers.
  public FakeCluster withBrokers(int count) {
    brokers = count;
    return this;
  }

  /// Somebody wrote to the topic.
  public void written(String topic, Instant at) {
    newest.put(topic, at);
  }

  /// Somebody uses the topic.
  public FakeCluster withUse(String topic, String sentence) {
    uses.computeIfAbsent(topic, _ -> new ArrayList<>()).add(sentence);
    return this;
  }

  // Faults.

  /// The brokers refuse such changes, when asked and when told.
  public FakeCluster refusing(Predicate<PlannedChange> which, String words) {
    faults.add(new Fault(which, new Outcome.Failed(Outcome.Kind.PERMANENT, words), false, true));
    return this;
  }

  /// Such changes fail when they are made, and only then; nothing is changed.
  public FakeCluster failing(Predicate<PlannedChange> which, Outcome.Kind kind, String words) {
    faults.add(new Fault(which, new Outcome.Failed(kind, words), false, false));
    return this;
  }

  /// Such changes are made, but the answer is lost.
  public FakeCluster losingAnswers(Predicate<PlannedChange> which) {
    faults.add(new Fault(which, new Outcome.Unknown("the answer was lost"), true, false));
    return this;
  }

  /// Such changes are lost on their way: nothing is changed and nobody knows.
  public FakeCluster losingRequests(Predicate<PlannedChange> which) {
    faults.add(new Fault(which, new Outcome.Unknown("the request was lost"), false, false));
    return this;
  }

  /// The process dies ([FakeCrash]) right after so many more changes were made; the last of them is
  /// not reported.
  public FakeCluster dyingAfter(int changes) {
    changesToLive = changes;
    return this;
  }

  /// Reading fails.
  public FakeCluster blindedBy(String words) {
    blindness = words;
    return this;
  }

  /// No fault any more.
  public FakeCluster healed() {
    faults.clear();
    blindness = null;
    changesToLive = Integer.MAX_VALUE;
    return this;
  }

  // What a test looks at.

  /// Every change that took effect, in order.
  public List<PlannedChange> made() {
    return List.copyOf(made);
  }

  /// How often the cluster was read in full.
  public int observations() {
    return observations;
  }

  /// What was read again by itself since the last call, each time it was.
  public List<ResourceKey> looks() {
    List<ResourceKey> all = looks.stream().sorted().toList();
    looks.clear();
    return all;
  }

  // The driver.

  @Override
  public String cluster() {
    return cluster;
  }

  @Override
  public ClusterSnapshot observe() {
    String words = blindness;
    if (words != null) {
      throw new ObservationException("Cluster " + cluster + " could not be read: " + words);
    }
    observations++;
    Map<ResourceKey.AclSet, Set<Acl>> allAcls = new LinkedHashMap<>();
    acls.forEach((resource, bindings) -> allAcls.put(resource, Set.copyOf(bindings)));
    Map<String, Map<String, Double>> allQuotas = new LinkedHashMap<>();
    quotas.forEach((user, values) -> allQuotas.put(user, Map.copyOf(values)));
    return new ClusterSnapshot(
        cluster, clusterId, brokers, clock.instant(), Map.copyOf(topics), allAcls, allQuotas);
  }

  @Override
  public ClusterSnapshot observe(ClusterSnapshot before, Set<ResourceKey> keys) {
    ClusterSnapshot now = observe();
    observations--;
    looks.addAll(keys);
    if (!now.clusterId().equals(before.clusterId())) {
      throw new ObservationException("Cluster " + cluster + " is another one");
    }
    return before.with(keys, now);
  }

  /// Whether a topic is there; may be asked while changes are made.
  boolean holds(String topic) {
    return topics.containsKey(topic);
  }

  /// As if nobody had asked it anything.
  public void forgetQuestions() {
    asked = List.of();
  }

  /// Ids of the changes it was last asked about.
  public List<String> asked() {
    return asked;
  }

  @Override
  public Map<String, String> validate(List<PlannedChange> changes) {
    asked = changes.stream().map(PlannedChange::id).toList();
    Map<String, String> refusals = new LinkedHashMap<>();
    Set<String> batch = new TreeSet<>();
    for (PlannedChange planned : changes) {
      String refusal = refusal(planned);
      if (refusal == null && planned.change() instanceof Change.CreateTopic create) {
        refusal = collision(create.resource().name(), batch);
        batch.add(create.resource().name());
      }
      if (refusal != null) {
        refusals.put(planned.id(), refusal);
      }
    }
    return refusals;
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    for (PlannedChange planned : changes) {
      if (changesToLive <= 0) {
        throw new FakeCrash("died before " + planned.change().resource().text());
      }
      report.accept(planned, outcome(planned));
    }
  }

  @Override
  public Map<String, TopicFacts> evidence(Set<String> names) {
    Map<String, TopicFacts> evidence = new TreeMap<>();
    for (String name : names) {
      List<String> lines = uses.getOrDefault(name, List.of("no consumer group reads it"));
      List<String> active = lines.stream().filter(line -> line.contains("(active")).toList();
      evidence.put(name, new TopicFacts(lines, active, newest.get(name)));
    }
    return evidence;
  }

  @Override
  public void close() {
    // Holds nothing: the same fake stands for the cluster after a crash, too.
  }

  private Outcome outcome(PlannedChange planned) {
    Fault fault = fault(planned, false);
    if (fault != null && !fault.isMade()) {
      return fault.outcome();
    }
    Outcome outcome = make(planned);
    if (outcome instanceof Outcome.Applied) {
      made.add(planned);
      changesToLive--;
      if (changesToLive == 0) {
        throw new FakeCrash("died after " + planned.change().resource().text());
      }
    }
    return fault == null || !outcome.isSuccess() ? outcome : fault.outcome();
  }

  private @Nullable Fault fault(PlannedChange planned, boolean isQuestion) {
    for (Fault fault : faults) {
      if (fault.which().test(planned) && (!isQuestion || fault.isKnownBefore())) {
        return fault;
      }
    }
    return null;
  }

  private @Nullable String refusal(PlannedChange planned) {
    Fault fault = fault(planned, true);
    if (fault != null && fault.outcome() instanceof Outcome.Failed(_, String words)) {
      return words;
    }
    return FakeRules.refusal(planned.change(), topics, brokers);
  }

  private Outcome make(PlannedChange planned) {
    String refusal = refusal(planned);
    if (refusal != null) {
      return new Outcome.Failed(Outcome.Kind.PERMANENT, refusal);
    }
    return switch (planned.change()) {
      case Change.CreateTopic create -> {
        topics.put(
            create.resource().name(),
            new ClusterSnapshot.Topic(
                newTopicId(),
                create.partitions(),
                create.replication(),
                false,
                new TreeMap<>(create.config())));
        yield new Outcome.Applied();
      }
      case Change.AddPartitions grow -> grow(grow);
      case Change.AlterConfig alter -> {
        String moved = FakeRules.moved(alter, topics);
        yield moved == null
            ? edit(alter.resource().name(), alter.edits())
            : new Outcome.Failed(Outcome.Kind.PERMANENT, moved);
      }
      case Change.DeleteTopic delete -> delete(delete);
      case Change.AddAcls add -> {
        boolean isNew =
            acls.computeIfAbsent(add.resource(), _ -> new TreeSet<>()).addAll(add.acls());
        yield isNew ? new Outcome.Applied() : new Outcome.Unchanged();
      }
      case Change.RemoveAcls remove -> remove(remove);
      case Change.AlterQuota alter -> alter(alter);
      case Change.SetCompatibility _,
          Change.RegisterSchema _,
          Change.CreateClient _,
          Change.AlterClient _,
          Change.StoreSecret _,
          Change.CreateUser _,
          Change.AlterUser _,
          Change.RemoveUser _,
          Change.CreateMirror _,
          Change.RestoreMirror _,
          Change.RemoveMirror _,
          Change.PromoteMirror _,
          Change.StepRemoval _,
          Change.Adopt _,
          Change.Forget _ ->
          new Outcome.Failed(Outcome.Kind.PERMANENT, "not a change of a Kafka cluster");
    };
  }

  private Outcome grow(Change.AddPartitions grow) {
    ClusterSnapshot.Topic old = topics.get(grow.resource().name());
    if (old == null) {
      return missing(grow.resource().name());
    }
    if (old.partitions() == grow.to()) {
      return new Outcome.Unchanged();
    }
    topics.put(
        grow.resource().name(),
        new ClusterSnapshot.Topic(
            old.id(), grow.to(), old.replication(), old.internal(), old.overrides()));
    return new Outcome.Applied();
  }

  private Outcome edit(String topic, Map<String, Change.Edit<String>> edits) {
    ClusterSnapshot.Topic old = topics.get(topic);
    if (old == null) {
      return missing(topic);
    }
    var overrides = new TreeMap<>(old.overrides());
    edits.forEach((key, edit) -> {
      String value = edit.to();
      if (value == null) {
        overrides.remove(key);
      } else {
        overrides.put(key, value);
      }
    });
    topics.put(
        topic,
        new ClusterSnapshot.Topic(
            old.id(), old.partitions(), old.replication(), old.internal(), overrides));
    return new Outcome.Applied();
  }

  private Outcome delete(Change.DeleteTopic delete) {
    ClusterSnapshot.Topic old = topics.get(delete.resource().name());
    if (old == null) {
      return new Outcome.Unchanged();
    }
    topics.remove(delete.resource().name());
    return new Outcome.Applied();
  }

  private Outcome remove(Change.RemoveAcls remove) {
    Set<Acl> bindings = acls.get(remove.resource());
    if (bindings == null || !bindings.removeAll(remove.acls())) {
      return new Outcome.Unchanged();
    }
    if (bindings.isEmpty()) {
      acls.remove(remove.resource());
    }
    return new Outcome.Applied();
  }

  private Outcome alter(Change.AlterQuota alter) {
    String user = alter.resource().user();
    Map<String, Double> values = quotas.computeIfAbsent(user, _ -> new TreeMap<>());
    alter
        .edits()
        .forEach((key, edit) -> {
          Double value = edit.to();
          if (value == null) {
            values.remove(key);
          } else {
            values.put(key, value);
          }
        });
    if (values.isEmpty()) {
      quotas.remove(user);
    }
    return new Outcome.Applied();
  }

  private static Outcome missing(String topic) {
    return new Outcome.Failed(Outcome.Kind.PERMANENT, "Topic " + topic + " does not exist.");
  }

  private static @Nullable String collision(String name, Set<String> batch) {
    for (String other : batch) {
      if (other.replace('.', '_').equals(name.replace('.', '_'))) {
        return "Topic " + name + " collides with topic " + other + " of the same plan.";
      }
    }
    return null;
  }

  private String newTopicId() {
    return "topic-id-" + ++nextTopicId;
  }
}
