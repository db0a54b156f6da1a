// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.provisioner.driver.LinkDriver;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.LinkSnapshot.Mirror;
import dev.weft.provisioner.resource.LinkSnapshot.State;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What copies topics to one cluster, in memory. It refuses to copy a topic that is missing on
/// either side, as real links do sooner or later.
public final class FakeLinks implements LinkDriver {

  private final FakeCluster target;
  private final Map<String, FakeCluster> sources = new HashMap<>();
  private final Map<ResourceKey.Mirror, Mirror> mirrors = new HashMap<>();
  private final Map<String, String> foreign = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();
  private final SortedMap<ResourceKey.Mirror, Long> lags = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private boolean isDown;
  private boolean isMaker;
  private int lives = Integer.MAX_VALUE;

  public FakeLinks(FakeCluster target, FakeCluster... all) {
    this.target = target;
    for (FakeCluster source : all) {
      sources.put(source.cluster(), source);
    }
  }

  public FakeLinks down(boolean down) {
    isDown = down;
    return this;
  }

  /// Makes the topics on the target itself.
  public FakeLinks makingTopics() {
    isMaker = true;
    return this;
  }

  /// Dies after so many more changes were made, before anybody hears of the last one.
  public FakeLinks dyingAfter(int changes) {
    lives = changes;
    return this;
  }

  public FakeLinks healed() {
    lives = Integer.MAX_VALUE;
    return this;
  }

  /// What became of a mirror by somebody's hand, or by itself.
  public FakeLinks with(
      ResourceKey.Mirror key, String source, State state, String detail, String... differences) {
    mirrors.put(key, new Mirror(source, state, detail, new TreeSet<>(List.of(differences))));
    return this;
  }

  public FakeLinks without(ResourceKey.Mirror key) {
    mirrors.remove(key);
    return this;
  }

  public FakeLinks foreign(String topic, String link) {
    foreign.put(topic, link);
    return this;
  }

  public FakeLinks refusing(String id, String words) {
    refusals.put(id, words);
    return this;
  }

  public FakeLinks lagging(ResourceKey.Mirror key, long records) {
    lags.put(key, records);
    return this;
  }

  public Map<ResourceKey.Mirror, Mirror> mirrors() {
    return mirrors;
  }

  /// Ids of the changes that were made, in order.
  public List<String> calls() {
    return calls;
  }

  @Override
  public String target() {
    return target.cluster();
  }

  @Override
  public boolean makesTopics() {
    return isMaker;
  }

  @Override
  public LinkSnapshot observe() {
    requireUp();
    return new LinkSnapshot(target(), Map.copyOf(mirrors), Map.copyOf(foreign));
  }

  @Override
  public Map<String, String> validate(List<PlannedChange> changes) {
    requireUp();
    return Map.copyOf(refusals);
  }

  @Override
  public SortedMap<ResourceKey.Mirror, Long> lag(Set<ResourceKey.Mirror> asked) {
    requireUp();
    var known = new TreeMap<>(lags);
    known.keySet().retainAll(asked);
    return known;
  }

  private void requireUp() {
    if (isDown) {
      throw new ObservationException("it is down.");
    }
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    for (PlannedChange planned : changes) {
      Outcome outcome = make(planned.change());
      calls.add(planned.id());
      lives--;
      if (lives == 0) {
        throw new FakeCrash("died after " + planned.id());
      }
      report.accept(planned, outcome);
    }
  }

  private Outcome make(Change change) {
    return switch (change) {
      case Change.CreateMirror create -> start(create.resource(), create.source());
      case Change.RestoreMirror restore -> start(restore.resource(), restore.source());
      case Change.RemoveMirror remove -> end(remove.resource());
      case Change.PromoteMirror promote -> end(promote.resource());
      default -> new Outcome.Failed(Outcome.Kind.PERMANENT, "not a change of a link");
    };
  }

  private Outcome start(ResourceKey.Mirror key, String source) {
    if (isMaker && isMissing(target, key)) {
      target.withTopic(key.topic(), 3, 1, Map.of());
    }
    if (isMissing(target, key) || isMissing(sources.get(source), key)) {
      return new Outcome.Failed(Outcome.Kind.TRANSIENT, "the topic is not there");
    }
    Mirror running = new Mirror(source, State.RUNNING, "", new TreeSet<>());
    return running.equals(mirrors.put(key, running))
        ? new Outcome.Unchanged()
        : new Outcome.Applied();
  }

  private static boolean isMissing(@Nullable FakeCluster cluster, ResourceKey.Mirror key) {
    return cluster == null || !cluster.holds(key.topic());
  }

  private Outcome end(ResourceKey.Mirror key) {
    return mirrors.remove(key) == null ? new Outcome.Unchanged() : new Outcome.Applied();
  }

  @Override
  public void close() {}
}
