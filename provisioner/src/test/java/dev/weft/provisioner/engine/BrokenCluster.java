// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.Reporter;
import dev.weft.provisioner.driver.TopicFacts;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.Bench;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A driver with a defect: it can be read, and breaks down when it is to change anything.
record BrokenCluster(String cluster) implements ClusterDriver {

  @Override
  public ClusterSnapshot observe() {
    return new ClusterSnapshot(cluster, "id", 1, Bench.NOW, Map.of(), Map.of(), Map.of());
  }

  @Override
  public ClusterSnapshot observe(ClusterSnapshot before, Set<ResourceKey> keys) {
    return before.with(keys, observe());
  }

  @Override
  public Map<String, String> validate(List<PlannedChange> changes) {
    return Map.of();
  }

  @Override
  public void apply(List<PlannedChange> changes, Reporter report) {
    throw new IllegalStateException("a defect");
  }

  @Override
  public Map<String, TopicFacts> evidence(Set<String> topics) {
    return Map.of();
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
