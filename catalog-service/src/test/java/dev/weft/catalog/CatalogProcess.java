// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog;

import dev.weft.devstack.TestStack;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// The packaged service as a process of its own, as a deployment runs it.
public final class CatalogProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final int port;
  private final Path log;

  private CatalogProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// Starts the service on a free port and waits until it answers.
  ///
  /// @param folder for its output
  /// @param settings by the names of the configuration
  public static CatalogProcess start(Path folder, Map<String, String> settings) throws IOException {
    int port = TestStack.freePort();
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    command.add("-Dquarkus.http.port=" + port);
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-jar");
    command.add(new File("target/quarkus-app/quarkus-run.jar").getAbsolutePath());
    Path log = Files.createTempFile(folder, "catalog", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    CatalogProcess catalog = new CatalogProcess(process, port, log);
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> catalog.isAnswering());
      return catalog;
    } catch (RuntimeException e) {
      catalog.close();
      throw new IllegalStateException("the catalog does not start:\n" + catalog.output(), e);
    }
  }

  private boolean isAnswering() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the catalog has ended");
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
                  HttpRequest.newBuilder(uri("/q/health/live")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// An address of the service.
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// What it has printed.
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "there is no output: " + e;
    }
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
    }
  }
}
