// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.Wanted;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Planning must not grow faster than the mesh. The bound is far above what is measured (see the
/// benchmarks), and far below what any quadratic step would take.
class PlannerSpeedTest {

  private static final int TOPICS = 10_000;
  private static final int BINDINGS_OF_TOPIC = 8;

  private final Map<String, ClusterSnapshot.Topic> topics = new HashMap<>();
  private final Map<ResourceKey.AclSet, Set<Acl>> acls = new HashMap<>();
  private final Map<ResourceKey, Inventory.Entry> entries = new HashMap<>();

  private DesiredState mesh() {
    var wanted = new Wanted();
    for (int number = 0; number < TOPICS; number++) {
      String name = "domain-%d.product.port-%d.v1".formatted(number % 50, number);
      wanted.topic(name, 3, "retention.ms=604800000", "cleanup.policy=delete");
      var bindings = new Acl[BINDINGS_OF_TOPIC];
      for (int each = 0; each < BINDINGS_OF_TOPIC; each++) {
        bindings[each] = Wanted.read("User:domain-%d.app".formatted(number + each));
      }
      wanted.acls(Wanted.topicAcls(name), bindings);
    }
    DesiredState desired = wanted.state();
    desired.resources().values().forEach(this::provision);
    return desired;
  }

  private void provision(Desired desired) {
    switch (desired) {
      case Desired.Topic topic -> {
        String id = "id-" + topic.key().name();
        topics.put(
            topic.key().name(),
            new ClusterSnapshot.Topic(id, 3, 1, false, new HashMap<>(topic.config())));
        own(topic, id, new TreeMap<>(topic.config()), new TreeSet<>());
      }
      case Desired.Acls set -> {
        acls.put(set.key(), new HashSet<>(set.acls().keySet()));
        own(set, null, new TreeMap<>(), new TreeSet<>(set.acls().keySet()));
      }
      case Desired.Quota _,
          Desired.Schema _,
          Desired.Client _,
          Desired.ScramUser _,
          Desired.Mirror _ ->
          throw new IllegalStateException("not in here");
    }
  }

  private void own(
      Desired desired,
      @org.jspecify.annotations.Nullable String id,
      TreeMap<String, String> managed,
      TreeSet<Acl> bindings) {
    entries.put(
        desired.key(),
        new Inventory.Entry(
            desired.key(),
            desired.owner(),
            id,
            true,
            managed,
            bindings,
            Inventory.Origin.CREATED,
            "r0",
            Bench.NOW));
  }

  @Test
  void plansTenThousandTopicsInTimeThatNobodyNotices() {
    DesiredState desired = mesh();
    var snapshot = new ClusterSnapshot("onprem", "id", 3, Bench.NOW, topics, acls, Map.of());
    var world =
        new World(
            new TreeMap<>(Map.of("onprem", snapshot)),
            new TreeMap<>(),
            new RegistrySnapshot(Map.of()),
            "",
            new Inventory(entries, Map.of(), Map.of()),
            "r1",
            Bench.NOW);
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long start = processorTime();
      Plan plan = Planner.plan(desired, world, PlanOptions.DEFAULT);
      best = Math.min(best, processorTime() - start);
      assertThat(plan.isEmpty()).isTrue();
    }
    String took = "%d ms".formatted(Duration.ofNanos(best).toMillis());
    assertThat(best).as(took).isLessThan(Duration.ofMillis(1500).toNanos());
    if (Boolean.getBoolean("weft.bench")) {
      throw new AssertionError("best of 10: " + took);
    }
  }

  /// Planning is the work of one thread; what else the machine has to do is none of it.
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
