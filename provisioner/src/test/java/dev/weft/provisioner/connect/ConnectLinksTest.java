// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.provisioner.deployment.Link;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.driver.UseReader.Extent;
import dev.weft.provisioner.driver.UseReader.Place;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.LinkSnapshot.State;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.Changes;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectLinksTest {

  private static final Patience HASTY =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofMillis(300),
          Duration.ofMillis(20),
          Duration.ofMillis(300),
          Duration.ofMillis(100),
          Duration.ofMillis(5));
  private static final String SHOP = "weft.dev.onprem-to-cloud.shop";
  private static final String PLACES = "weft.dev.onprem-to-cloud";
  private static final String PUT = "PUT /connectors/" + SHOP + "/config";

  private final FakeConnect connect = new FakeConnect();
  private final Map<String, Map<Place, Extent>> extents = new HashMap<>();
  private boolean isSourceAway;
  private final ConnectLinks links = new ConnectLinks("dev", link(), this::extents, HASTY);

  ConnectLinksTest() throws IOException {
    connect.topic("onprem", "a.b.c.v1").topic("onprem", "a.b.d.v1").topic("onprem", "x.y.z.v1");
  }

  @AfterEach
  void close() {
    links.close();
    connect.close();
  }

  private Link link() {
    SortedMap<String, SortedMap<String, String>> sources = new TreeMap<>();
    sources.put(
        "onprem",
        new TreeMap<>(
            Map.of(
                "bootstrap.servers", "onprem:9092",
                "sasl.jaas.config", "x password=\"${file:/s:p}\";")));
    return new Link(
        "cloud",
        Link.Type.CONNECT,
        connect.url(),
        null,
        sources,
        new TreeMap<>(Map.of("bootstrap.servers", "cloud:9092")),
        new TreeMap<>(Map.of("replication.factor", "1")));
  }

  private Map<Place, Extent> extents(String cluster, Set<String> topics) {
    if (isSourceAway && cluster.equals("onprem")) {
      throw new ObservationException("cluster `onprem` is away");
    }
    var found = new HashMap<>(extents.getOrDefault(cluster, Map.of()));
    found.keySet().removeIf(place -> !topics.contains(place.topic()));
    return found;
  }

  private void holds(String cluster, String topic, long begin, long end) {
    extents
        .computeIfAbsent(cluster, _ -> new HashMap<>())
        .put(new Place(topic, 0), new Extent(begin, end));
  }

  private static ResourceKey.Mirror key(String topic) {
    return new ResourceKey.Mirror("cloud", topic);
  }

  private static PlannedChange create(String topic) {
    return planned(new Change.CreateMirror(key(topic), "onprem"));
  }

  private static PlannedChange remove(String topic) {
    return planned(new Change.RemoveMirror(key(topic), "onprem"));
  }

  private static PlannedChange restore(String topic) {
    return planned(new Change.RestoreMirror(key(topic), "onprem", State.FAILED, new TreeSet<>()));
  }

  private static PlannedChange promote(String topic) {
    return planned(new Change.PromoteMirror(key(topic), "onprem"));
  }

  /// The domain of a topic is its first word.
  private static PlannedChange planned(Change change) {
    String topic = ((ResourceKey.Mirror) change.resource()).topic();
    String domain = topic.startsWith("a.") ? "shop" : topic.substring(0, topic.indexOf('.'));
    PlannedChange planned = Changes.planned(change);
    return new PlannedChange(
        planned.id(),
        change,
        new Owner(Owner.Kind.PRODUCT, domain, "p"),
        planned.risk(),
        planned.reason(),
        List.of(),
        List.of(),
        List.of(),
        planned.fingerprint(),
        planned.verdict());
  }

  private List<Outcome> apply(PlannedChange... changes) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    links.apply(
        List.of(changes),
        (planned, outcome) -> assertThat(outcomes.put(planned.id(), outcome)).isNull());
    return List.of(changes).stream()
        .map(planned -> Objects.requireNonNull(outcomes.get(planned.id())))
        .toList();
  }

  private LinkSnapshot.Mirror mirror(String topic) {
    return Objects.requireNonNull(links.observe().mirrors().get(key(topic)));
  }

  private String config(String connector, String setting) {
    return connect.connector(connector).config.path(setting).asText();
  }

  @Test
  void namesEachTopicAndKeepsNamesAsTheyAre() {
    assertThat(apply(create("a.b.c.v1"), create("a.b.d.v1")))
        .allMatch(outcome -> outcome instanceof Outcome.Applied);

    assertThat(config(SHOP, "topics")).isEqualTo("a\\.b\\.c\\.v1,a\\.b\\.d\\.v1");
    for (String connector : List.of(SHOP, PLACES)) {
      assertThat(config(connector, "replication.policy.class"))
          .isEqualTo("org.apache.kafka.connect.mirror.IdentityReplicationPolicy");
      assertThat(config(connector, "replication.policy.separator")).isEqualTo(".");
      assertThat(config(connector, "topics.exclude")).isEqualTo("(?!)");
      assertThat(config(connector, "source.cluster.bootstrap.servers")).isEqualTo("onprem:9092");
      assertThat(config(connector, "target.cluster.bootstrap.servers")).isEqualTo("cloud:9092");
      assertThat(config(connector, "source.cluster.sasl.jaas.config")).contains("${file:/s:p}");
    }
    assertThat(config(SHOP, "sync.topic.configs.enabled")).isEqualTo("false");
    assertThat(config(SHOP, "sync.topic.acls.enabled")).isEqualTo("false");
    assertThat(config(PLACES, "topics")).isEqualTo(config(SHOP, "topics"));
    assertThat(connect.calls()).filteredOn(call -> call.equals(PUT)).hasSize(1);
  }

  @Test
  void seesWhatItMade() {
    apply(create("a.b.c.v1"), create("x.y.z.v1"));

    assertThat(links.observe().mirrors()).containsOnlyKeys(key("a.b.c.v1"), key("x.y.z.v1"));
    assertThat(mirror("a.b.c.v1").isHealthy()).isTrue();
    assertThat(mirror("x.y.z.v1").source()).isEqualTo("onprem");
    assertThat(links.observe().foreign()).isEmpty();
    assertThat(connect.connectors()).containsOnlyKeys(SHOP, "weft.dev.onprem-to-cloud.x", PLACES);
  }

  @Test
  void doesNothingWhereNothingIsToBeDone() {
    apply(create("a.b.c.v1"));
    int calls = connect.calls().size();

    assertThat(apply(create("a.b.c.v1"), remove("a.b.d.v1")))
        .allMatch(outcome -> outcome instanceof Outcome.Unchanged);

    assertThat(connect.calls()).hasSize(calls);
  }

  @Test
  void waitsWhileWorkersShareOutTheirWork() {
    connect.rebalancing(2);

    assertThat(apply(create("a.b.c.v1"))).containsExactly(new Outcome.Applied());

    assertThat(connect.calls()).filteredOn(call -> call.equals(PUT)).hasSize(3);
  }

  @Test
  void waitsTooWhenTheySaySoByAnotherStatus() {
    connect.rebalancing(2).sayingSoBy(500);

    assertThat(apply(create("a.b.c.v1"))).containsExactly(new Outcome.Applied());
  }

  @Test
  void givesUpWhenTheyNeverEnd() {
    connect.rebalancing(Integer.MAX_VALUE);

    assertThat(apply(create("a.b.c.v1")).getFirst())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(Outcome.Kind.TRANSIENT);
              assertThat(failed.message())
                  .contains("status 409")
                  .endsWith("Its workers were sharing out their work all the time.");
            });
  }

  @Test
  void looksWhetherItStandsWhenNoAnswerCame() {
    connect.silent(1);

    assertThat(apply(create("a.b.c.v1"))).containsExactly(new Outcome.Applied());
  }

  @Test
  void doesNotKnowWhenNoAnswerCameAndItDoesNotStand() {
    connect.deaf();

    assertThat(apply(create("a.b.c.v1")).getFirst()).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void saysWhyAConnectorFails() {
    connect.broken("Topic authorization failed.");

    assertThat(apply(create("a.b.c.v1")).getFirst())
        .isEqualTo(
            new Outcome.Failed(
                Outcome.Kind.TRANSIENT,
                "Connector `" + SHOP + "` fails: Topic authorization failed."));
    assertThat(mirror("a.b.c.v1").state()).isEqualTo(State.FAILED);
  }

  @Test
  void restartsFailedTasksOnly() {
    apply(create("a.b.c.v1"));
    connect.connector(SHOP).task = "FAILED";
    assertThat(mirror("a.b.c.v1").state()).isEqualTo(State.FAILED);

    assertThat(apply(restore("a.b.c.v1"))).containsExactly(new Outcome.Applied());

    assertThat(connect.calls())
        .endsWith("POST /connectors/" + SHOP + "/restart?includeTasks=true&onlyFailed=true");
    assertThat(connect.calls()).filteredOn(call -> call.equals(PUT)).hasSize(1);
  }

  @Test
  void resumesWhatIsPausedOrStopped() {
    apply(create("a.b.c.v1"));
    for (String state : List.of("PAUSED", "STOPPED")) {
      connect.connector(SHOP).state = state;
      assertThat(mirror("a.b.c.v1").state()).isEqualTo(State.valueOf(state));

      assertThat(apply(restore("a.b.c.v1"))).containsExactly(new Outcome.Applied());

      assertThat(mirror("a.b.c.v1").isHealthy()).isTrue();
    }
  }

  @Test
  void namesSettingsThatSomebodyChangedAndSetsThemRight() {
    apply(create("a.b.c.v1"));
    connect.connector(SHOP).config.put("sync.topic.acls.enabled", "true");
    connect.connector(SHOP).config.put("transforms", "mask");
    connect.connectors().remove(PLACES);

    assertThat(mirror("a.b.c.v1").differences())
        .containsExactly("checkpoint.name", "sync.topic.acls.enabled", "transforms");
    assertThat(apply(restore("a.b.c.v1"))).containsExactly(new Outcome.Applied());

    assertThat(mirror("a.b.c.v1").isHealthy()).isTrue();
    assertThat(connect.connector(SHOP).config.has("transforms")).isFalse();
  }

  @Test
  void keepsOthersGoingWhenOneEnds() {
    apply(create("a.b.c.v1"), create("a.b.d.v1"));

    assertThat(apply(remove("a.b.c.v1"))).containsExactly(new Outcome.Applied());

    assertThat(links.observe().mirrors()).containsOnlyKeys(key("a.b.d.v1"));
    assertThat(mirror("a.b.d.v1").isHealthy()).isTrue();
    assertThat(config(PLACES, "topics")).isEqualTo("a\\.b\\.d\\.v1");
  }

  @Test
  void stopsAConnectorWithoutTopicsAndNeverLetsItCopyEverything() {
    apply(create("a.b.c.v1"));

    assertThat(apply(remove("a.b.c.v1"))).containsExactly(new Outcome.Applied());

    assertThat(links.observe().mirrors()).isEmpty();
    assertThat(connect.connector(SHOP).state).isEqualTo("STOPPED");
    assertThat(config(SHOP, "topics")).isEqualTo("(?!)");
    assertThat(connect.connectors()).doesNotContainKey(PLACES);
  }

  @Test
  void callsNothingStoppedWhoseTasksStillCopy() {
    apply(create("a.b.c.v1"));
    connect.connector(SHOP).lag = Integer.MAX_VALUE;

    assertThat(apply(remove("a.b.c.v1")).getFirst())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class,
            unknown -> assertThat(unknown.message()).contains("its tasks are not stopped"));
  }

  @Test
  void waitsUntilTheTasksOfAStoppedConnectorAreGone() {
    apply(create("a.b.c.v1"));
    connect.connector(SHOP).lag = 5;

    assertThat(apply(remove("a.b.c.v1"))).containsExactly(new Outcome.Applied());

    assertThat(connect.connector(SHOP).lag).isZero();
  }

  @Test
  void seesNoMirrorInWhatSomebodyElseWroteAsTopics() {
    apply(create("a.b.c.v1"));
    connect.connector(SHOP).config.put("topics", ".*");

    assertThat(links.observe().mirrors()).isEmpty();
    assertThat(apply(create("a.b.c.v1"))).containsExactly(new Outcome.Applied());
    assertThat(config(SHOP, "topics")).isEqualTo("a\\.b\\.c\\.v1");
  }

  @Test
  void neverTakesAFailedReadForNothing() {
    connect.close();

    assertThatThrownBy(links::observe)
        .isInstanceOf(ObservationException.class)
        .hasMessageContaining("no connection");
    assertThat(apply(create("a.b.c.v1")).getFirst())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(Outcome.Kind.TRANSIENT));
  }

  @Test
  void doesNotOverlookAConnectorWhoseStateIsNotKnownYet() {
    apply(create("a.b.c.v1"));
    connect.connector(SHOP).hasStatus = false;

    assertThat(mirror("a.b.c.v1").state()).isEqualTo(State.STARTING);
  }

  @Test
  void namesTheConnectorOfSomebodyElse() {
    connect.with(
        "by-hand",
        Map.of(
            "connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector",
            "source.cluster.alias", "onprem",
            "replication.policy.class", "org.apache.kafka.connect.mirror.IdentityReplicationPolicy",
            "topics", "a\\.b\\..*"));
    connect.with(
        "with-prefix",
        Map.of(
            "connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector",
            "source.cluster.alias", "onprem",
            "topics", ".*"));

    assertThat(links.observe().foreign())
        .isEqualTo(Map.of("a.b.c.v1", "by-hand", "a.b.d.v1", "by-hand"));
    assertThat(links.observe().mirrors()).isEmpty();
  }

  @Test
  void refusesToDoubleRecords() {
    holds("cloud", "a.b.c.v1", 2, 12);
    holds("cloud", "a.b.d.v1", 0, 0);

    assertThat(links.validate(List.of(create("a.b.c.v1"), create("a.b.d.v1"))).values())
        .singleElement()
        .asString()
        .startsWith("Topic `a.b.c.v1` of cluster `cloud` holds 10 records that this link");
  }

  @Test
  void goesOnWithWhatItCopiedItself() {
    holds("cloud", "a.b.c.v1", 0, 12);
    apply(create("a.b.c.v1"));
    connect.copied(SHOP, "a.b.c.v1", 11);
    apply(remove("a.b.c.v1"));

    assertThat(links.validate(List.of(create("a.b.c.v1")))).isEmpty();
  }

  @Test
  void refusesAClusterThatTheWorkerCannotReach() {
    assertThat(
            links
                .validate(List.of(planned(new Change.CreateMirror(key("a.b.c.v1"), "edge"))))
                .values())
        .singleElement()
        .asString()
        .contains("`links.cloud.source.edge.bootstrap.servers`");
  }

  @Test
  void measuresWhatIsNotCopiedYet() {
    apply(create("a.b.c.v1"), create("x.y.z.v1"));
    holds("onprem", "a.b.c.v1", 5, 20);
    holds("onprem", "x.y.z.v1", 5, 20);
    connect.copied(SHOP, "a.b.c.v1", 16);

    assertThat(links.lag(Set.of(key("a.b.c.v1"), key("x.y.z.v1"), key("a.b.d.v1"))))
        .isEqualTo(Map.of(key("a.b.c.v1"), 3L, key("x.y.z.v1"), 15L));
  }

  @Test
  void promotesOnlyWhatIsCopied() {
    apply(create("a.b.c.v1"));
    holds("onprem", "a.b.c.v1", 0, 20);
    connect.copied(SHOP, "a.b.c.v1", 16);

    assertThat(apply(promote("a.b.c.v1")).getFirst())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.message()).startsWith("3 records of `a.b.c.v1` are not copied"));
    assertThat(links.observe().mirrors()).containsKey(key("a.b.c.v1"));

    connect.copied(SHOP, "a.b.c.v1", 19);
    assertThat(apply(promote("a.b.c.v1"))).containsExactly(new Outcome.Applied());
    assertThat(links.observe().mirrors()).isEmpty();
  }

  @Test
  void promotesWithoutWaitingWhenTheSourceIsAway() {
    apply(create("a.b.c.v1"));
    isSourceAway = true;

    assertThat(apply(promote("a.b.c.v1"))).containsExactly(new Outcome.Applied());
  }

  @Test
  void keepsATopicWithTheConnectorThatRemembersIt() {
    apply(create("a.b.c.v1"));
    connect.connector(SHOP).state = "PAUSED";
    PlannedChange elsewhere =
        new PlannedChange(
            "moved",
            new Change.RestoreMirror(key("a.b.c.v1"), "onprem", State.PAUSED, new TreeSet<>()),
            new Owner(Owner.Kind.PRODUCT, "other", "p"),
            PlannedChange.Risk.SAFE,
            "",
            List.of(),
            List.of(),
            List.of(),
            "",
            new PlannedChange.Verdict.Allowed());

    assertThat(apply(elsewhere)).containsExactly(new Outcome.Applied());

    assertThat(connect.connectors()).containsOnlyKeys(SHOP, PLACES);
  }

  @Test
  void doesNotCountATopicAsCopiedThatNoTaskHas() {
    assertThat(apply(create("a.no.such.v1")).getFirst())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class,
            unknown -> assertThat(unknown.message()).contains("`a.no.such.v1`"));
  }
}
