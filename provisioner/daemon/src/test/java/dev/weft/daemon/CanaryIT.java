// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.daemon.remote.GitServer;
import dev.weft.provisioner.secret.FakeVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plants secrets wherever the deployment has some, runs the daemon and the commands on real
/// servers, lets things go wrong, and looks for the secrets in all that came out: streams, logs,
/// answers, files, and every record of the control-plane log.
class CanaryIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String FETCH = "f3tch-canary/1+a=b";
  private static final String WEBHOOK = "w3bhook-canary-77aa";
  private static final String KEYSTORE = "k3ystore-canary-5512";
  private static final String TRUSTSTORE = "tru5tstore-canary-6613";
  private static final String KEY = "k3y-canary-9921";

  @TempDir private Path folder;
  private final Canaries canaries = new Canaries();

  @Test
  void noSecretComesOutAnywhere() throws Exception {
    try (var mesh = new DaemonMesh(folder);
        var vault = new FakeVault()) {
      mesh.product("canary", "{partitions: 1, retention: P2D}").grant("canary");
      scribe(mesh);
      mesh.commit("Begin");
      Path deployment = deployment(mesh, vault);
      plant(mesh);
      try (var origin = new GitServer(mesh.repository.folder(), FETCH);
          DaemonProcess daemon = daemon(mesh, origin, deployment).untilReady()) {
        mesh.pushed =
            () -> assertThat(daemon.deliver(WEBHOOK, "refs/heads/main").status()).isEqualTo(202);
        mesh.awaitTopic("canary");
        await("handed over; " + daemon.log())
            .atMost(PATIENCE)
            .until(() ->
                vault.data("shop.reader").isObject()
                    && vault.data(scribe(mesh.cluster)).isObject());
        String before = handedOver("before", vault);
        String password = password("before", mesh, vault);
        commands(mesh, deployment);
        String after = handedOver("after", vault);
        assertThat(password("after", mesh, vault)).isNotEqualTo(password);
        assertThat(after).as(canaries.outputs().get("weft application")).isNotEqualTo(before);
        goWrong(mesh, vault, origin, daemon);
        ask(mesh, daemon);
        canaries.heard("log of the daemon", daemon.log());
      }
      for (String topic : mesh.topics()) {
        canaries.heard("topic " + topic, mesh.everything(topic));
      }
    }

    assertThat(canaries.found()).isEmpty();
    assertThat(canaries.outputs().keySet())
        .contains(
            "log of the daemon",
            "topic weft.audit",
            "topic weft.journal",
            "topic weft.inventory",
            "topic weft.products",
            "topic weft.status",
            "status",
            "weft plan");
    assertThat(canaries.outputs().values()).allMatch(text -> !text.isBlank());
    assertThat(canaries.outputs().get("log of the daemon"))
        .contains("could not be fetched", "could not be handed over");
    assertThat(canaries.outputs().get("topic weft.journal"))
        .contains("shop.reader", "/scram/shop.scribe");
  }

  /// An application that reads, too, and logs in by SCRAM.
  private static void scribe(DaemonMesh mesh) {
    mesh.repository.write(
        "domains/shop/applications/scribe.yaml",
        """
        apiVersion: weft.dev/v1
        kind: Application
        metadata: {name: scribe}
        spec: {type: scram}
        """);
    mesh.repository.write(
        DaemonMesh.path("canary", "access/scribe.yaml"),
        """
        apiVersion: weft.dev/v1
        kind: AccessGrant
        metadata: {name: scribe}
        spec:
          consumer: shop/scribe
          ports: [events@v1]
          purpose: analytics
          reason: To write down what happens
          expires: %s
        """
            .formatted(LocalDate.now(ZoneOffset.UTC).plusDays(30)));
  }

  private static String scribe(String cluster) {
    return "shop.scribe." + cluster;
  }

  private String password(String when, DaemonMesh mesh, FakeVault vault) {
    String jaas = vault.data(scribe(mesh.cluster)).path("sasl.jaas.config").asText();
    String password = jaas.replaceAll(".*password=\"|\";", "");
    canaries.plant("password of shop.scribe " + when, password);
    return password;
  }

  private Path deployment(DaemonMesh mesh, FakeVault vault) throws IOException {
    var lines = new ArrayList<String>();
    for (String line : Files.readAllLines(mesh.stack.environmentFile())) {
      if (!line.startsWith("identity.secrets")) {
        lines.add(line);
      }
    }
    String cluster = "clusters." + mesh.cluster + ".";
    lines.add(cluster + "ssl.keystore.password=" + KEYSTORE);
    lines.add(cluster + "ssl.truststore.password=" + TRUSTSTORE);
    lines.add(cluster + "ssl.key.password=" + KEY);
    String scram = "scram." + mesh.cluster + ".";
    lines.add(scram + "mechanisms=SCRAM-SHA-512 SCRAM-SHA-256");
    lines.add(scram + "credentials.ssl.truststore.password=" + TRUSTSTORE);
    lines.add("identity.secrets.vault.url=" + vault.url());
    lines.add("identity.secrets.vault.namespace=data/team");
    lines.add("identity.secrets.vault.path=weft/test");
    lines.add("identity.secrets.vault.token.file=" + secret("vault-token", FakeVault.TOKEN));
    return Files.write(folder.resolve("canary.properties"), lines);
  }

  private void plant(DaemonMesh mesh) {
    canaries
        .plant("password of the repository", FETCH)
        .plant("secret of webhooks", WEBHOOK)
        .plant("password of the keystore", KEYSTORE)
        .plant("password of the truststore", TRUSTSTORE)
        .plant("password of the key", KEY)
        .plant("token of Vault", FakeVault.TOKEN)
        .plant("secret of Weft's own client", mesh.stack.identity().provisionerSecret());
  }

  /// @return the reader's secret
  private String handedOver(String when, FakeVault vault) {
    String last = "";
    for (String application : List.of("shop.writer", "shop.reader")) {
      String secret =
          vault
              .data(application)
              .path("sasl.oauthbearer.client.credentials.client.secret")
              .asText();
      canaries.plant("secret of " + application + " " + when, secret);
      last = secret;
    }
    return last;
  }

  private DaemonProcess daemon(DaemonMesh mesh, GitServer origin, Path deployment)
      throws IOException {
    return DaemonProcess.start(
        mesh.stack,
        folder.resolve("fetched.git"),
        folder,
        "canary",
        Map.of(
            "WEFT_DEPLOYMENT", deployment.toString(),
            "WEFT_REMOTE_URL", origin.url().toString(),
            "WEFT_REMOTE_POLL", "PT1S",
            "WEFT_REMOTE_USERNAME", "weft",
            "WEFT_REMOTE_PASSWORD_FILE", secret("fetch", FETCH),
            "WEFT_WEBHOOK_SECRET_FILE", secret("webhook", WEBHOOK)));
  }

  private String secret(String name, String secret) throws IOException {
    return Files.writeString(folder.resolve(name), secret).toString();
  }

  private void commands(DaemonMesh mesh, Path deployment) throws Exception {
    Path manifests = folder.resolve("manifests");
    mesh.repository.checkOut(manifests);
    String place = manifests.toString();
    List<String> there = List.of("--env", "dev", "--config", deployment.toString());
    weft("validate", List.of(place));
    weft("plan", List.of(place), there);
    weft("plan", List.of(place, "--format", "json"), there);
    weft("apply", List.of(place, "--yes", "--beside-daemon"), there);
    weft("drift", List.of(place), there);
    for (String application : List.of("shop/reader", "shop/scribe")) {
      // The daemon may begin to write in the middle of it.
      await("rotation of " + application)
          .atMost(PATIENCE)
          .until(() ->
              weft("application", List.of("rotate", application, place, "--yes"), there) == 0);
    }
    weft("audit", List.of("list", place), there);
    weft("audit", List.of("list", place, "--format", "json"), there);
    weft("export", List.of("urn:weft:shop:canary:events:v1", place, "--to", "odcs"), there);
    weft("who-can", List.of("read", DaemonMesh.topic("canary"), place), there);
    // A configuration with a mistake beside a secret.
    Path wrong = Files.copy(deployment, folder.resolve("wrong.properties"));
    Files.writeString(
        wrong, Files.readString(wrong).replace("ssl.key.password=", "ssl.keypassword="));
    weft("plan", List.of(place, "--env", "dev", "--config", wrong.toString(), "--verbose"));
  }

  @SafeVarargs
  private int weft(String command, List<String>... arguments) throws Exception {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(List.of("dev.weft.provisioner.cli.Main", command));
    for (List<String> some : arguments) {
      line.addAll(some);
    }
    Path out = Files.createTempFile(folder, command, ".out");
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(command).isTrue();
    canaries.heard("weft " + command, Files.readString(out));
    return process.exitValue();
  }

  /// Vault repeats the token in an error; the Git host is gone.
  private void goWrong(DaemonMesh mesh, FakeVault vault, GitServer origin, DaemonProcess daemon) {
    String token = mesh.stack.identity().serviceToken("weft-catalog");
    vault.removeForGood("shop.reader");
    for (int i = 0; i < 40; i++) {
      vault.failWrites(FakeVault.errors(500, "token " + FakeVault.TOKEN));
    }
    assertThat(daemon.post("/api/v1/reconcile", token, "").status()).isLessThan(300);
    await("a refusal of Vault; " + daemon.log())
        .atMost(PATIENCE)
        .until(() -> daemon.log().contains("could not be handed over"));
    canaries.heard("status", daemon.status(token).toString());
    origin.close();
    assertThat(daemon.deliver(WEBHOOK, "refs/heads/main").status()).isEqualTo(202);
    await("a fetch that fails; " + daemon.log())
        .atMost(PATIENCE)
        .until(() -> daemon.log().contains("could not be fetched"));
  }

  private void ask(DaemonMesh mesh, DaemonProcess daemon) {
    String token = mesh.stack.identity().serviceToken("weft-catalog");
    JsonNode status = daemon.status(token);
    canaries.plant("a bearer token", token);
    canaries.heard("status", status.toString());
    String plan = "{\"commit\": \"" + status.path("revision").asText() + "\"}";
    canaries.heard("plan", daemon.post("/api/v1/plans", token, plan).toString());
    canaries.heard("plan", daemon.post("/api/v1/plans", token, "{" + WEBHOOK.length()).toString());
    canaries.heard("metrics", daemon.get("/q/metrics", null).body());
    canaries.heard("health", daemon.get("/q/health", null).body());
    canaries.heard("no token", daemon.get("/api/v1/status", null).toString());
    canaries.heard("a bad token", daemon.get("/api/v1/status", token + "x").toString());
    canaries.heard("a forged push", daemon.deliver("another", "refs/heads/main").toString());
  }
}
