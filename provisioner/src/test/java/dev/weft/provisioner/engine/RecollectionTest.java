// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.provisioner.compile.MeshCompiler;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.Planner;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.FakeCluster;
import dev.weft.provisioner.testing.FakeLinks;
import dev.weft.provisioner.testing.RandomWorld;
import dev.weft.provisioner.testing.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plans of what has changed, made by a process that remembers what it has read.
class RecollectionTest {

  private static final ResourceKey.Topic ORDERS =
      new ResourceKey.Topic(Wanted.CLUSTER, "shop.orders.orders.v1");
  private static final ResourceKey.Topic RETURNS =
      new ResourceKey.Topic(Wanted.CLUSTER, "shop.orders.returns.v1");
  private static final ResourceKey.AclSet GROUP =
      new ResourceKey.AclSet(
          Wanted.CLUSTER,
          ResourceKey.AclSet.Type.GROUP,
          ResourceKey.AclSet.Pattern.PREFIXED,
          "billing.invoices.");

  private static final Owner OTHER = new Owner(Owner.Kind.PRODUCT, "shop", "returns");

  private final Bench bench = new Bench();
  private final WorldMemory memory = new WorldMemory();

  private static Wanted wanted(String retention) {
    return new Wanted()
        .topic(ORDERS.name(), 3, "retention.ms=" + retention)
        .topic(Wanted.CLUSTER, RETURNS.name(), OTHER, 3, "retention.ms=1000")
        .acls(GROUP, Acl.allow(Wanted.CONSUMER, Acl.Operation.READ))
        .quota("billing.invoices", Map.of("consumer_byte_rate", 1000.0));
  }

  private Prepared plan(DesiredState desired, Reach reach) {
    return bench.provisioner().plan(desired, "r1", PlanOptions.DEFAULT, memory, reach);
  }

  private Prepared plan(Wanted wanted, Reach reach) {
    return plan(wanted.state(), reach);
  }

  private void run(DesiredState desired, Reach reach) {
    Prepared prepared = plan(desired, reach);
    memory.touched(prepared.plan().changes());
    RunReport report = bench.apply(prepared);
    assertThat(report.counts().failed() + report.counts().unknown()).isZero();
  }

  /// Everything is made, read again and remembered.
  private void settle(Wanted wanted) {
    run(wanted.state(), Reach.EVERYTHING);
    run(wanted.state(), Reach.EVERYTHING);
    List<ResourceKey> unused = bench.cluster.looks();
    assertThat(unused).isEmpty();
  }

  @Test
  void readsOnlyWhatThePlanIsAbout() {
    settle(wanted("5000"));
    int whole = bench.cluster.observations();

    Prepared prepared = plan(wanted("6000"), Reach.CHANGES);

    assertThat(Bench.lines(prepared.plan())).singleElement().asString().contains(ORDERS.name());
    // And what else its product has.
    assertThat(bench.cluster.looks()).containsExactly(GROUP, ORDERS);
    assertThat(bench.cluster.observations()).isEqualTo(whole);
  }

  @Test
  void plansFromWhatItReadAndNotFromWhatItRemembers() {
    settle(wanted("5000"));
    bench.cluster.withConfig(ORDERS.name(), "retention.ms", "6000");

    Prepared prepared = plan(wanted("6000"), Reach.CHANGES);

    // All that is left to do is to note that it is so.
    assertThat(prepared.plan().changes())
        .allMatch(planned -> dev.weft.provisioner.plan.Stage.of(planned.change()).isBookkeeping());
  }

  @Test
  void leavesDriftOfTheRestToTheNextFullReading() {
    settle(wanted("5000"));
    bench.cluster.withConfig(RETURNS.name(), "retention.ms", "7");

    assertThat(Bench.lines(plan(wanted("6000"), Reach.CHANGES).plan()))
        .noneMatch(line -> line.contains(RETURNS.name()));
    assertThat(Bench.lines(plan(wanted("6000"), Reach.EVERYTHING).plan()))
        .anyMatch(line -> line.contains(RETURNS.name()));
  }

  @Test
  void findsDriftOfWhatItsOwnersHave() {
    Wanted before = wanted("5000").topic("shop.orders.more.v1", 1, "retention.ms=1000");
    Wanted after = wanted("6000").topic("shop.orders.more.v1", 1, "retention.ms=1000");
    settle(before);
    bench.cluster.withConfig("shop.orders.more.v1", "retention.ms", "7");

    assertThat(Bench.lines(plan(after, Reach.CHANGES).plan()))
        .anyMatch(line -> line.contains("shop.orders.more.v1"))
        .noneMatch(line -> line.contains(RETURNS.name()));
  }

  @Test
  void readsAgainWhatItHasChangedItself() {
    settle(wanted("5000"));
    run(wanted("6000").state(), Reach.CHANGES);
    List<ResourceKey> before = bench.cluster.looks();
    assertThat(before).containsExactly(GROUP, ORDERS);

    Prepared prepared = plan(wanted("6000"), Reach.CHANGES);

    assertThat(Bench.lines(prepared.plan())).isEmpty();
    assertThat(bench.cluster.looks()).containsExactly(ORDERS);
  }

  @Test
  void readsEverythingBeforeItTakesAnythingAway() {
    settle(wanted("5000"));
    int whole = bench.cluster.observations();
    Wanted fewer = wanted("5000").without(RETURNS);

    Prepared prepared =
        bench
            .provisioner()
            .plan(
                fewer.state(),
                "r1",
                new PlanOptions(Set.of(RETURNS.name())),
                memory,
                Reach.CHANGES);

    assertThat(Bench.lines(prepared.plan())).isNotEmpty();
    assertThat(bench.cluster.observations()).isEqualTo(whole + 1);
  }

  @Test
  void readsEverythingWhenAReadFails() {
    settle(wanted("5000"));
    bench.cluster.blindedBy("it is away");

    Prepared prepared = plan(wanted("6000"), Reach.CHANGES);

    assertThat(prepared.errors()).anyMatch(error -> error.contains("it is away"));
    assertThat(prepared.plan().changes()).isEmpty();
  }

  @Test
  void refusesAnotherClusterBehindTheSameName() {
    settle(wanted("5000"));
    bench.cluster.withClusterId("another");

    assertThatThrownBy(() -> plan(wanted("6000"), Reach.CHANGES))
        .isInstanceOf(RunRefusedException.class);
  }

  @Test
  void readsEverythingWhenThereIsAnotherCluster() {
    settle(wanted("5000"));
    var cloud = new FakeCluster("cloud");
    bench.with(cloud);
    int whole = bench.cluster.observations();

    Prepared prepared =
        plan(
            wanted("5000")
                .cluster("cloud", null)
                .topic("cloud", "shop.orders.more.v1", Wanted.PRODUCT, 1),
            Reach.CHANGES);

    assertThat(Bench.lines(prepared.plan())).singleElement().asString().contains("more");
    assertThat(bench.cluster.observations()).isEqualTo(whole + 1);
  }

  @Test
  void readsAgainWhatAnotherRunHasNoted() {
    settle(wanted("5000"));
    bench.pass(Duration.ofSeconds(5));
    // Another process, with a memory of its own.
    RunReport report = bench.apply(wanted("6000"));
    assertThat(report.counts().succeeded()).isPositive();

    Prepared prepared = plan(wanted("6000"), Reach.CHANGES);

    assertThat(Bench.lines(prepared.plan())).isEmpty();
    assertThat(bench.cluster.looks()).containsExactly(ORDERS);
  }

  private Sweep sweep(Wanted wanted) {
    return bench.provisioner().sweep(wanted::state, "r1", memory);
  }

  private Prepared plan(Wanted wanted, Sweep sweep) {
    return bench.provisioner().plan(wanted.state(), "r1", PlanOptions.DEFAULT, memory, sweep);
  }

  @Test
  void takesNothingBackThatWasMadeBesideASweep() {
    settle(wanted("5000"));
    Sweep sweep = sweep(wanted("5000"));
    sweep.run();
    run(wanted("6000").state(), Reach.CHANGES);
    int whole = bench.cluster.observations();

    Prepared prepared = plan(wanted("6000"), sweep);

    assertThat(Bench.lines(prepared.plan())).isEmpty();
    assertThat(
            Objects.requireNonNull(prepared.world().clusters().get(Wanted.CLUSTER))
                .topics()
                .get(ORDERS.name()))
        .isEqualTo(bench.cluster.observe().topics().get(ORDERS.name()));
    assertThat(bench.cluster.observations()).as("but for the test's own").isEqualTo(whole + 1);
  }

  @Test
  void findsDriftOfEverythingInASweepAndReadsItOnceMore() {
    settle(wanted("5000"));
    bench.cluster.withConfig(RETURNS.name(), "retention.ms", "7");
    bench.cluster.withConfig(ORDERS.name(), "retention.ms", "7");
    Sweep sweep = sweep(wanted("5000"));
    sweep.run();
    // Somebody puts it right before the plan is made.
    bench.cluster.withConfig(ORDERS.name(), "retention.ms", "5000");

    Prepared prepared = plan(wanted("5000"), sweep);

    assertThat(Bench.lines(prepared.plan())).singleElement().asString().contains(RETURNS.name());
  }

  @Test
  void takesAwayFromASweepWithoutReadingEverythingAgain() {
    settle(wanted("5000"));
    Wanted fewer = wanted("5000").without(RETURNS);
    Sweep sweep = sweep(fewer);
    sweep.run();
    int whole = bench.cluster.observations();

    Prepared prepared =
        bench
            .provisioner()
            .plan(fewer.state(), "r1", new PlanOptions(Set.of(RETURNS.name())), memory, sweep);

    assertThat(Bench.lines(prepared.plan())).isNotEmpty();
    assertThat(bench.cluster.observations()).isEqualTo(whole);
  }

  @Test
  void leavesWhatASweepCouldNotReadUnknown() {
    var cloud = new FakeCluster("cloud");
    bench.with(cloud);
    Wanted both =
        wanted("5000")
            .cluster("cloud", null)
            .topic("cloud", "shop.orders.more.v1", Wanted.PRODUCT, 1);
    settle(both);
    bench.cluster.withConfig(RETURNS.name(), "retention.ms", "7");
    bench.cluster.withConfig(ORDERS.name(), "retention.ms", "7");
    cloud.blindedBy("it is away");
    Sweep sweep = sweep(both);
    sweep.run();
    int whole = bench.cluster.observations();

    Prepared prepared = plan(both, sweep);

    assertThat(prepared.errors()).singleElement().asString().contains("it is away");
    assertThat(Bench.lines(prepared.plan())).hasSize(2);
    assertThat(bench.cluster.observations()).isEqualTo(whole);
  }

  @Test
  void saysWhyASweepHasFailed() {
    settle(wanted("5000"));
    var sweep =
        bench
            .provisioner()
            .sweep(
                () -> {
                  throw new IllegalStateException("a bug");
                },
                "r1",
                memory);
    sweep.run();

    assertThat(sweep.isOver()).isTrue();
    assertThatThrownBy(() -> plan(wanted("5000"), sweep)).hasMessage("a bug");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void plansTheSameAsOneThatReadsEverything(long seed) {
    var cloud = new FakeCluster("cloud");
    bench.with(cloud).with(new FakeLinks(cloud, bench.cluster));
    DesiredState desired = compile(seed);
    run(desired, Reach.EVERYTHING);
    run(desired, Reach.EVERYTHING);
    DesiredState other = compile(seed + 1);

    Prepared some = plan(other, Reach.CHANGES);
    Prepared all = bench.provisioner().plan(other, "r1", PlanOptions.DEFAULT);

    assertThat(all.plan().changes()).isNotEmpty();
    assertThat(some.plan()).isEqualTo(all.plan());
    Sweep sweep = bench.provisioner().sweep(() -> desired, "r1", memory);
    sweep.run();
    Prepared swept = bench.provisioner().plan(other, "r1", PlanOptions.DEFAULT, memory, sweep);
    assertThat(swept.plan()).isEqualTo(all.plan());
  }

  /// Whatever manifests, strangers and servers do: a plan from memory says what one about
  /// everything says of the same world.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void plansOnlyWhatMayDifferAndMissesNothing(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    var manifests = new RandomWorld(random);
    DesiredState wanted = manifests.next().state();
    run(wanted, Reach.EVERYTHING);
    int changes = 0;
    for (int step = 0; step < 120; step++) {
      if (random.nextInt(3) == 0) {
        manifests.intrude(bench.cluster);
      }
      wanted = partly(wanted, wanted(manifests, random), random);
      bench.pass(Duration.ofSeconds(random.nextInt(50)));

      Reach reach = random.nextInt(8) == 0 ? Reach.EVERYTHING : Reach.CHANGES;
      Prepared some = plan(wanted, reach);

      Plan all = Planner.plan(wanted, some.world(), PlanOptions.DEFAULT);
      assertThat(lines(some.plan())).isEqualTo(lines(all));
      assertThat(some.plan().held()).isEqualTo(all.held());
      assertThat(some.plan().notes()).isEqualTo(all.notes());
      changes += all.changes().size();
      // Somebody may stop the daemon between plan and run.
      if (random.nextInt(5) > 0) {
        memory.touched(some.plan().changes());
        RunReport _ = bench.apply(some);
      }
    }
    assertThat(changes).isPositive();
  }

  /// Of most resources what was wanted before, of a few what is wanted otherwise.
  private static DesiredState partly(
      DesiredState before, DesiredState other, RandomGenerator random) {
    SortedMap<ResourceKey, Desired> resources = new TreeMap<>(before.resources());
    List<ResourceKey> keys = new ArrayList<>(resources.keySet());
    keys.addAll(other.resources().keySet());
    for (int i = random.nextInt(3); i > 0; i--) {
      ResourceKey key = keys.get(random.nextInt(keys.size()));
      Desired wanted = other.resources().get(key);
      if (wanted == null) {
        resources.remove(key);
      } else {
        resources.put(key, wanted);
      }
    }
    return new DesiredState(
        other.environment(),
        other.clusters(),
        resources,
        other.quarantine(),
        other.quarantinedPrincipals(),
        other.retired(),
        other.budget(),
        other.forbidden(),
        other.upkeep());
  }

  /// But for what servers say of changes when they are asked.
  private static List<String> lines(Plan plan) {
    return plan.changes().stream()
        .map(each ->
            String.join(
                " ",
                each.id(),
                each.change().toString(),
                each.owner().toString(),
                each.reason(),
                each.after().toString(),
                each.fingerprint()))
        .toList();
  }

  private static DesiredState wanted(RandomWorld manifests, RandomGenerator random) {
    Wanted wanted = manifests.next();
    if (random.nextInt(6) == 0) {
      var _ = wanted.quarantined(random.nextBoolean() ? Wanted.PRODUCT : Wanted.APPLICATION);
    }
    if (random.nextInt(6) == 0) {
      var _ = wanted.forbidden(Wanted.PRODUCT, "no");
    }
    return wanted.state();
  }

  private static DesiredState compile(long seed) {
    GeneratedMesh generated = GeneratedMesh.of(GeneratedMesh.Size.SMALL, seed);
    EnvironmentMesh mesh =
        MeshLoader.load(generated.tree()).resolve("prod", GeneratedMesh.TODAY).mesh();
    return MeshCompiler.compile(Objects.requireNonNull(mesh)).desired();
  }
}
