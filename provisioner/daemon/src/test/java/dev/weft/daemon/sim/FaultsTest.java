// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.loop.PassReport;
import dev.weft.daemon.loop.Result;
import dev.weft.daemon.sim.Chaos.Trouble;
import dev.weft.daemon.sim.World.Effect;
import dev.weft.model.event.ProductStatus;
import dev.weft.provisioner.log.MemoryLog;
import dev.weft.provisioner.plan.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The faults of `docs/reference/faults.md` that the simulation can cause, by their numbers.
class FaultsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String CARTS = Meshes.topic("carts");

  private final World world = new World(Mutation.NONE);

  /// A daemon that has made the first commit real.
  private void settled(String... daemons) {
    world.strangers.settle();
    world.branch.push(Meshes.small().tree());
    for (String name : daemons) {
      var _ = world.daemon(name);
    }
    world.kernel().run(Duration.ofSeconds(30));
    world.mark();
  }

  /// A new product is merged, and something goes wrong.
  private void merge(Chaos chaos, Duration time) {
    world.branch.push(Meshes.small().product("carts").tree());
    world.chaos(chaos);
    world.kernel().run(time);
  }

  private List<Effect> news() {
    return world.effects().subList(world.before(), world.effects().size());
  }

  private long made(Class<? extends Change> kind) {
    return news().stream().filter(effect -> kind.isInstance(effect.change().change())).count();
  }

  private PassReport last(String daemon) {
    return Objects.requireNonNull(
        Objects.requireNonNull(world.daemons().get(daemon)).last(), daemon);
  }

  private String condition(String product, String type) {
    var documents =
        MemoryLog.open(world.topics, MemoryLog.Carrier.SAFE, world.kernel().clock()).documents();
    var status = documents.status().get("urn:weft:shop:" + product + "@" + World.CLUSTER);
    return status instanceof ProductStatus found
        ? found.conditions().stream()
            .filter(condition -> condition.type().equals(type))
            .map(ProductStatus.Condition::status)
            .findFirst()
            .orElse("none")
        : "none";
  }

  @Test
  void fault01_killedAfterTheIntentAndBeforeTheCall() {
    settled("a");

    merge(new Scripted().killBefore("onprem CreateTopic"), MINUTE);

    assertThat(made(Change.CreateTopic.class)).isEqualTo(1);
    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault02_killedAfterTheCallAndBeforeItIsConfirmed() {
    settled("a");

    merge(new Scripted().killAfter("onprem CreateTopic"), MINUTE);

    assertThat(made(Change.CreateTopic.class)).isEqualTo(1);
    assertThat(world.books()).contains("Adopt");
    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault03_killedBetweenMakingASecretAndStoringIt() {
    settled("a");
    int before = world.vault.all().size();
    world.branch.push(Meshes.small().reader("auditor").tree());
    world.chaos(new Scripted().killBefore("vault store shop.auditor"));

    world.kernel().run(MINUTE);

    assertThat(world.vault.all()).hasSize(before + 2);
    String orphan = world.vault.all().get(before);
    assertThat(world.vault.accepted("shop.auditor"))
        .isNotEqualTo(orphan)
        .isEqualTo(world.vault.stored("shop.auditor"));
    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault04_createTimesOutAndTheTopicExists() {
    settled("a");

    merge(new Scripted().writes("CreateTopic", Trouble.UNANSWERED, 1), MINUTE);

    assertThat(made(Change.CreateTopic.class)).isEqualTo(1);
    assertThat(condition("carts", "Ready")).isEqualTo("True");
    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault05_createTimesOutAndTheTopicDoesNotExist() {
    settled("a");

    merge(new Scripted().writes("CreateTopic", Trouble.LOST, 1), MINUTE);

    assertThat(made(Change.CreateTopic.class)).isEqualTo(1);
    assertThat(condition("carts", "Ready")).isEqualTo("True");
    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault06_describeLiesAfterTheTopicWasMade() {
    settled("a");
    long until = world.kernel().nanos() + Duration.ofSeconds(25).toNanos();
    var chaos =
        new Scripted()
            .writes("CreateTopic", Trouble.UNANSWERED, 1)
            .reads("onprem observe", Trouble.STALE, Integer.MAX_VALUE)
            .when(() -> world.kernel().nanos() < until);

    merge(chaos, Duration.ofSeconds(15));
    String during = condition("carts", "Ready");
    world.kernel().run(Duration.ofMinutes(2));

    assertThat(during).isNotEqualTo("True");
    assertThat(made(Change.CreateTopic.class)).isEqualTo(1);
    assertThat(condition("carts", "Ready")).isEqualTo("True");
    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault07_theTopicIsStillBeingDeletedWhileItIsMadeAgain() {
    settled("a");
    long until = world.kernel().nanos() + MINUTE.toNanos();
    var chaos =
        new Scripted()
            .writes("CreateTopic", Trouble.NOT_NOW, Integer.MAX_VALUE)
            .when(() -> world.kernel().nanos() < until);

    merge(chaos, MINUTE);
    int attempts = world.troubles().getOrDefault("busy", 0);
    String during = condition("carts", "Stalled");
    world.kernel().run(Duration.ofMinutes(2));

    assertThat(attempts).isBetween(2, 20);
    assertThat(during).isNotEqualTo("True");
    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault08_aFewOfManyFailInDifferentWays() {
    settled("a");
    Meshes many = Meshes.small();
    for (int i = 10; i < 30; i++) {
      many.product("p" + i);
    }
    world
        .cluster()
        .refusing(
            planned ->
                planned.change() instanceof Change.CreateTopic create
                    && create.resource().name().contains(".p1"),
            "Policy: not that one.");
    world.branch.push(many.tree());
    world.chaos(
        new Scripted()
            .writes("CreateTopic onprem/topic/shop.p20", Trouble.LOST, Integer.MAX_VALUE));

    world.kernel().run(Duration.ofSeconds(6));

    assertThat(made(Change.CreateTopic.class)).isEqualTo(9);
    assertThat(condition("p29", "Ready")).isEqualTo("True");
    assertThat(condition("p19", "Stalled")).isEqualTo("True");
    assertThat(condition("p20", "Ready")).isNotEqualTo("True");
    assertThat(condition("p20", "Stalled")).isNotEqualTo("True");
  }

  @Test
  void fault09_theControllerFailsOverAllTheTime() {
    settled("a");
    long began = world.kernel().nanos();
    long until = began + Duration.ofMinutes(5).toNanos();
    var chaos =
        new Scripted()
            .writes("onprem", Trouble.NOT_NOW, Integer.MAX_VALUE)
            .when(() ->
                world.kernel().nanos() < until
                    && (world.kernel().nanos() - began) / 1_000_000_000L % 10 < 7);

    merge(chaos, Duration.ofMinutes(5));
    world.kernel().run(Duration.ofSeconds(75));

    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault10_brokersAreRestartedOneByOne() {
    settled("a");

    merge(new Scripted().writes("CreateTopic", Trouble.NOT_NOW, 3), Duration.ofSeconds(6));
    String during = condition("carts", "Stalled");
    world.kernel().run(Duration.ofMinutes(2));

    assertThat(during).isNotEqualTo("True");
    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault12_theLeaderIsCutOffFromTheLogAndNotFromTheCluster() {
    settled("a");
    int before = world.effects().size();
    long until = world.kernel().nanos() + MINUTE.toNanos();
    var chaos =
        new Scripted()
            .logs("log ", Trouble.NOT_NOW, Integer.MAX_VALUE)
            .when(() -> world.kernel().nanos() < until);

    merge(chaos, Duration.ofSeconds(50));
    int during = world.effects().size();
    world.kernel().run(Duration.ofMinutes(2));

    assertThat(during).isEqualTo(before);
    assertThat(world.effects()).hasSizeGreaterThan(before);
    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault13_theLeaderIsStoppedForAMinuteAndGoesOn() {
    settled("a", "b");

    merge(new Scripted().stopBefore("onprem CreateTopic", MINUTE), Duration.ofSeconds(40));
    boolean isMadeByTheOther = news().stream().allMatch(effect -> isOf(effect, "b"));
    world.kernel().run(Duration.ofMinutes(2));

    assertThat(isMadeByTheOther || made(Change.CreateTopic.class) == 1).isTrue();
    assertThat(world.group.leader()).isEqualTo("b");
    assertThat(made(Change.CreateTopic.class)).isEqualTo(1);
    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault13_theRestOfABatchIsNotSentAfterAPause() {
    Meshes mesh =
        Meshes.small().product("apples").product("beans").product("carrots").product("dates");
    world.strangers.settle();
    world.branch.push(mesh.tree());
    List.of("a", "b").forEach(world::daemon);
    world.kernel().run(Duration.ofSeconds(30));
    world.mark();
    Meshes granted = mesh.copy();
    List.of("apples", "beans", "carrots", "dates").forEach(name -> granted.grant(name, "reader"));
    world.branch.push(granted.tree());
    world.chaos(new Scripted().stopBefore("onprem AddAcls", MINUTE));

    // Stopped while it gives the first right: the others are given and taken back by the other one.
    world.kernel().run(Duration.ofSeconds(45));
    world.branch.push(mesh.copy().grant("apples", "reader").tree());
    world.kernel().run(Duration.ofMinutes(3));

    assertThat(made(Change.RemoveAcls.class)).isEqualTo(3);
    assertThat(news().stream().filter(effect -> isOf(effect, "a")).count()).isLessThanOrEqualTo(1);
    assertThat(world.group.leader()).isEqualTo("b");
    assertThat(Invariants.check(world)).isEmpty();
  }

  private static boolean isOf(Effect effect, String daemon) {
    return effect.run().startsWith(daemon + "-");
  }

  @Test
  void fault14_twoDaemonsRun() {
    settled("a", "b");

    merge(Chaos.NONE, MINUTE);

    assertThat(news()).isNotEmpty().allMatch(effect -> isOf(effect, "a"));
    assertThat(Objects.requireNonNull(world.daemons().get("b")).reports()).isEmpty();
    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault16_theInventoryIsWiped() {
    settled("a");
    var before = world.cluster().observe();
    world.topics.lose("weft.inventory");
    world.topics.lose("weft.journal");

    world.branch.push(Meshes.small().without("orders").tree());
    world.kernel().run(Duration.ofMinutes(3));

    assertThat(news()).noneMatch(effect -> isTakingAway(effect.change().change()));
    assertThat(world.cluster().observe().topics()).isEqualTo(before.topics());
    assertThat(world.cluster().observe().acls()).isEqualTo(before.acls());
  }

  private static boolean isTakingAway(Change change) {
    return change instanceof Change.DeleteTopic || change instanceof Change.RemoveAcls;
  }

  @Test
  void fault17_gitIsAwayForAnHour() {
    settled("a");
    world.branch.failing("connection refused");
    world.cluster().withConfig(Meshes.topic("orders"), "retention.ms", "1234");

    world.kernel().run(Duration.ofHours(1));
    String message = last("a").message();
    world.branch.failing("");

    assertThat(made(Change.AlterConfig.class)).isEqualTo(1);
    assertThat(message).contains("connection refused");
    assertThat(last("a").result()).isEqualTo(Result.PARTIAL);
  }

  @Test
  void fault32_theRegistryIsAwayInTheMiddleOfAProduct() {
    settled("a");
    long until = world.kernel().nanos() + MINUTE.toNanos();
    var chaos =
        new Scripted()
            .writes("registry", Trouble.NOT_NOW, Integer.MAX_VALUE)
            .when(() -> world.kernel().nanos() < until);

    merge(chaos, Duration.ofSeconds(55));
    var during = world.cluster().observe();
    world.kernel().run(Duration.ofMinutes(3));

    assertThat(during.topics()).doesNotContainKey(CARTS);
    assertThat(during.acls()).doesNotContainKey(Strangers.topicAcls(CARTS));
    assertThat(Invariants.check(world)).isEmpty();
  }

  @Test
  void fault34_theCalendarJumpsAndAGrantEnds() {
    settled("a");
    List<Long> passes = new ArrayList<>();

    world.kernel().jump(Duration.ofDays(1));
    world.kernel().run(Duration.ofSeconds(10));
    passes.add((long) Objects.requireNonNull(world.daemons().get("a")).reports().size());
    world.kernel().jump(Duration.ofDays(-1));
    world.kernel().run(Duration.ofSeconds(10));
    world.kernel().jump(Duration.ofDays(200));
    world.kernel().run(Duration.ofSeconds(10));

    assertThat(passes).isNotEmpty();
    assertThat(made(Change.RemoveAcls.class)).isPositive();
    assertThat(Invariants.check(world)).isEmpty();
  }
}
