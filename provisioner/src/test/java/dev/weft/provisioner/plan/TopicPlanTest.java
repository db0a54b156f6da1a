// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import static dev.weft.provisioner.testing.Bench.lines;
import static dev.weft.provisioner.testing.Wanted.CLUSTER;
import static dev.weft.provisioner.testing.Wanted.PRODUCT;
import static dev.weft.provisioner.testing.Wanted.topicAcls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPlanTest {

  private final Bench bench = new Bench();

  private Plan plan(Wanted wanted) {
    return bench.plan(wanted).plan();
  }

  private static Verdict.Blocked blocked(Plan plan) {
    return (Verdict.Blocked) plan.changes().getFirst().verdict();
  }

  @Test
  void createsTopicThatDoesNotExist() {
    Plan plan = plan(new Wanted().topic("orders", 3, "retention.ms=1000"));

    assertThat(lines(plan)).containsExactly("SAFE topic:onprem:orders:create");
    PlannedChange planned = plan.changes().getFirst();
    assertThat(planned.change())
        .isEqualTo(
            new Change.CreateTopic(
                Wanted.topicKey("orders"),
                3,
                (short) 1,
                new java.util.TreeMap<>(Map.of("retention.ms", "1000"))));
    assertThat(planned.causes().toString()).isEqualTo("[domains/shop/orders/product.yaml:3:5]");
  }

  @Test
  void blocksTopicThatSomebodyElseMade() {
    bench.cluster.withTopic("orders", 3, 1, Map.of());

    Plan plan =
        plan(new Wanted().topic("orders", 3).acls(topicAcls("orders"), Wanted.read("User:a")));

    assertThat(lines(plan))
        .containsExactly(
            "OWNERSHIP! SAFE topic:onprem:orders:create",
            "DEPENDENCY! SAFE acl:onprem:topic:orders:add");
    assertThat(blocked(plan).message())
        .isEqualTo("Topic `orders` exists already and was not made by Weft.");
    assertThat(blocked(plan).hint()).contains("adopt: true");
  }

  @Test
  void adoptsExistingTopicBeforeItIsAltered() {
    bench.cluster.withTopic("orders", 1, 1, Map.of("retention.ms", "1000", "segment.ms", "7"));
    var wanted =
        new Wanted().adopting().topic("orders", 2, "retention.ms=1000", "compression.type=zstd");

    Plan plan = plan(wanted);

    assertThat(lines(plan))
        .containsExactly(
            "SAFE topic:onprem:orders:adopt",
            "DISRUPTIVE topic:onprem:orders:partitions",
            "SAFE topic:onprem:orders:config");
    assertThat(plan.changes().get(2).after()).containsExactly("topic:onprem:orders:adopt");
    assertThat(plan.notes().getFirst().message()).contains("segment.ms=7");
    assertThat(bench.apply(wanted).exitCode()).isZero();
    assertThat(Objects.requireNonNull(bench.cluster.observe().topics().get("orders")).overrides())
        .containsEntry("segment.ms", "7");
  }

  @Test
  void neverTouchesInternalTopicsEvenWhenTheyAreToBeAdopted() {
    bench.cluster.withInternalTopic("connect-offsets");
    bench.cluster.withTopic("__stranger", 1, 1, Map.of());

    Plan plan = plan(new Wanted().adopting().topic("connect-offsets", 1).topic("__stranger", 1));

    assertThat(lines(plan))
        .containsExactly(
            "OWNERSHIP! SAFE topic:onprem:__stranger:create",
            "OWNERSHIP! SAFE topic:onprem:connect-offsets:create");
  }

  @Test
  void blocksTopicThatWasReplaced() {
    var wanted = new Wanted().topic("orders", 1);
    bench.apply(wanted);
    bench.cluster.withoutTopic("orders").withTopic("orders", 1, 1, Map.of());

    assertThat(lines(plan(wanted))).containsExactly("OWNERSHIP! SAFE topic:onprem:orders:create");
    assertThat(blocked(plan(wanted)).message()).contains("was replaced");
    assertThat(lines(plan(new Wanted().adopting().topic("orders", 1))))
        .containsExactly("SAFE topic:onprem:orders:adopt");
  }

  @Test
  void makesVanishedTopicAgain() {
    var wanted = new Wanted().topic("orders", 1);
    bench.apply(wanted);
    bench.cluster.withoutTopic("orders");

    Plan plan = plan(wanted);

    assertThat(lines(plan)).containsExactly("SAFE topic:onprem:orders:create");
    assertThat(plan.changes().getFirst().reason()).contains("vanished");
  }

  @Test
  void forgetsVanishedTopicThatNobodyWants() {
    bench.apply(new Wanted().topic("orders", 1));
    bench.cluster.withoutTopic("orders");
    bench.pass(Duration.ofMinutes(1));

    assertThat(lines(plan(Wanted.nothingHere())))
        .containsExactly("SAFE topic:onprem:orders:forget");
  }

  /// The broker that was asked may be behind.
  @Test
  void doesNotForgetTopicThatWasMadeAMomentAgo() {
    bench.apply(new Wanted().topic("orders", 1));
    bench.cluster.withoutTopic("orders");
    bench.pass(Duration.ofSeconds(59));

    Plan plan = plan(Wanted.nothingHere());

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.held())
        .extracting(Plan.Remark::message)
        .anyMatch(message -> message.startsWith("Not to be seen, and written less than a minute"));
  }

  @Test
  void holdsTopicThatNobodyWantsAnyMore() {
    bench.apply(new Wanted().topic("orders", 1));

    Plan plan = plan(Wanted.nothingHere());

    assertThat(lines(plan)).containsExactly("SAFE topic:onprem:orders:removal");
    assertThat(plan.held().getFirst().message())
        .isEqualTo(
            "No manifest wants it; its way out begins. Its records stay: it is protected, as this"
                + " mesh keeps topics. Delete it by name with `weft apply --delete orders`.");
    assertThat(
            plan(Wanted.nothingHere().retired(Wanted.topicKey("orders")))
                .held()
                .getFirst()
                .message())
        .startsWith("Its manifest retires it;");
  }

  @Test
  void deletesNamedTopicAfterItsBindings() {
    bench.apply(new Wanted().topic("orders", 1).acls(topicAcls("orders"), Wanted.read("User:a")));
    bench.cluster.withUse("orders", "group billing.invoices reads it, 12 records behind");

    Plan plan = bench.plan(Wanted.nothingHere(), "orders").plan();

    assertThat(lines(plan))
        .containsExactly(
            "DISRUPTIVE acl:onprem:topic:orders:remove",
            "approval? DESTRUCTIVE topic:onprem:orders:delete");
    assertThat(plan.changes().get(1).after()).containsExactly("acl:onprem:topic:orders:remove");
    assertThat(plan.changes().get(1).evidence())
        .containsExactly(
            "All its records are lost", "group billing.invoices reads it, 12 records behind");
  }

  @Test
  void comparesOverridesAndNeverTouchesKeysOfOthers() {
    bench.apply(new Wanted().topic("orders", 1, "retention.ms=1000"));
    bench.cluster.withConfig("orders", "leader.replication.throttled.replicas", "*");

    Plan plan = plan(new Wanted().topic("orders", 1, "retention.ms=1000"));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.notes().getFirst().message())
        .isEqualTo("Somebody else set leader.replication.throttled.replicas=*; left alone.");
  }

  @Test
  void resetsKeyThatTheManifestNoLongerSets() {
    bench.apply(new Wanted().topic("orders", 1, "compression.type=zstd"));

    Plan plan = plan(new Wanted().topic("orders", 1));

    assertThat(lines(plan)).containsExactly("SAFE topic:onprem:orders:config");
    assertThat(((Change.AlterConfig) plan.changes().getFirst().change()).edits())
        .isEqualTo(Map.of("compression.type", new Change.Edit<>("zstd", null)));
    assertThat(plan.changes().getFirst().reason())
        .isEqualTo("The manifest no longer sets compression.type.");
  }

  @Test
  void setsBackWhatSomebodyChanged() {
    var wanted = new Wanted().topic("orders", 1, "compression.type=zstd");
    bench.apply(wanted);
    bench.cluster.withConfig("orders", "compression.type", null);

    Plan plan = plan(wanted);

    assertThat(lines(plan)).containsExactly("SAFE topic:onprem:orders:config");
    assertThat(plan.changes().getFirst().reason())
        .isEqualTo("Somebody changed compression.type outside Weft.");
  }

  @Test
  void learnsKeyThatSomebodySetAsWanted() {
    bench.apply(new Wanted().topic("orders", 1));
    bench.cluster.withConfig("orders", "compression.type", "zstd");
    var wanted = new Wanted().topic("orders", 1, "compression.type=zstd");

    assertThat(lines(plan(wanted))).containsExactly("SAFE topic:onprem:orders:adopt");
    bench.apply(wanted);
    assertThat(lines(plan(new Wanted().topic("orders", 1))))
        .containsExactly("SAFE topic:onprem:orders:config");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "false, 'compression.type=zstd', DISRUPTIVE",
        "true, 'compression.type=zstd', approval? DESTRUCTIVE",
        "false, 'cleanup.policy=compact', approval? DESTRUCTIVE"
      })
  void ratesMorePartitionsByWhatTheyBreak(boolean keyed, String config, String rating) {
    bench.apply(new Wanted().topic("orders", 2, config));
    var wanted = new Wanted();
    if (keyed) {
      wanted.keyed();
    }

    assertThat(lines(plan(wanted.topic("orders", 4, config))))
        .containsExactly(rating + " topic:onprem:orders:partitions");
  }

  @Test
  void blocksFewerPartitionsAndOtherReplication() {
    bench.cluster.withTopic("orders", 6, 3, Map.of());

    Plan plan = plan(new Wanted().adopting().topic("orders", 3));

    assertThat(lines(plan))
        .containsExactly(
            "SAFE topic:onprem:orders:adopt", "IMPOSSIBLE! SAFE topic:onprem:orders:shape");
    var verdict = (Verdict.Blocked) plan.changes().get(1).verdict();
    assertThat(verdict.message())
        .isEqualTo(
            "Kafka cannot take partitions away, from 6 to 3. Weft does not move replicas, from 3 to"
                + " 1.");
    assertThat(verdict.hint()).contains("set partitions to 6").contains("set replication to 3");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "retention.ms=5000 | retention.ms=6000 | SAFE",
        "retention.ms=5000 | retention.ms=-1 | SAFE",
        "retention.ms=5000 | retention.ms=4000 | approval? DESTRUCTIVE",
        "retention.ms=-1 | retention.ms=4000 | approval? DESTRUCTIVE",
        "retention.bytes=-1 | retention.bytes=4000 | approval? DESTRUCTIVE",
        "segment.ms=1 | retention.ms=4000 | approval? DESTRUCTIVE",
        "retention.ms=4000 | segment.ms=1 | approval? DESTRUCTIVE",
        "cleanup.policy=delete | cleanup.policy=compact | approval? DESTRUCTIVE",
        "cleanup.policy=compact | cleanup.policy=compact,delete | approval? DESTRUCTIVE",
        "segment.ms=1 | cleanup.policy=delete | DISRUPTIVE",
        "max.message.bytes=2000 | max.message.bytes=1000 | DISRUPTIVE",
        "max.message.bytes=1000 | max.message.bytes=2000 | SAFE",
        "segment.ms=1 | max.message.bytes=1000 | DISRUPTIVE",
        "segment.ms=1 | message.timestamp.type=LogAppendTime | DISRUPTIVE",
        "segment.ms=1 | segment.ms=2 | SAFE"
      })
  void ratesConfigChangesByWhatTheyCost(String before, String after, String rating) {
    bench.apply(new Wanted().topic("orders", 1, before));

    assertThat(lines(plan(new Wanted().topic("orders", 1, after))))
        .containsExactly(rating + " topic:onprem:orders:config");
  }

  @Test
  void refusesNamesThatCollideWithinOnePlan() {
    Plan plan = plan(new Wanted().topic("shop.orders", 1).topic("shop_orders", 1));

    assertThat(lines(plan))
        .containsExactly(
            "SAFE topic:onprem:shop.orders:create",
            "IMPOSSIBLE! SAFE topic:onprem:shop_orders:create");
  }

  @Test
  void refusesTopicThatNobodyCouldWriteTo() {
    assertThat(lines(plan(new Wanted().topic("orders", 1, "min.insync.replicas=2"))))
        .containsExactly("IMPOSSIBLE! SAFE topic:onprem:orders:create");
  }

  @Test
  void tellsWhoInheritsRightsOnANewTopic() {
    bench.cluster.withAcl(topicAcls("orders"), Wanted.read("User:ghost"));
    bench.cluster.withAcl(topicAcls("orders"), Wanted.deny("User:x", Acl.Operation.READ));

    Plan plan = plan(new Wanted().topic("orders", 1));

    assertThat(plan.notes().getFirst().message())
        .contains("inherits them: allow READ to User:ghost.");
  }

  @Test
  void movesTopicToAnotherOwner() {
    bench.apply(new Wanted().topic("orders", 1));
    var other = new Owner(Owner.Kind.PRODUCT, "shop", "sales");

    Plan plan = plan(new Wanted().topic(CLUSTER, "orders", other, 1));

    assertThat(lines(plan)).containsExactly("SAFE topic:onprem:orders:adopt");
    assertThat(plan.changes().getFirst().reason())
        .isEqualTo(
            "Topic `orders` moves from product:shop/orders to product:shop/sales in the"
                + " inventory.");
    assertThat(lines(plan(new Wanted().topic(CLUSTER, "orders", other, 1).quarantined(PRODUCT))))
        .isEmpty();
  }

  @Test
  void takesTopicOfInterruptedRunForOurs() {
    bench.cluster.withTopic("orders", 1, 1, Map.of());
    bench.log.withPending(Wanted.topicKey("orders"), PRODUCT);

    assertThat(lines(plan(new Wanted().topic("orders", 1))))
        .containsExactly("SAFE topic:onprem:orders:adopt");
    assertThat(plan(Wanted.nothingHere()).held().getFirst().message())
        .startsWith("A run that was interrupted made it");
  }

  @Test
  void makesTopicAfterItsSchema() {
    Plan plan = plan(new Wanted().topic("orders", 1).schema("orders-value", "order"));

    assertThat(lines(plan))
        .containsExactly(
            "SAFE schema:shop:orders-value:register", "SAFE topic:onprem:orders:create");
    assertThat(plan.changes().get(1).after())
        .isEqualTo(List.of("schema:shop:orders-value:register"));
  }

  @Test
  void keepsIdsReadableAndShort() {
    Plan plan = plan(new Wanted().topic("a".repeat(249), 1).topic("a".repeat(248) + "b", 1));

    assertThat(plan.changes())
        .allSatisfy(planned -> assertThat(planned.id()).hasSizeLessThan(161).endsWith(":create"));
    assertThat(plan.changes().stream().map(PlannedChange::id)).doesNotHaveDuplicates();
  }
}
