// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Speaks the catalog's REST API with the token of a person or a machine.
final class CatalogClient {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int OK = 200;
  private static final int REDIRECTS = 300;
  private static final int UNAUTHORIZED = 401;

  private final URI server;
  private final String token;

  private CatalogClient(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /// @param token an access token; it is sent over TLS, or inside this machine
  /// @throws CliException when the address is none that a token may be sent to
  static CatalogClient of(String server, String token) {
    String trimmed = server.replaceFirst("/+$", "");
    URI uri;
    try {
      uri = URI.create(trimmed);
    } catch (IllegalArgumentException e) {
      throw noAddress(server);
    }
    String host = uri.getHost();
    if (host == null || !Set.of("http", "https").contains(uri.getScheme())) {
      throw noAddress(server);
    }
    if (uri.getScheme().equals("http") && !LOOPBACK.contains(host)) {
      throw new CliException(
          "A token would be readable on its way to " + server + ".",
          "Use an address that begins with https://.");
    }
    return new CatalogClient(uri, token);
  }

  private static CliException noAddress(String server) {
    return new CliException(
        "`" + server + "` is not the address of a catalog.",
        "Write it as https://catalog.example.com.");
  }

  JsonNode get(String path) {
    return send("GET", path, null);
  }

  JsonNode post(String path, Map<String, ?> body) {
    try {
      return send("POST", path, JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and lists can always be written", e);
    }
  }

  private JsonNode send(String method, String path, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() < OK || response.statusCode() >= REDIRECTS) {
        throw refused(response);
      }
      return read(response);
    } catch (IOException e) {
      throw new CliException(
          "The catalog at " + server + " does not answer.",
          "Start one with `weft up`, or name another with --server or WEFT_CATALOG.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException("Interrupted while the catalog was asked.", "");
    }
  }

  /// What the catalog says of why it did not do it.
  private CliException refused(HttpResponse<String> response) {
    if (response.statusCode() == UNAUTHORIZED) {
      return new CliException(
          "The catalog does not take the token: it has ended, or was made for something else.",
          "Set WEFT_TOKEN to a fresh access token for `weft-catalog`.");
    }
    JsonNode problem;
    try {
      problem = JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      problem = JSON.createObjectNode();
    }
    if (problem == null || !problem.hasNonNull("detail")) {
      return new CliException(
          "The catalog at " + server + " answered with status " + response.statusCode() + ".",
          "Check that --server is the address of a catalog.");
    }
    var lines = new ArrayList<String>();
    for (JsonNode error : problem.path("errors")) {
      lines.add(error.path("field").asText() + ": " + error.path("message").asText());
    }
    String detail = problem.path("detail").asText();
    // The detail of a single error is that error again.
    if (lines.size() != 1 || !lines.getFirst().endsWith(": " + detail)) {
      lines.addFirst(detail);
    }
    return new CliException(String.join("\n", lines), problem.path("hint").asText(""));
  }

  private JsonNode read(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new CliException(
          "What answers at " + server + " is not a catalog.",
          "Check that --server is the address of a catalog.");
    }
  }
}
