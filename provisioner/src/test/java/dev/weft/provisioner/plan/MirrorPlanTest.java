// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import static dev.weft.provisioner.testing.Bench.lines;
import static dev.weft.provisioner.testing.Wanted.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.model.mesh.RemovalRules;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.LinkSnapshot.State;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.FakeCluster;
import dev.weft.provisioner.testing.FakeCrash;
import dev.weft.provisioner.testing.FakeLinks;
import dev.weft.provisioner.testing.Wanted;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MirrorPlanTest {

  private static final String TOPIC = "shop.orders.placed.v1";
  private static final ResourceKey.Mirror KEY = new ResourceKey.Mirror("cloud", TOPIC);
  private static final AclSet ON_CLOUD =
      new AclSet("cloud", AclSet.Type.TOPIC, AclSet.Pattern.LITERAL, TOPIC);

  private final FakeCluster cloud = new FakeCluster("cloud");
  private final Bench bench = new Bench().with(cloud);
  private final FakeLinks links = new FakeLinks(cloud, bench.cluster);

  MirrorPlanTest() {
    bench.with(links);
  }

  private static Wanted produced() {
    return new Wanted()
        .cluster("cloud", null)
        .topic(TOPIC, 3)
        .acls(Wanted.topicAcls(TOPIC), Wanted.write(Wanted.PRODUCER));
  }

  private static Wanted mirrored() {
    return produced().mirror("cloud", TOPIC).acls(ON_CLOUD, Wanted.read(Wanted.CONSUMER));
  }

  /// The port is produced on the cloud from now on.
  private static Wanted moved() {
    return new Wanted()
        .cluster("cloud", null)
        .topic("cloud", TOPIC, PRODUCT, 3)
        .acls(ON_CLOUD, Wanted.write(Wanted.PRODUCER), Wanted.read(Wanted.CONSUMER));
  }

  private Plan plan(Wanted wanted) {
    return bench.plan(wanted).plan();
  }

  private Inventory.Entry entry() {
    return Objects.requireNonNull(bench.log.inventory().entries().get(KEY));
  }

  @Test
  void copiesATopicOnceItStandsOnBothClusters() {
    assertThat(lines(plan(mirrored())))
        .containsExactly(
            "SAFE topic:cloud:" + TOPIC + ":create",
            "SAFE topic:onprem:" + TOPIC + ":create",
            "SAFE acl:cloud:topic:" + TOPIC + ":add",
            "SAFE acl:onprem:topic:" + TOPIC + ":add",
            "SAFE mirror:cloud:" + TOPIC + ":create");

    assertThat(bench.apply(mirrored()).exitCode()).isZero();

    assertThat(links.mirrors()).containsOnlyKeys(KEY);
    assertThat(entry().owner()).isEqualTo(PRODUCT);
    assertThat(entry().managed()).containsEntry("source", "onprem");
    assertThat(plan(mirrored()).isEmpty()).isTrue();
    assertThat(plan(mirrored()).held()).isEmpty();
  }

  @Test
  void doesNotCopyWhatCouldNotBeMade() {
    bench.cluster.failing(
        planned -> planned.change() instanceof Change.CreateTopic,
        Outcome.Kind.TRANSIENT,
        "no controller");

    RunReport report = bench.apply(mirrored());

    assertThat(report.exitCode()).isNotZero();
    assertThat(links.calls()).isEmpty();
    assertThat(cloud.observe().topics()).containsKey(TOPIC);
    bench.cluster.healed();
    assertThat(bench.apply(mirrored()).exitCode()).isZero();
    assertThat(plan(mirrored()).isEmpty()).isTrue();
  }

  @Test
  void getsCopyingGoingAgain() {
    bench.apply(mirrored());
    links.with(KEY, "onprem", State.FAILED, "Not authorized to access topics.");

    Plan plan = plan(mirrored());

    assertThat(lines(plan)).containsExactly("SAFE mirror:cloud:" + TOPIC + ":restore");
    assertThat(plan.changes().getFirst().reason())
        .isEqualTo("The link failed, and no records are copied. Not authorized to access topics.");
    assertThat(bench.apply(mirrored()).exitCode()).isZero();
    assertThat(Objects.requireNonNull(links.mirrors().get(KEY)).isHealthy()).isTrue();
  }

  @Test
  void setsSettingsRightThatSomebodyChanged() {
    bench.apply(mirrored());
    links.with(KEY, "onprem", State.RUNNING, "", "sync.topic.configs.enabled");

    Plan plan = plan(mirrored());

    assertThat(lines(plan)).containsExactly("SAFE mirror:cloud:" + TOPIC + ":restore");
    assertThat(plan.changes().getFirst().change())
        .isInstanceOfSatisfying(
            Change.RestoreMirror.class,
            restore ->
                assertThat(restore.differences()).containsExactly("sync.topic.configs.enabled"));
  }

  @Test
  void beginsAgainWhenSomebodyTookTheTopicOutOfTheLink() {
    bench.apply(mirrored());
    links.without(KEY);

    Plan plan = plan(mirrored());

    assertThat(lines(plan)).containsExactly("SAFE mirror:cloud:" + TOPIC + ":create");
    assertThat(plan.changes().getFirst().reason())
        .isEqualTo("Somebody took the topic out of the link.");
  }

  @Test
  void takesAFailedReadForNothing() {
    bench.apply(mirrored());
    links.down(true);

    Prepared wanted = bench.plan(mirrored());
    Prepared unwanted = bench.plan(produced());

    assertThat(wanted.plan().changes()).isEmpty();
    assertThat(wanted.plan().held())
        .extracting(Plan.Remark::message)
        .containsExactly("Left alone: the link to cluster `cloud` could not be read: it is down.");
    assertThat(wanted.exitCode()).isEqualTo(1);
    assertThat(unwanted.plan().changes())
        .extracting(planned -> planned.change().resource())
        .doesNotContain(KEY);
    assertThat(unwanted.exitCode()).isEqualTo(1);
  }

  @Test
  void saysThatNobodyCopies() {
    Prepared prepared = new Bench().with(new FakeCluster("cloud")).plan(mirrored());

    assertThat(prepared.errors())
        .singleElement()
        .asString()
        .contains("`cloud`", "`links.cloud.url`");
    assertThat(prepared.plan().held())
        .extracting(remark -> remark.resource().text())
        .contains("cloud/mirror/" + TOPIC, "cloud/topic/" + TOPIC);
    assertThat(lines(prepared.plan())).doesNotContain("SAFE topic:cloud:" + TOPIC + ":create");
  }

  @Test
  void doesNotCopyBesideALinkOfSomebodyElse() {
    links.foreign(TOPIC, "mm2-by-hand");

    PlannedChange create = plan(mirrored()).changes().getLast();

    assertThat(create.verdict())
        .isEqualTo(
            new Verdict.Blocked(
                PlannedChange.Cause.OWNERSHIP,
                "`mm2-by-hand`, which is not Weft's, copies this topic already.",
                "delete it or take the topic out of it; a mirrored topic has one writer"));
  }

  @Test
  void doesNotWriteToATopicOfSomebodyElse() {
    cloud.withTopic(TOPIC, 3, 1, Map.of());

    assertThat(lines(plan(mirrored())))
        .contains(
            "OWNERSHIP! SAFE topic:cloud:" + TOPIC + ":create",
            "DEPENDENCY! SAFE mirror:cloud:" + TOPIC + ":create");
  }

  @Test
  void blocksWhatTheLinkRefuses() {
    links.refusing("mirror:cloud:" + TOPIC + ":create", "it would double 12 records");

    assertThat(lines(plan(mirrored()))).contains("SERVER! SAFE mirror:cloud:" + TOPIC + ":create");
  }

  @Test
  void endsCopyingAndKeepsWhatWasCopied() {
    bench.apply(mirrored());

    assertThat(lines(plan(produced())))
        .containsExactly(
            "SAFE topic:cloud:" + TOPIC + ":removal",
            "DISRUPTIVE mirror:cloud:" + TOPIC + ":remove");
    assertThat(bench.apply(produced()).exitCode()).isZero();

    assertThat(links.mirrors()).isEmpty();
    assertThat(cloud.observe().topics()).containsKey(TOPIC);
    bench.pass(RemovalRules.DEFAULT.pause());
    assertThat(bench.apply(produced()).exitCode()).isZero();
    assertThat(cloud.observe().acls().get(ON_CLOUD)).isNull();
    assertThat(bench.log.inventory().entries()).doesNotContainKey(KEY).containsKey(KEY.target());
    Plan after = plan(produced());
    assertThat(after.changes()).isEmpty();
    assertThat(after.held())
        .extracting(remark -> remark.resource().text())
        .containsExactly("cloud/topic/" + TOPIC);
    assertThat(bench.apply(mirrored()).exitCode()).isZero();
    assertThat(plan(mirrored()).isEmpty()).isTrue();
  }

  @Test
  void leavesTheLinkItsRightsUntilItHasLetGoOfATopic() {
    Wanted linked =
        mirrored()
            .acls(Wanted.topicAcls(TOPIC), Wanted.write(Wanted.PRODUCER), Wanted.read("User:link"));
    bench.apply(linked);

    Plan plan = plan(produced());

    assertThat(lines(plan))
        .containsSubsequence(
            "DISRUPTIVE mirror:cloud:" + TOPIC + ":remove",
            "DISRUPTIVE acl:onprem:topic:" + TOPIC + ":remove");
    assertThat(plan.changes().getLast().after()).contains("mirror:cloud:" + TOPIC + ":remove");
    links.dyingAfter(1);
    assertThatThrownBy(() -> bench.apply(produced())).isInstanceOf(FakeCrash.class);
    assertThat(bench.cluster.observe().acls().get(Wanted.topicAcls(TOPIC)))
        .contains(Wanted.read("User:link"));
  }

  @Test
  void deletesACopyByNameWhileItsSourceStays() {
    bench.apply(mirrored());

    RunReport report = bench.approve(produced(), TOPIC);

    assertThat(report.exitCode()).isZero();
    assertThat(links.mirrors()).isEmpty();
    assertThat(cloud.observe().topics()).doesNotContainKey(TOPIC);
    assertThat(bench.cluster.observe().topics()).containsKey(TOPIC);
  }

  @Test
  void promotesOnlyWhenAPersonApproves() {
    bench.apply(mirrored());
    links.lagging(KEY, 12);

    Plan plan = plan(moved());

    assertThat(lines(plan))
        .containsExactly(
            "approval? SAFE topic:onprem:" + TOPIC + ":removal",
            "approval? DISRUPTIVE acl:onprem:topic:" + TOPIC + ":remove",
            "approval? DESTRUCTIVE mirror:cloud:" + TOPIC + ":promote",
            "SAFE acl:cloud:topic:" + TOPIC + ":add");
    assertThat(plan.changes().get(2).evidence()).contains("12 records are not copied yet");
    assertThat(bench.apply(moved()).exitCode()).isNotZero();
    assertThat(links.mirrors()).containsKey(KEY);
    assertThat(bench.cluster.observe().acls().get(Wanted.topicAcls(TOPIC)))
        .contains(Wanted.write(Wanted.PRODUCER));
    assertThat(cloud.observe().acls().get(ON_CLOUD)).doesNotContain(Wanted.write(Wanted.PRODUCER));
  }

  /// What is not copied yet is nowhere else.
  @Test
  void keepsTheOldTopicUntilItsMirrorIsPromoted() {
    bench.apply(mirrored());

    Plan plan = bench.plan(moved(), TOPIC).plan();

    assertThat(lines(plan))
        .containsSubsequence(
            "approval? DESTRUCTIVE mirror:cloud:" + TOPIC + ":promote",
            "approval? DESTRUCTIVE topic:onprem:" + TOPIC + ":delete");
    assertThat(plan.changes())
        .filteredOn(planned -> planned.id().endsWith(":delete"))
        .singleElement()
        .satisfies(
            planned -> assertThat(planned.after()).contains("mirror:cloud:" + TOPIC + ":promote"));
  }

  @Test
  void doesNotTakeRightsForAMoveThatAPolicyForbids() {
    bench.apply(mirrored());

    assertThat(lines(plan(moved().forbidden(PRODUCT, "not now"))))
        .containsExactly(
            "DEPENDENCY! SAFE topic:onprem:" + TOPIC + ":removal",
            "DEPENDENCY! DISRUPTIVE acl:onprem:topic:" + TOPIC + ":remove",
            "POLICY! DESTRUCTIVE mirror:cloud:" + TOPIC + ":promote",
            "POLICY! SAFE acl:cloud:topic:" + TOPIC + ":add");
  }

  @Test
  void handsTheTopicOverToItsNewProducer() {
    bench.apply(mirrored());

    assertThat(bench.approve(moved()).exitCode()).isZero();

    assertThat(links.mirrors()).isEmpty();
    assertThat(cloud.observe().acls().get(ON_CLOUD)).contains(Wanted.write(Wanted.PRODUCER));
    assertThat(bench.cluster.observe().acls().get(Wanted.topicAcls(TOPIC))).isNull();
    assertThat(bench.log.inventory().entries())
        .doesNotContainKey(KEY)
        .containsKeys(KEY.target(), Wanted.topicKey(TOPIC));
    assertThat(plan(moved()).changes()).isEmpty();
  }

  @Test
  void doesNotMixCopiesOfTwoClusters() {
    bench.apply(mirrored());
    links.with(KEY, "elsewhere", State.RUNNING, "");

    assertThat(lines(plan(mirrored())))
        .containsExactly("IMPOSSIBLE! SAFE mirror:cloud:" + TOPIC + ":create");
  }

  @Test
  void knowsItsMirrorAfterADeath() {
    links.dyingAfter(1);
    assertThatThrownBy(() -> bench.apply(mirrored())).isInstanceOf(FakeCrash.class);
    links.healed();
    assertThat(bench.log.inventory().pending()).containsKey(KEY);

    assertThat(bench.apply(mirrored()).exitCode()).isZero();

    assertThat(entry().origin()).isEqualTo(Inventory.Origin.CREATED);
    assertThat(bench.log.inventory().pending()).isEmpty();
    assertThat(plan(mirrored()).isEmpty()).isTrue();
  }

  @Test
  void letsALinkMakeItsTopicsThatInsistsOnIt() {
    links.makingTopics();

    assertThat(lines(plan(mirrored())))
        .containsExactly(
            "SAFE topic:onprem:" + TOPIC + ":create",
            "SAFE acl:onprem:topic:" + TOPIC + ":add",
            "SAFE mirror:cloud:" + TOPIC + ":create",
            "SAFE acl:cloud:topic:" + TOPIC + ":add");
    assertThat(bench.apply(mirrored()).exitCode()).isZero();

    assertThat(lines(plan(mirrored()))).containsExactly("SAFE topic:cloud:" + TOPIC + ":adopt");
    assertThat(bench.apply(mirrored()).exitCode()).isZero();
    assertThat(plan(mirrored()).changes()).isEmpty();
    assertThat(bench.approve(moved()).exitCode()).isZero();
    assertThat(bench.log.inventory().entries()).containsKey(KEY.target()).doesNotContainKey(KEY);
    assertThat(plan(moved()).changes()).isEmpty();
  }

  @Test
  void doesNotHaveALinkMakeATopicThatIsThere() {
    links.makingTopics();
    cloud.withTopic(TOPIC, 3, 1, Map.of());

    assertThat(lines(plan(mirrored())))
        .contains("DEPENDENCY! SAFE mirror:cloud:" + TOPIC + ":create");
  }

  @Test
  void leavesMirrorsOfBrokenManifestsAlone() {
    bench.apply(mirrored());
    links.with(KEY, "onprem", State.PAUSED, "");

    assertThat(plan(mirrored().quarantined(PRODUCT)).changes()).isEmpty();
    assertThat(plan(new Wanted().cluster("cloud", null).quarantined(PRODUCT)).changes()).isEmpty();
  }

  @Test
  void namesOtherWritersOfACopy() {
    bench.apply(mirrored());
    cloud.withAcl(ON_CLOUD, Wanted.write("User:stranger"));

    assertThat(plan(mirrored()).notes())
        .extracting(Plan.Remark::message)
        .containsExactly(
            "A mirrored topic has one writer, and somebody else lets User:stranger write to it.");
  }
}
