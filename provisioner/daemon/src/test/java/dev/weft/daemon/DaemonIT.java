// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.daemon.remote.GitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged daemon with a repository elsewhere that tells it of pushes, a real cluster, a real
/// registry and real tokens. It would fetch by itself only after the tests are over.
class DaemonIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String GOOD = "{partitions: 2, retention: P2D}";

  private static final String FETCH = "f3tch-s3cret";
  private static final String WEBHOOK = "w3bhook-s3cret";

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static DaemonMesh mesh;

  @SuppressWarnings("NullAway.Init")
  private static DaemonProcess daemon;

  @SuppressWarnings("NullAway.Init")
  private static GitServer origin;

  @BeforeAll
  static void starts() throws IOException {
    mesh = new DaemonMesh(folder);
    mesh.product("first", GOOD);
    mesh.commit("The first product");
    mesh.stack.identity().ensureUser("stranger", List.of());
    origin = new GitServer(mesh.repository.folder(), FETCH);
    daemon =
        mesh.daemon(
                "it",
                Map.of(
                    "WEFT_REMOTE_URL", origin.url().toString(),
                    "WEFT_REMOTE_POLL", "PT1H",
                    "WEFT_REMOTE_USERNAME", "weft",
                    "WEFT_REMOTE_PASSWORD_FILE", secret("fetch", FETCH),
                    "WEFT_WEBHOOK_SECRET_FILE", secret("webhook", WEBHOOK)))
            .untilReady();
    mesh.pushed =
        () -> assertThat(daemon.deliver(WEBHOOK, "refs/heads/main").status()).isEqualTo(202);
  }

  @AfterAll
  static void ends() {
    daemon.close();
    origin.close();
    mesh.close();
  }

  private static String secret(String name, String secret) throws IOException {
    return Files.writeString(folder.resolve(name), secret).toString();
  }

  private static String token() {
    return mesh.stack.identity().serviceToken("weft-catalog");
  }

  private static JsonNode awaitCommit(String commit) {
    await("commit " + commit + " made real; " + daemon.log())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> daemon.status(token()).path("revision").asText().equals(commit));
    return daemon.status(token());
  }

  @Test
  void makesWhatIsPushedReal() throws Exception {
    String commit = mesh.product("pushed", GOOD).commit("Another product");

    mesh.awaitTopic("pushed");
    JsonNode status = awaitCommit(commit);

    assertThat(status.path("leader").asBoolean()).isTrue();
    assertThat(status.path("environment").asText()).isEqualTo("dev");
    assertThat(status.path("clusters").path(0).path("name").asText()).isEqualTo(mesh.cluster);
    assertThat(mesh.admin.describeAcls(AclBindingFilter.ANY).values().get())
        .extracting(binding -> binding.entry().principal() + " " + binding.pattern().name())
        .contains("User:shop.writer " + DaemonMesh.topic("pushed"));
    assertThat(daemon.get("/q/metrics", null).body())
        .contains(
            "weft_reconcile_total{",
            "weft_reconcile_seconds_count",
            "weft_time_to_converge_seconds_count",
            "weft_last_full_pass_timestamp_seconds",
            "weft_leader 1.0");
  }

  @Test
  void tellsInTheLogWhatBecameOfIt() {
    String commit = mesh.product("told", GOOD).grant("told").commit("With a grant");

    awaitCommit(commit);
    String grant = "grant/shop/told/reader@" + mesh.cluster;
    await("read back; " + daemon.log())
        .atMost(PATIENCE)
        .until(() -> mesh.document("weft.status", grant).has("readBackAt"));
    JsonNode product = mesh.document("weft.products", "urn:weft:shop:told");
    JsonNode conditions =
        mesh.document("weft.status", "urn:weft:shop:told@" + mesh.cluster).path("conditions");
    JsonNode status = mesh.document("weft.status", grant);

    assertThat(product.path("commit").path("id").asText()).isEqualTo(commit);
    assertThat(product.path("grants").path(0).path("state").asText()).isEqualTo("active");
    assertThat(conditions.toString())
        .contains("{\"type\":\"Ready\",\"status\":\"True\"", "\"type\":\"PolicyPassed\"");
    assertThat(status.path("mergedCommit").asText()).isEqualTo(commit);
    assertThat(status.path("writtenAt").asText()).isNotBlank();
    await()
        .atMost(PATIENCE)
        .until(() ->
            mesh.document("weft.status", "daemon/dev").path("revision").asText().equals(commit));
  }

  @Test
  void letsABadProductStallAlone() {
    mesh.product("impossible", "{partitions: 1, replication: 2, retention: P2D}");
    String commit = mesh.product("possible", GOOD).commit("One of each");

    mesh.awaitTopic("possible");
    JsonNode status = awaitCommit(commit);
    mesh.product("impossible", GOOD);
    String corrected = mesh.commit("Corrected");
    mesh.awaitTopic("impossible");

    assertThat(status.path("lastPassResult").asText()).isEqualTo("waiting");
    assertThat(status.path("message").asText()).contains(DaemonMesh.topic("impossible"));
    assertThat(awaitCommit(corrected).path("message").asText())
        .doesNotContain(DaemonMesh.topic("impossible"));
  }

  @Test
  void keepsEverythingWhenTheMeshIsBroken() {
    String before = mesh.repository.text("mesh.yaml");
    mesh.product("kept", GOOD).commit("To be kept");
    mesh.awaitTopic("kept");
    mesh.repository.write("mesh.yaml", "kind: Nonsense");
    String broken = mesh.commit("Break the mesh");

    await()
        .atMost(PATIENCE)
        .until(() ->
            daemon.status(token()).path("message").asText().contains(broken.substring(0, 12)));
    JsonNode status = daemon.status(token());
    mesh.repository.write("mesh.yaml", before);
    String repaired = mesh.product("afterwards", GOOD).commit("Repair it");
    mesh.awaitTopic("afterwards");

    assertThat(status.path("lastPassResult").asText()).isEqualTo("partial");
    assertThat(status.path("message").asText()).contains("stays in force", "mesh.yaml");
    assertThat(mesh.topics()).contains(DaemonMesh.topic("kept"));
    awaitCommit(repaired);
  }

  @Test
  void plansACommitForThoseWhoMay() throws Exception {
    String commit = mesh.product("planned", GOOD).commit("To be planned");
    mesh.awaitTopic("planned");
    awaitCommit(commit);
    String body = "{\"commit\": \"" + commit + "\"}";

    DaemonProcess.Answer anonymous = daemon.post("/api/v1/plans", null, body);
    DaemonProcess.Answer forged = daemon.post("/api/v1/plans", "e30.e30.e30", body);
    DaemonProcess.Answer stranger =
        daemon.post("/api/v1/plans", mesh.stack.identity().userToken("stranger"), body);
    DaemonProcess.Answer allowed =
        daemon.post("/api/v1/plans", mesh.stack.identity().userToken("olivia"), body);

    assertThat(anonymous.status()).isEqualTo(401);
    assertThat(anonymous.type()).startsWith("application/problem+json");
    assertThat(forged.status()).isEqualTo(401);
    assertThat(stranger.status()).isEqualTo(403);
    assertThat(stranger.type()).startsWith("application/problem+json");
    assertThat(allowed.status()).as(allowed.body()).isEqualTo(200);
    JsonNode answer = daemon.parse(allowed);
    assertThat(answer.path("commit").asText()).isEqualTo(commit);
    assertThat(answer.path("environment").asText()).isEqualTo("dev");
    assertThat(answer.path("plan").path("format").asText()).isEqualTo("weft.plan");
    assertThat(answer.path("plan").path("revision").asText()).isEqualTo(commit);
    assertThat(answer.path("exitCode").asInt()).as(allowed.body()).isIn(0, 3);
  }

  @Test
  void plansEditedFilesWithoutWritingAnything() {
    String path = DaemonMesh.path("imagined", "product.yaml");
    String text = DaemonMesh.manifest("imagined", GOOD).replace("\n", "\\n");
    String schema = DaemonMesh.path("imagined", "schemas/event.avsc");
    String body =
        """
        {"base": "main", "files": [{"path": "%s", "content": "%s"},
          {"path": "%s", "content": "\\"string\\""}]}
        """
            .formatted(path, text, schema);

    DaemonProcess.Answer answer = daemon.post("/api/v1/plans", token(), body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode plan = daemon.parse(answer);
    assertThat(plan.path("products").path(0).asText()).isEqualTo("urn:weft:shop:imagined");
    assertThat(plan.path("commit").isNull()).isTrue();
    assertThat(plan.path("check").path("base").asText()).isEqualTo(plan.path("base").asText());
    assertThat(plan.path("check").path("products").toString()).isEqualTo("[\"shop/imagined\"]");
    assertThat(plan.path("check").path("readersFrom").asText()).isEqualTo("server");
    assertThat(plan.path("diagnostics").toString() + plan.path("plan").path("changes"))
        .contains("imagined");
    assertThat(mesh.topics()).doesNotContain(DaemonMesh.topic("imagined"));
  }

  @Test
  void refusesWhatCannotBePlanned() {
    String many =
        "{\"base\": \"main\", \"files\": ["
            + "{\"path\": \"a\", \"content\": \"\"},".repeat(100)
            + "{\"path\": \"a\", \"content\": \"\"}]}";

    assertProblem(daemon.post("/api/v1/plans", token(), "{}"), 400);
    assertProblem(daemon.post("/api/v1/plans", token(), "[1"), 400);
    assertProblem(daemon.post("/api/v1/plans", token(), "{\"commit\": \"main~1\"}"), 404);
    assertProblem(
        daemon.post("/api/v1/plans", token(), "{\"commit\": \"" + "1".repeat(40) + "\"}"), 404);
    assertProblem(daemon.post("/api/v1/plans", token(), many), 413);
  }

  private static void assertProblem(DaemonProcess.Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(daemon.parse(answer).path("detail").asText()).isNotBlank();
  }

  @Test
  void takesDeliveriesOnlyOfThoseWhoKnowTheSecret() {
    assertThat(daemon.deliver("guessed", "refs/heads/main").status()).isEqualTo(401);
    assertThat(daemon.post("/webhooks/gitlab", null, "{}").status()).isEqualTo(401);
    assertThat(daemon.post("/webhooks/elsewhere", null, "{}").status()).isEqualTo(404);
    assertThat(daemon.post("/webhooks/gitea", null, "x".repeat(2 << 20)).status()).isEqualTo(413);
    assertThat(daemon.deliver(WEBHOOK, "refs/tags/v1").status()).isEqualTo(200);
  }

  @Test
  void looksAtOnceWhenSomebodyMayAndAsks() {
    String olivia = mesh.stack.identity().userToken("olivia");

    assertThat(daemon.post("/api/v1/reconcile", null, "").status()).isEqualTo(401);
    assertThat(daemon.post("/api/v1/reconcile", olivia, "").status()).isEqualTo(403);
    assertThat(daemon.post("/api/v1/reconcile", token(), "").status()).isEqualTo(202);
    await()
        .atMost(PATIENCE)
        .until(() -> daemon.get("/q/metrics", null).body().contains("trigger=\"request\""));
  }

  @Test
  void tellsNoSecretsInItsLog() {
    assertThat(daemon.log())
        .contains("Pass ended", "result=synced")
        .doesNotContain(mesh.stack.identity().provisionerSecret(), FETCH, WEBHOOK);
  }
}
