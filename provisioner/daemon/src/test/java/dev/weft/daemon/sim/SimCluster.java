// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.driver.TopicFacts;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.FakeCluster;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A cluster as one process reaches it.
final class SimCluster implements ClusterDriver {

  private final World world;
  private final FakeCluster real;
  private final Wire wire;

  SimCluster(World world, Node node, FakeCluster real) {
    this.world = world;
    this.real = real;
    this.wire = new Wire(world, node);
  }

  @Override
  public String cluster() {
    return real.cluster();
  }

  @Override
  public ClusterSnapshot observe() {
    return wire.ask(cluster() + " observe", real::observe, () -> world.stale(cluster()));
  }

  @Override
  public ClusterSnapshot observe(ClusterSnapshot before, Set<ResourceKey> keys) {
    return wire.ask(
        cluster() + " observe some",
        () -> real.observe(before, keys),
        () -> before.with(keys, world.stale(cluster())));
  }

  @Override
  public Map<String, String> validate(List<PlannedChange> changes) {
    return wire.ask(cluster() + " validate", () -> real.validate(changes));
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    wire.apply(
        cluster(),
        changes,
        report,
        (change, made) -> {
          world.remember(cluster());
          real.apply(change, made);
        });
  }

  @Override
  public Map<String, String> topicIds(Set<String> topics) {
    Map<String, String> ids = new TreeMap<>();
    observe()
        .topics()
        .forEach((name, topic) -> {
          if (topics.contains(name)) {
            ids.put(name, topic.id());
          }
        });
    return ids;
  }

  @Override
  public Map<String, TopicFacts> evidence(Set<String> topics) {
    return real.evidence(topics);
  }

  @Override
  public void close() {
    // The connection of a process; the cluster stays.
  }
}
