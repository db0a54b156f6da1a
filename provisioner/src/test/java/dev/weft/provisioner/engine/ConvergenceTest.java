// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.mesh.RemovalRules;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.Removal;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.FakeCrash;
import dev.weft.provisioner.testing.RandomWorld;
import dev.weft.provisioner.testing.Wanted;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for whatever manifests ask, whoever else is on the cluster, and wherever a run dies.
class ConvergenceTest {

  private static final int STEPS = 5;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void wantsNothingMoreAfterItWasApplied(long seed) {
    var random = new SplittableRandom(seed);
    var world = new RandomWorld(random);
    var bench = new Bench();
    for (int step = 0; step < STEPS; step++) {
      world.intrude(bench.cluster);
      Wanted wanted = world.next();
      RunReport report = bench.approve(wanted);

      assertThat(report.exitCode()).as("%s", failures(report)).isZero();
      assertThat(Bench.lines(bench.plan(wanted).plan())).isEmpty();
      int writes = bench.log.audit().size() + bench.log.results().size();
      RunReport again = bench.apply(wanted);
      assertThat(again.run()).isNull();
      assertThat(bench.log.audit().size() + bench.log.results().size()).isEqualTo(writes);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neverTouchesWhatIsSomebodyElses(long seed) {
    var random = new SplittableRandom(seed);
    var world = new RandomWorld(random);
    var bench = new Bench();
    for (int step = 0; step < STEPS; step++) {
      world.intrude(bench.cluster);
      Wanted wanted = world.next();
      RunReport report = bench.approve(wanted);

      assertThat(report.exitCode()).isZero();
      assertThat(world.damage(bench.cluster.observe())).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void reachesTheSameStateHoweverOftenItDies(long seed) {
    var steady = new Bench();
    var dying = new Bench();
    var worldOfSteady = new RandomWorld(new SplittableRandom(seed));
    var worldOfDying = new RandomWorld(new SplittableRandom(seed));
    var dice = new SplittableRandom(seed + 1000);
    for (int step = 0; step < STEPS; step++) {
      if (step == 0) {
        worldOfSteady.intrude(steady.cluster);
        worldOfDying.intrude(dying.cluster);
      }
      steady.approve(worldOfSteady.next());
      Wanted wanted = worldOfDying.next();
      dieAndGoOn(dying, wanted, dice);

      assertThat(Bench.lines(dying.plan(wanted).plan())).isEmpty();
      assertThat(cluster(dying)).isEqualTo(cluster(steady));
      assertThat(registry(dying)).isEqualTo(registry(steady));
      assertThat(inventory(dying)).isEqualTo(inventory(steady));
      assertThat(dying.log.inventory().pending()).isEmpty();
      assertThat(worldOfDying.damage(dying.cluster.observe())).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void goesOnFromAJournalThatTellsOnlyWhatIsPending(long seed) {
    var steady = new Bench();
    var dying = new Bench();
    dying.log.withoutIntents();
    var worldOfSteady = new RandomWorld(new SplittableRandom(seed));
    var worldOfDying = new RandomWorld(new SplittableRandom(seed));
    var dice = new SplittableRandom(seed + 3000);
    for (int step = 0; step < STEPS; step++) {
      steady.approve(worldOfSteady.next());
      dieAndGoOn(dying, worldOfDying.next(), dice);

      assertThat(cluster(dying)).isEqualTo(cluster(steady));
      assertThat(registry(dying)).isEqualTo(registry(steady));
      assertThat(inventory(dying)).isEqualTo(inventory(steady));
      assertThat(dying.log.inventory().pending()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void leavesNothingBehindWhenTheManifestsChangeAfterADeath(long seed) {
    var bench = new Bench();
    var world = new RandomWorld(new SplittableRandom(seed));
    var dice = new SplittableRandom(seed + 2000);
    for (int step = 0; step < STEPS; step++) {
      bench.cluster.dyingAfter(1 + dice.nextInt(8));
      attempt(bench, world.next());
      bench.cluster.healed();
    }
    var nothing = Wanted.nothingHere();
    for (Removal.Step _ : Removal.Step.values()) {
      RunReport report = bench.approve(nothing);
      assertThat(report.exitCode()).as("%s", failures(report)).isZero();
      bench.pass(RemovalRules.DEFAULT.grace());
    }

    assertThat(Bench.lines(bench.plan(nothing).plan())).isEmpty();
    assertThat(bench.cluster.observe().acls()).isEmpty();
    assertThat(bench.cluster.observe().quotas()).isEmpty();
  }

  private static void dieAndGoOn(Bench bench, Wanted wanted, RandomGenerator dice) {
    for (int attempt = 0; attempt < 4; attempt++) {
      switch (dice.nextInt(3)) {
        case 0 -> bench.cluster.dyingAfter(1 + dice.nextInt(6));
        case 1 -> bench.registry.dyingAfter(1 + dice.nextInt(3));
        default -> bench.log.dyingAfter(dice.nextInt(12));
      }
      attempt(bench, wanted);
      bench.cluster.healed();
      bench.registry.healed();
      bench.log.healed();
    }
    RunReport report = bench.approve(wanted);
    assertThat(report.exitCode()).as("%s", failures(report)).isZero();
  }

  private static List<String> failures(RunReport report) {
    return report.results().stream()
        .filter(result -> !result.outcome().isSuccess())
        .map(result -> result.change().id() + " " + result.outcome())
        .toList();
  }

  private static void attempt(Bench bench, Wanted wanted) {
    try {
      RunReport report = bench.approve(wanted);
      assertThat(report.exitCode()).as("%s", failures(report)).isZero();
    } catch (FakeCrash _) {
      // The process is dead; the next attempt is a new one.
    }
  }

  /// Without topic ids, which depend on how often a topic was made.
  private static Map<String, Object> cluster(Bench bench) {
    ClusterSnapshot now = bench.cluster.observe();
    var topics = new TreeMap<String, Object>();
    now.topics()
        .forEach((name, topic) -> topics.put(name, List.of(topic.partitions(), topic.overrides())));
    return Map.of("topics", topics, "acls", now.acls(), "quotas", now.quotas());
  }

  private static Map<ResourceKey, Object> registry(Bench bench) {
    var artifacts = new TreeMap<ResourceKey, Object>();
    RegistrySnapshot all = bench.registry.all();
    all.artifacts()
        .forEach((key, artifact) ->
            artifacts.put(
                key,
                List.of(
                    artifact.canonical(),
                    String.valueOf(artifact.compatibility()),
                    artifact.isReferenceStale())));
    return artifacts;
  }

  private static Map<ResourceKey, Object> inventory(Bench bench) {
    var entries = new TreeMap<ResourceKey, Object>();
    Stream<Inventory.Entry> all = bench.log.inventory().entries().values().stream();
    all.forEach(entry ->
        entries.put(
            entry.key(),
            List.of(
                entry.owner(),
                entry.topicId() == null,
                entry.managed(),
                entry.acls(),
                entry.origin(),
                entry.isProtected())));
    return entries;
  }
}
