// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.mesh.Budget;
import dev.weft.model.mesh.DriftRules;
import dev.weft.model.mesh.RemovalRules;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.Removal;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.Upkeep;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.Wanted;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Topics that go from Git.
class RemovalPlanTest {

  private static final Duration GRACE = Duration.ofDays(7);
  private static final Duration PAUSE = Duration.ofDays(1);
  private static final Upkeep DELETING = upkeep(true);
  private static final Budget ONE = new Budget(1, 50, 1000, 20);
  private static final String TOPIC = "orders";
  private static final ResourceKey.AclSet GROUPS = Wanted.groupAcls("billing.invoices.");
  private static final ResourceKey.AclSet RIGHTS = Wanted.topicAcls(TOPIC);

  private final Bench bench = new Bench();

  private static Upkeep upkeep(boolean deletes) {
    return new Upkeep(
        new RemovalRules(deletes, GRACE, PAUSE, 20), DriftRules.DEFAULT, "", new TreeMap<>());
  }

  @BeforeEach
  void aProductWithAReader() {
    bench.apply(full());
    assertThat(Bench.lines(bench.plan(full()).plan())).isEmpty();
  }

  private static Wanted full() {
    return rest()
        .topic(TOPIC, 1)
        .acls(RIGHTS, Wanted.write(Wanted.PRODUCER), Wanted.read(Wanted.CONSUMER))
        .acls(GROUPS, Wanted.APPLICATION, Wanted.read(Wanted.CONSUMER));
  }

  /// What is left when the product has gone from Git.
  private static Wanted rest() {
    return new Wanted().upkeep(DELETING).budget(ONE).topic("kept", 1);
  }

  private Prepared plan(Wanted wanted) {
    return bench.plan(wanted);
  }

  private void release() {
    var changed = bench.provisioner().protect("test", "r2", "ann", Set.of(TOPIC), false);
    assertThat(changed).containsExactly(Wanted.topicKey(TOPIC));
  }

  private @Nullable Removal removal() {
    return Objects.requireNonNull(bench.log.inventory().entries().get(Wanted.topicKey(TOPIC)))
        .removal();
  }

  private Removal.Step step() {
    return Objects.requireNonNull(removal()).step();
  }

  @Test
  void takesNothingAwayDuringTheGrace() {
    bench.apply(rest());

    assertThat(step()).isEqualTo(Removal.Step.NOTICED);
    bench.pass(GRACE.minusSeconds(1));
    assertThat(Bench.lines(plan(rest()).plan())).isEmpty();
    assertThat(plan(rest()).plan().held())
        .extracting(Plan.Remark::message)
        .anyMatch(text -> text.contains("User:billing.invoices") && text.contains("way out"))
        .anyMatch(text -> text.startsWith("No manifest wants it; seen since 2026-11-21T10:00:00Z"));
  }

  @Test
  void takesWritersThenReadersThenTheTopic() {
    bench.apply(rest());
    release();

    bench.pass(GRACE);
    bench.apply(rest());
    assertThat(step()).isEqualTo(Removal.Step.WRITES_REVOKED);
    assertThat(bench.cluster.observe().acls().get(RIGHTS))
        .containsExactly(Wanted.read(Wanted.CONSUMER));
    assertThat(bench.cluster.observe().acls().get(GROUPS)).isNotEmpty();
    assertThat(Bench.lines(plan(rest()).plan())).isEmpty();

    bench.pass(PAUSE);
    bench.apply(rest());
    assertThat(step()).isEqualTo(Removal.Step.READS_REVOKED);
    assertThat(bench.cluster.observe().acls()).doesNotContainKeys(RIGHTS, GROUPS);

    bench.pass(PAUSE);
    bench.apply(rest());
    assertThat(bench.cluster.observe().topics()).containsOnlyKeys("kept");
    assertThat(bench.log.inventory().entries()).doesNotContainKey(Wanted.topicKey(TOPIC));
    assertThat(Bench.lines(plan(rest()).plan())).isEmpty();
  }

  @Test
  void comesBackUnharmedFromEveryStep() {
    for (Removal.Step last : Removal.Step.values()) {
      bench.apply(rest());
      while (step() != last) {
        bench.pass(GRACE);
        bench.apply(rest());
      }

      bench.apply(full());

      assertThat(removal()).isNull();
      assertThat(bench.cluster.observe().acls().get(RIGHTS)).hasSize(2);
      assertThat(bench.cluster.observe().acls().get(GROUPS)).hasSize(1);
      assertThat(Bench.lines(plan(full()).plan())).isEmpty();
    }
  }

  @Test
  void neverDeletesWhatIsProtected() {
    for (int day = 0; day < 30; day++) {
      bench.apply(rest());
      bench.pass(PAUSE);
    }

    assertThat(step()).isEqualTo(Removal.Step.READS_REVOKED);
    assertThat(bench.cluster.observe().topics()).containsKey(TOPIC);
    assertThat(plan(rest()).plan().held())
        .extracting(Plan.Remark::message)
        .anyMatch(text -> text.contains("until somebody releases it with `weft release orders`"));
  }

  @Test
  void neverDeletesWhereTheMeshKeepsTopics() {
    release();
    for (int day = 0; day < 30; day++) {
      bench.apply(rest().upkeep(upkeep(false)));
      bench.pass(PAUSE);
    }

    assertThat(bench.cluster.observe().topics()).containsKey(TOPIC);
  }

  @Test
  void asksBeforeItDeletesMoreThanTheBudget() {
    toTheEnd();

    assertThat(Bench.lines(plan(rest().budget(Budget.DEFAULT)).plan()))
        .containsExactly("approval? DESTRUCTIVE topic:onprem:orders:delete");
    assertThat(Bench.lines(plan(rest()).plan()))
        .containsExactly("DESTRUCTIVE topic:onprem:orders:delete");
  }

  private void toTheEnd() {
    release();
    bench.apply(rest());
    bench.pass(GRACE);
    bench.apply(rest());
    bench.pass(PAUSE);
    bench.apply(rest());
    bench.pass(PAUSE);
  }

  @Test
  void asksBeforeItTakesReadersThatAreAtWork() {
    bench.cluster.withUse(
        TOPIC, "group `billing.invoices.a` (active, 1 member) is 0 records behind");
    bench.apply(rest());
    bench.pass(GRACE);
    bench.apply(rest());
    bench.pass(PAUSE);

    Prepared prepared = plan(rest());
    bench.apply(rest());

    assertThat(Bench.lines(prepared.plan()))
        .anyMatch(line -> line.startsWith("approval? SAFE topic:onprem:orders:removal"));
    assertThat(bench.cluster.observe().acls().get(RIGHTS)).isNotEmpty();
    bench.approve(rest());
    assertThat(bench.cluster.observe().acls()).doesNotContainKey(RIGHTS);
  }

  @Test
  void asksBeforeItDeletesWhatSomebodyWroteToWithoutRights() {
    toTheEnd();
    bench.cluster.written(TOPIC, bench.now());

    assertThat(Bench.lines(plan(rest()).plan()))
        .containsExactly("approval? DESTRUCTIVE topic:onprem:orders:delete");
  }

  @Test
  void skipsTheGraceOfWhatAManifestRetires() {
    bench.apply(rest().retired(Wanted.topicKey(TOPIC)));

    assertThat(step()).isEqualTo(Removal.Step.WRITES_REVOKED);
    assertThat(bench.cluster.observe().acls().get(RIGHTS))
        .containsExactly(Wanted.read(Wanted.CONSUMER));
  }

  @Test
  void asksWhenManyTopicsOfADomainGoAtOnce() {
    var many = full();
    for (int i = 0; i < 40; i++) {
      many.topic("many-" + i, 1);
    }
    bench.apply(many);

    Prepared prepared = plan(full());
    bench.apply(full());

    assertThat(prepared.plan().changes()).hasSize(40);
    assertThat(Bench.lines(prepared.plan())).allMatch(line -> line.startsWith("approval? "));
    assertThat(bench.log.inventory().entries().values()).allMatch(entry -> entry.removal() == null);
    bench
        .provisioner()
        .apply(prepared, new Approval("ann", prepared.digest(), "weft apply"), RunListener.SILENT);
    assertThat(bench.log.inventory().entries().values())
        .filteredOn(entry -> entry.removal() != null)
        .hasSize(40);
  }

  @Test
  void asksWhenAllTopicsOfADomainGo() {
    var other = new Owner(Owner.Kind.PRODUCT, "other", "things");

    assertThat(Bench.lines(plan(new Wanted().topic("onprem", "x", other, 1)).plan()))
        .anyMatch(line -> line.startsWith("approval? SAFE topic:onprem:orders:removal"))
        .anyMatch(line -> line.startsWith("approval? SAFE topic:onprem:kept:removal"));
  }

  @Test
  void leavesEverythingAloneWhenNothingIsWanted() {
    bench.pass(GRACE);
    bench.apply(new Wanted().upkeep(DELETING));

    assertThat(plan(new Wanted().upkeep(DELETING)).plan().changes()).isEmpty();
    assertThat(plan(new Wanted().upkeep(DELETING)).plan().held())
        .isNotEmpty()
        .extracting(Plan.Remark::message)
        .allMatch(text -> text.contains("the manifests want nothing at all any more"));
    assertThat(bench.cluster.observe().acls()).containsKeys(RIGHTS, GROUPS);
  }

  @Test
  void waitsWhileADomainIsInDoubt() {
    var doubt =
        new Upkeep(
            DELETING.removal(),
            DriftRules.DEFAULT,
            "",
            new TreeMap<>(Map.of("shop", "a manifest of the domain has errors")));
    bench.apply(rest());
    bench.pass(GRACE);

    assertThat(Bench.lines(plan(rest().upkeep(doubt)).plan())).isEmpty();
    assertThat(plan(rest().upkeep(doubt)).plan().held())
        .extracting(Plan.Remark::message)
        .anyMatch(text -> text.contains("because a manifest of the domain has errors"));
    assertThat(Bench.lines(plan(rest()).plan())).isNotEmpty();
  }
}
