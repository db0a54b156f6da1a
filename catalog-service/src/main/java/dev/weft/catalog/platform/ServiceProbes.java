// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.platform;

import dev.weft.catalog.deployment.CatalogConfig;
import dev.weft.catalog.platform.Platform.ServiceState;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Asks the other servers how they are, all at once and with little patience; an answer is shown to
/// everybody for a short while.
@ApplicationScoped
class ServiceProbes implements Services {

  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final Duration KEPT = Duration.ofSeconds(3);
  private static final int WELL = 300;
  private static final String UP = "up";
  private static final String DOWN = "down";
  private static final String DAEMON = "daemon";

  private final CatalogConfig config;
  private final DataSource database;
  private final Clock clock;
  private final Optional<String> issuer;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable List<ServiceState> last;
  private Instant asked = Instant.EPOCH;

  ServiceProbes(
      CatalogConfig config,
      DataSource database,
      Clock clock,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer) {
    this.config = config;
    this.database = database;
    this.clock = clock;
    this.issuer = issuer;
  }

  synchronized List<ServiceState> states() {
    List<ServiceState> known = last;
    if (known == null || asked.plus(KEPT).isBefore(clock.instant())) {
      asked = clock.instant();
      known = ask();
      last = known;
    }
    return known;
  }

  @Override
  public ServiceState daemon() {
    return states().stream().filter(each -> each.name().equals(DAEMON)).findFirst().orElseThrow();
  }

  private List<ServiceState> ask() {
    List<CompletableFuture<ServiceState>> answers = new ArrayList<>();
    answers.add(probe(DAEMON, config.daemon().url().map(url -> below(url, "q/health/ready"))));
    answers.add(probe("registry", config.registry().url().map(url -> below(url, "system/info"))));
    answers.add(
        probe(
            "identity",
            issuer.map(url -> below(URI.create(url), ".well-known/openid-configuration"))));
    answers.add(CompletableFuture.supplyAsync(this::database, threads));
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<ServiceState> probe(String name, Optional<URI> address) {
    return CompletableFuture.supplyAsync(
        () ->
            address
                .map(uri -> http(name, uri))
                .orElseGet(() -> state(name, "unknown", "No address is configured.")),
        threads);
  }

  private ServiceState http(String name, URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      return status < WELL
          ? state(name, UP, "")
          : state(name, DOWN, "It answers with status " + status + ".");
    } catch (IOException e) {
      return state(name, DOWN, "It does not answer within " + PATIENCE.toMillis() + " ms.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return state(name, "unknown", "The question was interrupted.");
    }
  }

  private ServiceState database() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid((int) PATIENCE.toSeconds())
          ? state("database", UP, "")
          : state("database", DOWN, "It does not answer.");
    } catch (SQLException e) {
      return state("database", DOWN, "It does not answer.");
    }
  }

  private ServiceState state(String name, String state, String message) {
    return new ServiceState(name, state, message, clock.instant());
  }

  private static URI below(URI base, String path) {
    String text = base.toString();
    return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
  }
}
