// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import static dev.weft.provisioner.testing.Bench.lines;
import static dev.weft.provisioner.testing.Wanted.PRODUCT;
import static dev.weft.provisioner.testing.Wanted.read;
import static dev.weft.provisioner.testing.Wanted.topicAcls;
import static dev.weft.provisioner.testing.Wanted.topicKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.log.ControlPlaneLog.Result;
import dev.weft.provisioner.log.WriterFencedException;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlanFile;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.SavedPlan;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.testing.Bench;
import dev.weft.provisioner.testing.FakeCluster;
import dev.weft.provisioner.testing.FakeControlPlaneLog;
import dev.weft.provisioner.testing.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProvisionerTest {

  private final Bench bench = new Bench();

  private static Outcome outcome(RunReport report, String id) {
    return report.results().stream()
        .filter(result -> result.change().id().equals(id))
        .map(Result::outcome)
        .findFirst()
        .orElseThrow();
  }

  private Inventory.Entry entry(String topic) {
    return Objects.requireNonNull(bench.log.inventory().entries().get(topicKey(topic)), topic);
  }

  private static boolean isOn(PlannedChange planned, String name) {
    return planned.change().resource().text().contains(name);
  }

  @Test
  void refusesClusterThatTheMeshDoesNotMean() {
    var wanted = new Wanted().cluster("onprem", "the-right-one").topic("orders", 1);

    assertThatThrownBy(() -> bench.plan(wanted))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("id-of-onprem")
        .hasMessageContaining("the-right-one");
  }

  @Test
  void refusesClusterThatWasNotWrittenToBefore() {
    var wanted = new Wanted().topic("orders", 1);
    bench.apply(wanted);
    assertThat(bench.log.inventory().clusterIds()).isEqualTo(Map.of("onprem", "id-of-onprem"));
    bench.cluster.withClusterId("restored");

    assertThatThrownBy(() -> bench.plan(wanted))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("under id id-of-onprem before");
  }

  @Test
  void goesOnWithTheOtherClustersWhenOneCannotBeRead() {
    var cloud = new FakeCluster("cloud").blindedBy("connection refused");
    bench.with(cloud);
    var wanted =
        new Wanted().cluster("cloud", null).topic("orders", 1).topic("cloud", "o", PRODUCT, 1);

    Prepared prepared = bench.plan(wanted);
    RunReport report = bench.apply(wanted);

    assertThat(lines(prepared.plan())).containsExactly("SAFE topic:onprem:orders:create");
    assertThat(prepared.plan().held().getFirst().message())
        .isEqualTo(
            "Left alone: cluster `cloud` could not be read: Cluster cloud could not be read:"
                + " connection refused.");
    assertThat(prepared.exitCode()).isEqualTo(1);
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(bench.cluster.observe().topics()).containsKey("orders");
  }

  @Test
  void concludesNothingWithoutTheInventory() {
    bench.log.blindedBy("not authorised");

    assertThatThrownBy(() -> bench.plan(new Wanted().topic("orders", 1)))
        .isInstanceOf(ObservationException.class);
  }

  /// T3: a question spends as much of the brokers' mutation quota as the change itself.
  @Test
  void asksTheBrokersOnlyAboutWhatChanges() {
    var wanted = new Wanted().topic("orders", 1).topic("stock", 1).topic("bills", 1);
    bench.apply(wanted);
    wanted.topic("stock", 3);

    Prepared changed = bench.plan(wanted);
    List<String> asked = bench.cluster.asked();
    bench.apply(wanted);
    bench.cluster.forgetQuestions();
    bench.plan(wanted);

    assertThat(lines(changed.plan())).hasSize(1);
    assertThat(asked).containsExactly(changed.plan().changes().getFirst().id());
    assertThat(bench.cluster.asked()).isEmpty();
  }

  @Test
  void blocksWhatTheServersRefuseAndWhatBuildsOnIt() {
    bench.cluster.refusing(planned -> isOn(planned, "topic/bad"), "Policy says no.");
    var wanted =
        new Wanted().topic("bad", 1).topic("good", 1).acls(topicAcls("bad"), read("User:a"));

    Prepared prepared = bench.plan(wanted);

    assertThat(lines(prepared.plan()))
        .containsExactly(
            "SERVER! SAFE topic:onprem:bad:create",
            "SAFE topic:onprem:good:create",
            "DEPENDENCY! SAFE acl:onprem:topic:bad:add");
    assertThat(prepared.exitCode()).isEqualTo(3);
    assertThat(bench.apply(wanted).exitCode()).isEqualTo(4);
  }

  @Test
  void skipsWhatBuildsOnAFailureAndAppliesTheRest() {
    bench.cluster.failing(
        planned -> isOn(planned, "topic/bad"), Outcome.Kind.TRANSIENT, "Timed out.");
    var wanted =
        new Wanted().topic("bad", 1).topic("good", 1).acls(topicAcls("bad"), read("User:a"));

    RunReport report = bench.apply(wanted);

    assertThat(report.exitCode()).isEqualTo(4);
    assertThat(outcome(report, "topic:onprem:good:create")).isEqualTo(new Outcome.Applied());
    assertThat(outcome(report, "acl:onprem:topic:bad:add"))
        .isEqualTo(
            new Outcome.Skipped("It builds on `topic:onprem:bad:create`, which did not succeed."));
    bench.cluster.healed();
    assertThat(bench.apply(wanted).exitCode()).isZero();
    assertThat(bench.plan(wanted).plan().changes()).isEmpty();
  }

  @Test
  void skipsTopicsWhoseSchemaFails() {
    bench.registry.failing(_ -> true, "Incompatible.");

    RunReport report = bench.apply(new Wanted().topic("orders", 1).schema("orders-value", "order"));

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(outcome(report, "topic:onprem:orders:create")).isInstanceOf(Outcome.Skipped.class);
    assertThat(bench.cluster.observe().topics()).isEmpty();
  }

  @Test
  void failsOnlyTheChangesOfADriverThatBreaksDown() {
    bench.with(new BrokenCluster("cloud"));
    var wanted =
        new Wanted().cluster("cloud", null).topic("orders", 1).topic("cloud", "o", PRODUCT, 1);

    RunReport report = bench.apply(wanted);

    assertThat(outcome(report, "topic:onprem:orders:create")).isEqualTo(new Outcome.Applied());
    assertThat(outcome(report, "topic:cloud:o:create")).isInstanceOf(Outcome.Unknown.class);
    assertThat(report.exitCode()).isEqualTo(4);
    assertThat(bench.log.inventory().pending())
        .containsOnlyKeys(new dev.weft.provisioner.resource.ResourceKey.Topic("cloud", "o"));
  }

  @Test
  void appliesDestructiveChangesOnlyWithTheApprovalOfThatVeryPlan() {
    bench.apply(new Wanted().topic("orders", 1, "retention.ms=5000").topic("b", 1));
    var cut =
        new Wanted().topic("orders", 1, "retention.ms=10").topic("b", 1, "compression.type=zstd");
    Prepared prepared = bench.plan(cut);

    RunReport refused = bench.apply(cut);

    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(outcome(refused, "topic:onprem:orders:config"))
        .isEqualTo(
            new Outcome.Refused(
                "It needs an approval: retention.ms goes from 5000 to 10: records past the new limit"
                    + " are deleted within minutes. Approve this very plan with `weft apply"
                    + " --approve "
                    + prepared.digest()
                    + "`."));
    assertThat(outcome(refused, "topic:onprem:b:config")).isEqualTo(new Outcome.Applied());
    assertThat(bench.plan(cut).digest()).isEqualTo(prepared.digest());
    var otherCut = new Wanted().topic("orders", 1, "retention.ms=9").topic("b", 1);
    var approval = new Approval("ann", prepared.digest(), "weft apply");
    RunReport other = bench.provisioner().apply(bench.plan(otherCut), approval, RunListener.SILENT);
    assertThat(outcome(other, "topic:onprem:orders:config")).isInstanceOf(Outcome.Refused.class);
    RunReport approved = bench.provisioner().apply(bench.plan(cut), approval, RunListener.SILENT);
    assertThat(approved.exitCode()).isZero();
    assertThat(bench.log.audit())
        .anySatisfy(line -> assertThat(line.action()).isEqualTo("approved"));
  }

  @Test
  void deletesNamedTopicOnce() {
    bench.apply(new Wanted().topic("orders", 1).acls(topicAcls("orders"), read("User:a")));

    assertThat(bench.apply(new Wanted(), "orders").exitCode()).isEqualTo(4);
    assertThat(bench.approve(new Wanted(), "orders").exitCode()).isZero();
    assertThat(bench.cluster.observe().topics()).isEmpty();
    assertThat(bench.log.inventory().entries()).isEmpty();
    Prepared again = bench.plan(new Wanted(), "orders");
    assertThat(again.plan().changes()).isEmpty();
    assertThat(again.warnings())
        .containsExactly("Topic `orders` exists on no cluster that could be read.");
  }

  @Test
  void refusesToDeleteWhatIsWantedOrNotOurs() {
    bench.cluster.withTopic("foreign", 1, 1, Map.of());
    var wanted = new Wanted().topic("orders", 1);
    bench.apply(wanted);

    assertThatThrownBy(() -> bench.plan(wanted, "orders"))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("a manifest still wants it");
    assertThatThrownBy(() -> bench.plan(wanted, "foreign"))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("was not made by Weft");
  }

  @Test
  void remembersTopicIdsAndWritesNothingWhenNothingIsToDo() {
    var wanted = new Wanted().topic("orders", 1);
    bench.apply(wanted);
    Inventory.Entry entry = entry("orders");
    assertThat(entry.topicId()).isEqualTo("topic-id-1");
    assertThat(entry.isProtected()).isTrue();
    assertThat(entry.origin()).isEqualTo(Inventory.Origin.CREATED);
    bench.log.dyingAfter(0);

    RunReport report = bench.apply(wanted);

    assertThat(report.run()).isNull();
    assertThat(report.exitCode()).isZero();
  }

  @Test
  void saysWhatItDoesToTheListenerAndToTheAuditLog() {
    var heard = new ArrayList<String>();
    var listener =
        new RunListener() {
          @Override
          public void started(String run, int changes) {
            heard.add(run + " " + changes);
          }

          @Override
          public void finished(PlannedChange change, Outcome outcome, int done, int total) {
            heard.add(done + "/" + total + " " + change.id());
          }
        };
    var wanted = new Wanted().topic("orders", 1).acls(topicAcls("orders"), read("User:a"));

    bench.provisioner().apply(bench.plan(wanted), Approval.none("ann", "weft apply"), listener);

    assertThat(heard)
        .containsExactly(
            "run-1 2", "1/2 topic:onprem:orders:create", "2/2 acl:onprem:topic:orders:add");
    assertThat(bench.log.audit().stream().map(FakeControlPlaneLog.Line::action))
        .containsExactly("started", "change", "change", "finished");
  }

  @Test
  void stopsInGoodOrderWhenAsked() {
    var listener =
        new RunListener() {
          private boolean isAsked;

          @Override
          public void finished(PlannedChange change, Outcome outcome, int done, int total) {
            isAsked = true;
          }

          @Override
          public boolean shouldStop() {
            return isAsked;
          }
        };
    var wanted = new Wanted().topic("orders", 1).acls(topicAcls("orders"), read("User:a"));

    RunReport report =
        bench.provisioner().apply(bench.plan(wanted), Approval.none("ann", "weft apply"), listener);

    assertThat(report.isInterrupted()).isTrue();
    assertThat(report.exitCode()).isEqualTo(4);
    assertThat(outcome(report, "acl:onprem:topic:orders:add"))
        .isEqualTo(new Outcome.Skipped("The run was stopped."));
    assertThat(bench.log.inventory().entries()).containsKey(topicKey("orders"));
  }

  @Test
  void refusesWhatAnotherRunChangedMeanwhile() {
    var wanted = new Wanted().topic("orders", 1);
    Prepared prepared = bench.plan(wanted);
    bench.apply(wanted);

    RunReport report =
        bench.provisioner().apply(prepared, Approval.none("ann", "weft apply"), RunListener.SILENT);

    assertThat(report.exitCode()).isEqualTo(3);
    assertThat(outcome(report, "topic:onprem:orders:create").toString())
        .contains("another run changed the inventory meanwhile");
  }

  @Test
  void endsWhenAnotherRunTakesOver() {
    var wanted = new Wanted().topic("orders", 1);
    var listener =
        new RunListener() {
          @Override
          public void started(String run, int changes) {
            bench.log.withNewWriter("another");
          }
        };

    assertThatThrownBy(() ->
            bench
                .provisioner()
                .apply(bench.plan(wanted), Approval.none("ann", "weft apply"), listener))
        .isInstanceOf(WriterFencedException.class);
    assertThat(bench.cluster.made()).isEmpty();
  }

  @Test
  void appliesOfASavedPlanWhatHasNotMoved() {
    var wanted = new Wanted().topic("a", 1).topic("b", 1).acls(topicAcls("x"), read("User:a"));
    SavedPlan saved = PlanFile.read(PlanFile.write(SavedPlan.of(bench.plan(wanted).plan())));
    bench.cluster.withTopic("b", 1, 1, Map.of());
    bench.cluster.withAcl(topicAcls("x"), read("User:a"));

    Prepared prepared = bench.provisioner().plan(wanted.topic("c", 1).state(), "r2", saved);
    RunReport report =
        bench.provisioner().apply(prepared, Approval.none("ann", "weft apply"), RunListener.SILENT);

    assertThat(prepared.digest()).isEqualTo(saved.digest());
    assertThat(prepared.exitCode()).isEqualTo(3);
    assertThat(prepared.warnings())
        .containsExactly(
            "`acl:onprem:topic:x:add` of the saved plan is not needed any more (Manifests give these"
                + " rights and the cluster does not have them yet.)");
    assertThat(report.exitCode()).isEqualTo(4);
    assertThat(outcome(report, "topic:onprem:a:create")).isEqualTo(new Outcome.Applied());
    assertThat(outcome(report, "topic:onprem:b:create").toString())
        .contains("the resource is not as it was when the plan was saved");
    assertThat(outcome(report, "topic:onprem:c:create").toString())
        .contains("the saved plan did not have this change");
  }

  @Test
  void refusesSavedPlanOfOtherManifestsForTheSameChange() {
    SavedPlan saved = SavedPlan.of(bench.plan(new Wanted().topic("a", 1)).plan());

    Prepared prepared = bench.provisioner().plan(new Wanted().topic("a", 2).state(), "r2", saved);

    assertThat(prepared.moved().get("topic:onprem:a:create"))
        .contains("the manifests ask for something else");
  }

  @Test
  void refusesSavedPlanOfAnotherCluster() {
    var wanted = new Wanted().topic("a", 1);
    SavedPlan saved = SavedPlan.of(bench.plan(wanted).plan());
    bench.cluster.withClusterId("other");

    assertThatThrownBy(() -> bench.provisioner().plan(wanted.state(), "r1", saved))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("was id-of-onprem and is other now");
  }

  @Test
  void appliesApprovedSavedPlan() {
    bench.apply(new Wanted().topic("orders", 1));
    SavedPlan saved = SavedPlan.of(bench.plan(new Wanted(), "orders").plan());

    Prepared prepared = bench.provisioner().plan(new Wanted().state(), "r1", saved);
    RunReport report =
        bench
            .provisioner()
            .apply(
                prepared,
                new Approval("ann", saved.digest(), "weft apply plan.json"),
                RunListener.SILENT);

    assertThat(report.exitCode()).isZero();
    assertThat(bench.cluster.observe().topics()).isEmpty();
  }

  @Test
  void importsSoThatThePlanIsEmptyAndAbsenceMeansNothingYet() {
    bench.cluster.withTopic("orders", 1, 1, Map.of("retention.ms", "5000"));
    var managed = new TreeMap<>(Map.of("retention.ms", "5000"));
    var adoption =
        new Adoption(
            PRODUCT, new Change.Adopt(topicKey("orders"), "topic-id-1", managed, new TreeSet<>()));
    var ids = Map.of("onprem", "id-of-onprem");

    RunReport report = bench.provisioner().adopt("test", "r1", "ann", ids, List.of(adoption));

    assertThat(report.exitCode()).isZero();
    assertThat(bench.plan(new Wanted().topic("orders", 1, "retention.ms=5000")).plan().changes())
        .isEmpty();
    assertThat(bench.plan(Wanted.nothingHere()).plan().held().getFirst().message())
        .startsWith("Imported");
    assertThatThrownBy(() -> bench.plan(new Wanted(), "orders"))
        .isInstanceOf(RunRefusedException.class);
    bench.apply(new Wanted().topic("orders", 1, "retention.ms=5000"));
    assertThat(entry("orders").origin()).isEqualTo(Inventory.Origin.ADOPTED);
    assertThat(
            bench
                .provisioner()
                .adopt("test", "r1", "ann", ids, List.of(adoption))
                .results()
                .getFirst()
                .outcome())
        .isEqualTo(new Outcome.Unchanged());
  }

  @Test
  void asksServersOnlyAboutPlansWithSomethingToDo() {
    var wanted = new Wanted().topic("orders", 1);
    bench.apply(wanted);
    int before = bench.cluster.observations();

    Prepared prepared = bench.provisioner().plan(wanted.state(), "r", PlanOptions.DEFAULT);

    assertThat(prepared.exitCode()).isZero();
    assertThat(bench.cluster.observations()).isEqualTo(before + 1);
  }
}
