// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The API of two packaged daemons, one of which stands by: whichever is asked, it is answered.
class ApiIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String GOOD = "{partitions: 2, retention: P2D}";

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static DaemonMesh mesh;

  @SuppressWarnings("NullAway.Init")
  private static DaemonProcess leader;

  @SuppressWarnings("NullAway.Init")
  private static DaemonProcess standby;

  @BeforeAll
  static void starts() throws IOException {
    mesh = new DaemonMesh(folder);
    mesh.product("first", GOOD);
    mesh.commit("The first product");
    mesh.stack.identity().ensureUser("stranger", List.of());
    leader = mesh.daemon("one").untilReady();
    standby = mesh.daemon("two").untilReady();
  }

  @AfterAll
  static void ends() {
    standby.close();
    leader.close();
    mesh.close();
  }

  private static String operator() {
    return mesh.stack.identity().serviceToken("weft-catalog");
  }

  private static JsonNode events(DaemonProcess daemon) {
    return daemon.parse(daemon.get("/api/v1/events", operator())).path("events");
  }

  private static JsonNode product(String name) {
    JsonNode page = leader.parse(leader.get("/api/v1/products?product=shop/" + name, operator()));
    return page.path("products").path(0);
  }

  private static String urn(String name) {
    return "{\"subject\": \"urn:weft:shop:%s\", \"reason\": \"Looked at\"}".formatted(name);
  }

  @Test
  void tellsACommitFromTheMomentItWasSeenUntilItWasReadBack() {
    long after = leader.parse(leader.get("/api/v1/events", operator())).path("next").asLong();
    String commit = mesh.product("watched", GOOD).commit("To be watched");

    await()
        .atMost(PATIENCE)
        .until(() ->
            events(leader).toString().contains("\"type\":\"pass\",\"commit\":{\"id\":\"" + commit));
    JsonNode next =
        leader
            .parse(leader.get("/api/v1/events?wait=PT20S&after=" + after, operator()))
            .path("events");

    // Passes that other tests have asked for may end meanwhile.
    JsonNode first =
        next.valueStream()
            .filter(event -> event.path("commit").path("id").asText().equals(commit))
            .findFirst()
            .orElseThrow(() -> new AssertionError(next.toPrettyString()));
    assertThat(first.path("type").asText()).isEqualTo("seen");
    assertThat(first.path("commit").path("subject").asText()).isEqualTo("To be watched");
    assertThat(next.toString()).contains("create-topic", "urn:weft:shop:watched");
    assertThat(events(leader).toString()).contains("sinceSeen");
  }

  @Test
  void changesNothingOfAPausedProductUntilItIsResumedWhoeverIsAsked() {
    mesh.product("paused", GOOD).commit("To be paused");
    mesh.awaitTopic("paused");

    // When
    DaemonProcess.Answer paused = standby.post("/api/v1/pauses", operator(), urn("paused"));
    mesh.product("paused", "{partitions: 4, retention: P2D}").commit("More partitions");
    mesh.product("beside", GOOD).commit("Another one");
    mesh.awaitTopic("beside");

    // Then
    assertThat(paused.status()).as(paused.body()).isEqualTo(201);
    assertThat(leader.parse(paused).path("by").asText()).contains("weft-catalog");
    await()
        .atMost(PATIENCE)
        .until(() -> product("paused").path("conditions").toString().contains("Suspended"));
    assertThat(product("paused").path("pause").path("reason").asText()).isEqualTo("Looked at");
    assertThat(mesh.partitions("paused")).isEqualTo(2);

    // And when
    DaemonProcess.Answer resumed = standby.post("/api/v1/pauses/end", operator(), urn("paused"));

    // Then
    assertThat(resumed.status()).as(resumed.body()).isEqualTo(204);
    await().atMost(PATIENCE).until(() -> mesh.partitions("paused") == 4);
    JsonNode audit =
        leader.parse(leader.get("/api/v1/audit?subject=urn:weft:shop:paused&size=100", operator()));
    assertThat(audit.path("records").findValuesAsText("action")).contains("pause", "resume");
    assertThat(audit.path("chain").path("isWhole").asBoolean()).as(audit.toString()).isTrue();
    assertThat(leader.post("/api/v1/pauses/end", operator(), urn("paused")).status())
        .isEqualTo(404);
  }

  @Test
  void keepsAPauseWhenTheLeaderDies() throws IOException {
    String all =
        "{\"subject\": \"all\", \"reason\": \"Night\", \"until\": \"2100-01-01T00:00:00Z\"}";
    DaemonMesh other = new DaemonMesh(Files.createDirectory(folder.resolve("other")));
    try {
      other.product("night", GOOD).commit("Before the night");
      DaemonProcess first = other.daemon("first").untilReady();
      other.awaitTopic("night");
      assertThat(first.post("/api/v1/pauses", operator(), all).status()).isEqualTo(201);
      first.kill();
      other.product("dawn", GOOD).commit("In the night");
      try (DaemonProcess second = other.daemon("first").untilReady()) {
        JsonNode pauses = second.parse(second.get("/api/v1/pauses", operator())).path("pauses");
        JsonNode status = second.status(operator());

        assertThat(pauses.path(0).path("subject").asText()).isEqualTo("all");
        assertThat(status.path("lastPassResult").asText()).isEqualTo("waiting");
        assertThat(status.path("message").asText()).contains("Everything is paused");
        assertThat(other.topics()).doesNotContain(DaemonMesh.topic("dawn"));
      }
    } finally {
      other.close();
    }
  }

  @Test
  void looksForDriftWhenSomebodyAsks() {
    JsonNode drift = standby.parse(standby.get("/api/v1/drift?about=shop/first", operator()));

    assertThat(drift.path("errors")).isEmpty();
    assertThat(drift.path("drift").path("owners").path(0).path("state").asText())
        .isEqualTo("in-sync");
  }

  @Test
  void exposesEveryNumberThatDashboardAndRulesName() throws IOException {
    Path monitoring = Path.of(System.getProperty("weft.root", "../..")).resolve("k8s/monitoring");
    String asked =
        Files.readString(monitoring.resolve("weft-dashboard.json"))
            + Files.readString(monitoring.resolve("weft-rules.yaml"));
    // The catalog's are checked with the catalog.
    List<String> named =
        Pattern.compile("\\b(weft_(?!catalog_)[a-z_]+)")
            .matcher(asked)
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    String exposed = leader.get("/q/metrics", null).body();

    assertThat(named).hasSizeGreaterThan(15);
    assertThat(named)
        .allSatisfy(name -> assertThat(exposed).containsPattern("(?m)^" + name + "[{ ]"));
  }

  @Test
  void letsOnlyThoseOperateWhoMay() {
    String olivia = mesh.stack.identity().userToken("olivia");
    String stranger = mesh.stack.identity().userToken("stranger");

    assertThat(leader.get("/api/v1/products", olivia).status()).isEqualTo(200);
    assertThat(leader.get("/api/v1/products", stranger).status()).isEqualTo(403);
    assertThat(leader.get("/api/v1/audit", null).status()).isEqualTo(401);
    assertThat(leader.post("/api/v1/pauses", olivia, urn("first")).status()).isEqualTo(403);
    assertThat(leader.post("/api/v1/products/shop/first/reconcile", olivia, "").status())
        .isEqualTo(403);
    assertThat(standby.post("/api/v1/products/shop/first/reconcile", operator(), "").status())
        .isEqualTo(202);
    assertThat(leader.post("/api/v1/products/shop/none/reconcile", operator(), "").status())
        .isEqualTo(404);
  }

  @Test
  void saysWhatIsWrongWithARequest() {
    assertProblem(leader.post("/api/v1/pauses", operator(), "{}"), "reason");
    assertProblem(
        leader.post("/api/v1/pauses", operator(), "{\"subject\":\"x\",\"reason\":\"r\"}"), "`x`");
    assertProblem(leader.get("/api/v1/events?wait=PT1H", operator()), "PT20S");
    assertProblem(leader.get("/api/v1/audit?from=now", operator()), "from");
    assertProblem(leader.get("/api/v1/products?size=0", operator()), "size");
  }

  private static void assertProblem(DaemonProcess.Answer answer, String words) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(leader.parse(answer).path("detail").asText()).contains(words);
  }
}
