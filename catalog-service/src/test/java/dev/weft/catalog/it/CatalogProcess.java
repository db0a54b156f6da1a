// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.devstack.DevStack;
import dev.weft.devstack.KafkaAccess;
import dev.weft.devstack.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// The packaged service as a process of its own, as a deployment starts it.
final class CatalogProcess implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final int port;
  private final HttpClient http = HttpClient.newBuilder().build();
  private final Path log;

  private CatalogProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// An answer.
  record Answer(int status, String body, HttpResponse<String> response) {

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON: " + body, e);
      }
    }
  }

  /// @param database a database of the stack's PostgreSQL
  /// @param cluster where the log is
  /// @param more settings on top
  static CatalogProcess start(
      DevStack stack, TestDatabase database, KafkaAccess cluster, Map<String, String> more)
      throws IOException {
    int port = TestStack.freePort();
    Map<String, String> settings = new TreeMap<>();
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.put("quarkus.datasource.jdbc.url", database.url());
    settings.put("quarkus.datasource.username", stack.postgres().superuser());
    settings.put("quarkus.datasource.password", stack.postgres().superuserPassword());
    settings.put("quarkus.oidc.auth-server-url", stack.identity().issuer());
    settings.put("quarkus.oidc.credentials.secret", stack.identity().clientSecret("weft-catalog"));
    settings.put("weft.environment", "dev");
    cluster
        .adminProperties()
        .forEach((name, value) -> settings.put("weft.log.kafka." + name, value));
    settings.put("weft.clusters.onprem.bootstrap-servers", cluster.bootstrapServers());
    settings.put("weft.clusters.onprem.security-protocol", "SASL_PLAINTEXT");
    settings.put("weft.clusters.onprem.token-url", stack.identity().tokenEndpoint());
    settings.put("weft.registry.url", stack.registry().url());
    settings.put("weft.log.longest-pause", "1S");
    settings.putAll(more);
    Path folder = Files.createDirectories(Path.of("target/catalog-it"));
    Path file = folder.resolve("catalog-" + port + ".properties");
    var properties = new Properties();
    properties.putAll(settings);
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    Path log = folder.resolve("catalog-" + port + ".log");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                JAR.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("QUARKUS_CONFIG_LOCATIONS", file.toAbsolutePath().toString());
    var catalog = new CatalogProcess(builder.start(), port, log);
    catalog.awaitAnswer();
    return catalog;
  }

  private void awaitAnswer() {
    Awaitility.await("the service answers, see " + log)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .failFast("it has ended, see " + log, () -> !process.isAlive())
        .until(() -> get("/q/health/live", null).status() == 200);
  }

  /// Waits until the service has taken in all of the log.
  void awaitReady() {
    Awaitility.await("the service is ready, see " + log)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> get("/q/health/ready", null).status() == 200);
  }

  Answer get(String path, @Nullable String token) {
    return send("GET", path, token, null, Map.of());
  }

  Answer send(
      String method,
      String path,
      @Nullable String token,
      @Nullable String body,
      Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
