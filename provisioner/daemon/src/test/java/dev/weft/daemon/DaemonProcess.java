// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.devstack.DevStack;
import dev.weft.devstack.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The packaged daemon as a process of its own, told where things are as `weft serve` tells it.
final class DaemonProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final Path log;
  private final int port;
  private boolean isFrozen;

  private DaemonProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /// An answer, whatever it is.
  record Answer(int status, String type, String body) {}

  /// Starts one; it need not be ready when this returns.
  ///
  /// @param instance its name among the daemons of the environment
  /// @param more environment variables beside the usual ones
  static DaemonProcess start(
      DevStack stack, Path repository, Path folder, String instance, Map<String, String> more) {
    Path log = folder.resolve("daemon-" + instance + "-" + System.nanoTime() + ".log");
    int port = TestStack.freePort();
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                jar().toString()));
    builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "WEFT_ENVIRONMENT", "dev",
                "WEFT_REPOSITORY", repository.toString(),
                "WEFT_DEPLOYMENT", stack.environmentFile().toString(),
                "WEFT_INSTANCE", instance,
                "WEFT_POLL", "PT0.2S",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_OIDC_AUTH_SERVER_URL", stack.identity().issuer()));
    builder.environment().putAll(more);
    try {
      Process process =
          builder
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new DaemonProcess(process, log, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar() {
    Path jar =
        Path.of(System.getProperty("weft.root", "../.."))
            .resolve("provisioner/daemon/target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " is missing; package the module first");
    }
    return jar;
  }

  DaemonProcess untilReady() {
    await("ready, see " + log)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("the daemon ended:\n" + log());
          }
          return isReady();
        });
    return this;
  }

  /// Waits until everything is as a commit wants it.
  void awaitSynced(String token, String commit) {
    await("synced at " + commit)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> {
          JsonNode status = status(token);
          assertThat(
                  List.of(status.path("revision").asText(), status.path("lastPassResult").asText()))
              .as(() -> status + "\n" + log())
              .isEqualTo(List.of(commit, "synced"));
        });
  }

  boolean isReady() {
    try {
      return get("/q/health/ready", null).status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode status(String token) {
    return parse(get("/api/v1/status", token));
  }

  Answer get(String path, @Nullable String token) {
    return send(request(path, token).GET().build());
  }

  Answer post(String path, @Nullable String token, String body) {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /// Delivers a push as GitHub does.
  Answer deliver(String secret, String ref) {
    String body = "{\"ref\": \"" + ref + "\"}";
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signature =
          HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
      return send(
          request("/webhooks/github", null)
              .header("Content-Type", "application/json")
              .header("X-GitHub-Event", "push")
              .header("X-GitHub-Delivery", UUID.randomUUID().toString())
              .header("X-Hub-Signature-256", "sha256=" + signature)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode parse(Answer answer) {
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(answer.toString(), e);
    }
  }

  private HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofMinutes(1));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(response.statusCode(), type, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Stops it in mid-air, as a long pause of its machine does.
  void freeze() {
    signal("-STOP");
    isFrozen = true;
  }

  /// Lets it go on as if nothing had happened.
  void thaw() {
    signal("-CONT");
    isFrozen = false;
  }

  private void signal(String signal) {
    try {
      int exit = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill " + signal + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Ends it as a crash would.
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// Ends it in good order.
  void stop() {
    if (isFrozen) {
      thaw();
    }
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    stop();
    http.close();
  }
}
