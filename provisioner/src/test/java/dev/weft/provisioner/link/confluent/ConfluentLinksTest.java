// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.link.confluent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.model.diagnostic.Location;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.link.confluent.ConfluentApi.Status;
import dev.weft.provisioner.link.confluent.FakeConfluent.Fault;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Risk;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.LinkSnapshot.State;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfluentLinksTest {

  private static final String LINK = "weft-onprem";
  private static final String JAAS = "PlainLoginModule required password=\"canary-4711\";";
  private static final ResourceKey.Mirror LATE =
      new ResourceKey.Mirror("cloud", "shipping.late.v1");
  private static final ResourceKey.Mirror ORDERS = new ResourceKey.Mirror("cloud", "orders.v1");

  private final FakeConfluent server = new FakeConfluent();
  private final ConfluentLinks links =
      new ConfluentLinks("cloud", access(server.url(), FakeConfluent.SECRET), impatient());

  @AfterEach
  void holdsToThePublishedContract() {
    links.close();
    server.close();
    assertThat(server.violations).isEmpty();
  }

  @Test
  void makesTheLinkOnceAndAMirrorForEachTopic() {
    Map<String, Outcome> outcomes =
        apply(new Change.CreateMirror(LATE, "onprem"), new Change.CreateMirror(ORDERS, "onprem"));

    assertThat(outcomes.values()).containsOnly(new Outcome.Applied());
    assertThat(server.links.keySet()).containsExactly(LINK);
    FakeConfluent.Link link = link();
    assertThat(link.sourceId).isEqualTo("lkc-source");
    assertThat(link.configs)
        .containsEntry("bootstrap.servers", "source.example.com:9092")
        .containsEntry("sasl.jaas.config", JAAS)
        .containsEntry("consumer.offset.sync.ms", "1000")
        .containsEntry("consumer.offset.sync.enable", "true")
        .containsEntry("acl.sync.enable", "false")
        .containsEntry("auto.create.mirror.topics.enable", "false");
    assertThat(server.mirrors.keySet()).containsExactly(ORDERS.topic(), LATE.topic());
    assertThat(late().source).isEqualTo(LATE.topic());
    assertThat(server.calls).filteredOn("POST /links"::equals).hasSize(1);
  }

  @Test
  void goesOnWhereARunBrokeOff() {
    server.add(LINK, LATE.topic(), Status.ACTIVE);

    Map<String, Outcome> outcomes = apply(new Change.CreateMirror(LATE, "onprem"));

    assertThat(outcomes.values()).containsOnly(new Outcome.Applied());
    assertThat(server.calls).noneMatch(call -> call.startsWith("POST"));
  }

  @Test
  void saysSoWhenNobodyKnowsWhetherItBegan() {
    server.add(LINK, LATE.topic(), Status.PENDING_MIRROR);

    Map<String, Outcome> outcomes = apply(new Change.CreateMirror(LATE, "onprem"));

    assertThat(outcomes.get("0"))
        .isEqualTo(
            new Outcome.Unknown(
                "Mirror topic `shipping.late.v1` is still PENDING_MIRROR; the next run looks again."));
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, RUNNING",
    "PAUSED, PAUSED",
    "LINK_PAUSED, PAUSED",
    "FAILED, FAILED",
    "LINK_FAILED, FAILED",
    "SOURCE_UNAVAILABLE, STARTING",
    "PENDING_MIRROR, STARTING",
    "PENDING_SYNCHRONIZE, STARTING",
    "PENDING_SETUP_FOR_RESTORE, STARTING",
    "PENDING_RESTORE, STARTING",
    "PENDING_STOPPED, STOPPED"
  })
  void seesHowAMirrorIs(Status status, State state) {
    wantedLink();
    server.add(LINK, LATE.topic(), status);

    LinkSnapshot.Mirror mirror = seen();

    assertThat(mirror.state()).isEqualTo(state);
    assertThat(mirror.source()).isEqualTo("onprem");
    assertThat(mirror.detail()).isEqualTo(status == Status.ACTIVE ? "" : status.name());
    assertThat(mirror.differences()).isEmpty();
  }

  @Test
  void tellsWhatOthersMirrorFromWhatIsOrdinaryAgain() {
    wantedLink();
    server.add("theirs", "a.v1", Status.ACTIVE);
    server.add("theirs", "b.v1", Status.STOPPED);
    server.add(LINK, "c.v1", Status.STOPPED);
    server.add(LINK, LATE.topic(), Status.ACTIVE);
    server.add("theirs", "z.v1", Status.FAILED);

    LinkSnapshot snapshot = links.observe();

    assertThat(snapshot.mirrors().keySet()).containsExactly(LATE);
    assertThat(snapshot.foreign()).isEqualTo(Map.of("a.v1", "theirs", "z.v1", "theirs"));
  }

  @Test
  void namesTheLinksErrorInTheServersWords() {
    wantedLink();
    link().error = "AUTHENTICATION_ERROR";
    link().errorMessage = "The source refuses the login.";
    server.add(LINK, LATE.topic(), Status.LINK_FAILED);

    assertThat(seen().detail()).isEqualTo("The source refuses the login.");
  }

  @Test
  void namesConfigsThatSomebodyChangedAndSetsOnlyThose() {
    wantedLink();
    server.add(LINK, LATE.topic(), Status.PAUSED);
    link().configs.put("acl.sync.enable", "true");
    link().configs.remove("consumer.offset.sync.ms");
    link().configs.put("their.own", "kept");
    link().configs.put("sasl.jaas.config", "cannot be compared");

    LinkSnapshot.Mirror seen = seen();
    Map<String, Outcome> outcomes =
        apply(new Change.RestoreMirror(LATE, "onprem", seen.state(), seen.differences()));

    assertThat(seen.differences()).containsExactly("acl.sync.enable", "consumer.offset.sync.ms");
    assertThat(outcomes.values()).containsOnly(new Outcome.Applied());
    assertThat(link().configs)
        .containsEntry("acl.sync.enable", "false")
        .containsEntry("consumer.offset.sync.ms", "1000")
        .containsEntry("their.own", "kept")
        .containsEntry("sasl.jaas.config", "cannot be compared");
    assertThat(late().status).isEqualTo(Status.ACTIVE);
  }

  @Test
  void resumesALinkThatWasPausedAsAWhole() {
    wantedLink();
    link().configs.put("cluster.link.paused", "true");
    server.add(LINK, LATE.topic(), Status.LINK_PAUSED).next.add(Status.ACTIVE);

    apply(new Change.RestoreMirror(LATE, "onprem", State.PAUSED, new TreeSet<>()));

    assertThat(link().configs).containsEntry("cluster.link.paused", "false");
    assertThat(server.calls).noneMatch(call -> call.endsWith(":resume"));
  }

  @Test
  void saysThatAFailedMirrorCannotBeStartedAgain() {
    wantedLink();
    server.add(LINK, LATE.topic(), Status.FAILED);

    Map<String, Outcome> outcomes =
        apply(new Change.RestoreMirror(LATE, "onprem", State.FAILED, new TreeSet<>()));

    assertThat(outcomes.get("0"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(Outcome.Kind.PERMANENT);
              assertThat(failed.message()).contains("shipping.late.v1", "Fail it over");
            });
  }

  @Test
  void takesTheLinkAwayWithItsLastMirror() {
    wantedLink();
    server.add(LINK, LATE.topic(), Status.ACTIVE);
    server.add(LINK, ORDERS.topic(), Status.ACTIVE);

    apply(new Change.RemoveMirror(LATE, "onprem"));
    assertThat(server.links).containsKey(LINK);
    assertThat(late().status).isEqualTo(Status.STOPPED);
    apply(new Change.RemoveMirror(ORDERS, "onprem"));

    assertThat(server.links).isEmpty();
    assertThat(server.topics).contains(LATE.topic(), ORDERS.topic());
    assertThat(server.calls).contains("POST /links/weft-onprem/mirrors:failover");
  }

  @Test
  void findsNothingToDoWhereNothingIsMirrored() {
    assertThat(apply(new Change.RemoveMirror(LATE, "onprem")).values())
        .containsOnly(new Outcome.Unchanged());
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, promote",
    "PAUSED, promote",
    "SOURCE_UNAVAILABLE, failover",
    "LINK_FAILED, failover"
  })
  void promotesWithEverythingCopiedWhileTheSourceCanBeRead(Status status, String action) {
    wantedLink();
    server.add(LINK, LATE.topic(), status);

    Map<String, Outcome> outcomes = apply(new Change.PromoteMirror(LATE, "onprem"));

    assertThat(outcomes.values()).containsOnly(new Outcome.Applied());
    assertThat(server.calls).contains("POST /links/weft-onprem/mirrors:" + action);
  }

  @Test
  void reportsWhatWasRefusedForOneTopic() {
    wantedLink();
    server.add(LINK, LATE.topic(), Status.ACTIVE);
    server.add(LINK, ORDERS.topic(), Status.ACTIVE);
    server.itemErrors.put(LATE.topic(), "Mirror lag is not zero.");

    Map<String, Outcome> outcomes =
        apply(new Change.PromoteMirror(LATE, "onprem"), new Change.PromoteMirror(ORDERS, "onprem"));

    assertThat(outcomes.get("0"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.message()).contains("Mirror lag is not zero.", "40002"));
    assertThat(outcomes.get("1")).isEqualTo(new Outcome.Applied());
  }

  @Test
  void refusesATopicThatIsThereAlready() {
    server.topics.add(LATE.topic());

    Map<String, String> refusals =
        links.validate(
            List.of(
                planned(0, new Change.CreateMirror(LATE, "onprem")),
                planned(1, new Change.CreateMirror(ORDERS, "onprem")),
                planned(2, new Change.CreateMirror(ORDERS, "edge"))));

    assertThat(refusals.keySet()).containsExactly("0", "2");
    assertThat(refusals.get("0")).contains("shipping.late.v1", "is on `cloud` already");
    assertThat(refusals.get("2")).contains("links.cloud.source.edge.bootstrap.servers");
  }

  @Test
  void addsUpTheLagOfAllPartitions() {
    wantedLink();
    server.add(LINK, LATE.topic(), Status.ACTIVE).lags = List.of(3L, 4L);
    server.add(LINK, ORDERS.topic(), Status.ACTIVE);
    server.add("theirs", "a.v1", Status.ACTIVE).lags = List.of(9L);

    assertThat(links.lag(Set.of(LATE, ORDERS, new ResourceKey.Mirror("cloud", "a.v1"))))
        .isEqualTo(Map.of(LATE, 7L));
  }

  @ParameterizedTest
  @CsvSource({"401, 40101", "403, 40301", "429, 42901", "500, 50001", "503, 50302"})
  void neverTakesAFailedReadForAnEmptyOne(int status, int code) {
    for (String read : List.of("GET /links", "GET /links/-/mirrors")) {
      server.faults.clear();
      server.faults.put(read, fault(status, code, "No."));

      assertThatThrownBy(links::observe)
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("status " + status)
          .hasMessageContaining("error_code " + code)
          .hasMessageContaining("No.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, 42901, TRANSIENT",
    "503, 50302, TRANSIENT",
    "500, 50003, TRANSIENT",
    "400, 40002, PERMANENT",
    "403, 40301, PERMANENT",
    "404, 40403, PERMANENT"
  })
  void tellsWhatMayWorkLater(int status, int code, Outcome.Kind kind) {
    server.faults.put("POST /links", fault(status, code, "Not now."));

    assertThat(apply(new Change.CreateMirror(LATE, "onprem")).get("0"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.kind()).isEqualTo(kind));
  }

  @Test
  void doesNotKnowWhatAServerErrorDid() {
    server.faults.put("POST /links", fault(500, 50001, "Oops."));

    assertThat(apply(new Change.CreateMirror(LATE, "onprem")).get("0"))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void refusesAStatusThatIsNotDocumented() {
    wantedLink();
    server.faults.put(
        "GET /links/-/mirrors",
        new Fault(
            200,
            """
            {"kind": "KafkaMirrorDataList", "metadata": {"self": "", "next": null}, "data": [
              {"link_name": "l", "mirror_topic_name": "t", "source_topic_name": "t",
               "mirror_status": "DREAMING"}]}\
            """));

    assertThatThrownBy(links::observe)
        .isInstanceOf(ObservationException.class)
        .hasMessageContaining("DREAMING");
  }

  @Test
  void sendsTheKeyToNoOtherServer() {
    wantedLink();
    for (String topic : List.of("a.v1", "b.v1", "c.v1")) {
      server.add(LINK, topic, Status.ACTIVE);
    }
    server.nextPageAt = "http://other.example.com";

    assertThatThrownBy(links::observe)
        .isInstanceOf(ObservationException.class)
        .hasMessageContaining("other.example.com");
  }

  @Test
  void tellsNoSecretWhateverHappens() {
    ConfluentAccess wrong = access(server.url(), "canary-wrong");
    List<String> said = new ArrayList<>(List.of(wrong.toString(), wrong.sources().toString()));
    try (var refused = new ConfluentLinks("cloud", wrong, impatient())) {
      assertThatThrownBy(refused::observe).satisfies(e -> said.add(e.toString()));
    }
    server.faults.put("POST /links", fault(400, 40002, "Bad request."));
    said.add(apply(new Change.CreateMirror(LATE, "onprem")).toString());

    assertThat(said)
        .noneMatch(text -> text.contains("canary") || text.contains(FakeConfluent.SECRET));
  }

  @Test
  void saysThatNobodyAnswers() {
    try (var nowhere =
        new ConfluentLinks("cloud", access(URI.create("http://127.0.0.1:1"), "x"), impatient())) {
      List<Outcome> outcomes = new ArrayList<>();
      nowhere.apply(
          List.of(planned(0, new Change.CreateMirror(LATE, "onprem"))),
          (_, outcome) -> outcomes.add(outcome));

      assertThat(outcomes)
          .singleElement()
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(Outcome.Kind.TRANSIENT);
                assertThat(failed.message()).contains("127.0.0.1:1", "no connection");
              });
    }
  }

  private Map<String, Outcome> apply(Change... changes) {
    List<PlannedChange> planned = new ArrayList<>();
    for (Change change : changes) {
      planned.add(planned(planned.size(), change));
    }
    Map<String, Outcome> outcomes = new TreeMap<>();
    links.apply(planned, (each, outcome) -> outcomes.put(each.id(), outcome));
    assertThat(outcomes).hasSize(changes.length);
    return outcomes;
  }

  private FakeConfluent.Link link() {
    return Objects.requireNonNull(server.links.get(LINK));
  }

  private FakeConfluent.Mirror late() {
    return Objects.requireNonNull(server.mirrors.get(LATE.topic()));
  }

  private LinkSnapshot.Mirror seen() {
    return Objects.requireNonNull(links.observe().mirrors().get(LATE));
  }

  /// A link as Weft makes it.
  private void wantedLink() {
    var link = new FakeConfluent.Link();
    link.sourceId = "lkc-source";
    link.configs.putAll(access(server.url(), "").wanted("onprem"));
    server.links.put(LINK, link);
  }

  private static Fault fault(int status, int code, String message) {
    return new Fault(status, "{\"error_code\": %d, \"message\": \"%s\"}".formatted(code, message));
  }

  private static Patience impatient() {
    return new Patience(3, Duration.ZERO);
  }

  private static ConfluentAccess access(URI url, String secret) {
    var source =
        new ConfluentAccess.Source(
            "lkc-source",
            new TreeMap<>(
                Map.of("bootstrap.servers", "source.example.com:9092", "sasl.jaas.config", JAAS)));
    return new ConfluentAccess(
        url,
        FakeConfluent.CLUSTER,
        FakeConfluent.KEY,
        secret,
        new TreeMap<>(Map.of("onprem", source)),
        new TreeMap<>(Map.of("consumer.offset.sync.ms", "1000")));
  }

  private static PlannedChange planned(int id, Change change) {
    return new PlannedChange(
        Integer.toString(id),
        change,
        new Owner(Owner.Kind.PRODUCT, "shipping", "late-deliveries"),
        Risk.SAFE,
        "a test wants it",
        List.<Location>of(),
        List.of(),
        List.of(),
        "",
        new Verdict.Allowed());
  }
}
