// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.catalog.CatalogProcess;
import dev.weft.catalog.forge.SampleRepository;
import dev.weft.devstack.Identity;
import dev.weft.devstack.TestStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The service over a repository with the sample mesh, with the real identity provider, without a
/// database and without a log: what is in Git has to do.
public final class RequestStack implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// An answer of the API.
  ///
  /// @param body empty object when there is none
  public record Answer(int status, JsonNode body) {

    /// The detail of a problem.
    String detail() {
      return body.path("detail").asText();
    }
  }

  private final Path folder;
  private final Identity identity;
  private final FakeDaemon daemon = new FakeDaemon();
  private final HttpClient http = HttpClient.newHttpClient();
  private CatalogProcess catalog;

  private RequestStack(Path folder, Identity identity) throws IOException {
    this.folder = folder;
    this.identity = identity;
    SampleRepository.create(folder.resolve("mesh.git"), Path.of("..", "data-products"));
    this.catalog = startCatalog();
  }

  /// Starts the service with a repository of its own.
  public static RequestStack start() throws IOException {
    Identity identity = TestStack.shared().identity();
    identity.ensureUser("mallory", List.of());
    identity.ensureUser("dora", List.of("billing-team"));
    return new RequestStack(Files.createTempDirectory("weft-request"), identity);
  }

  private CatalogProcess startCatalog() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("quarkus.oidc.auth-server-url", identity.issuer());
    settings.put("quarkus.oidc.credentials.secret", identity.clientSecret("weft-catalog"));
    settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/none");
    settings.put("quarkus.datasource.username", "none");
    settings.put("quarkus.datasource.password", "none");
    settings.put("weft.repository", folder.resolve("mesh.git").toString());
    settings.put("weft.git.passwords", "true");
    settings.put("weft.daemon.url", daemon.url());
    return CatalogProcess.start(folder, settings);
  }

  /// Ends the service and starts it anew: what it knew by itself is gone.
  void restart() throws IOException {
    catalog.close();
    catalog = startCatalog();
  }

  FakeDaemon daemon() {
    return daemon;
  }

  public Path folder() {
    return folder;
  }

  public String token(String user) {
    return identity.userToken(user);
  }

  public String password(String user) {
    return identity.password(user);
  }

  public String output() {
    return catalog.output();
  }

  public URI uri(String path) {
    return catalog.uri(path);
  }

  public Answer get(String user, String path) throws Exception {
    return send(user, "GET", path, null);
  }

  public Answer post(String user, String path, Map<String, ?> body) throws Exception {
    return send(user, "POST", path, JSON.writeValueAsString(body));
  }

  private Answer send(String user, String method, String path, @Nullable String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1" + path))
            .header("Authorization", "Bearer " + token(user))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body()));
  }

  @Override
  public void close() {
    catalog.close();
    daemon.close();
    http.close();
  }
}
