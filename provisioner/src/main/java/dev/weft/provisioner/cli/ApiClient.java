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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Speaks the REST API of one of Weft's services with the token of a person or a machine.
final class ApiClient {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int OK = 200;
  private static final int REDIRECTS = 300;
  private static final int UNAUTHORIZED = 401;

  private final Service service;
  private final URI server;
  private final Supplier<String> token;

  /// Which of them is spoken to.
  ///
  /// @param noun as it is called in sentences
  /// @param variable the environment variable with its address
  /// @param audience whom tokens are for
  enum Service {
    CATALOG("catalog", "WEFT_CATALOG", "weft-catalog"),
    DAEMON("daemon", "WEFT_SERVER", "weft-daemon");

    private final String noun;
    private final String variable;
    private final String audience;

    Service(String noun, String variable, String audience) {
      this.noun = noun;
      this.variable = variable;
      this.audience = audience;
    }

    String noun() {
      return noun;
    }

    String variable() {
      return variable;
    }
  }

  private ApiClient(Service service, URI server, Supplier<String> token) {
    this.service = service;
    this.server = server;
    this.token = token;
  }

  /// @param token an access token that is good now; it is sent over TLS, or inside this machine
  /// @throws CliException when the address is none that a token may be sent to
  static ApiClient of(Service service, String server, Supplier<String> token) {
    return new ApiClient(service, address(service.noun(), server), token);
  }

  /// The address that a person wrote.
  ///
  /// @param noun what answers there
  /// @throws CliException when it is none, or is readable on the way
  static URI address(String noun, String server) {
    String trimmed = server.replaceFirst("/+$", "");
    URI uri;
    try {
      uri = URI.create(trimmed);
    } catch (IllegalArgumentException e) {
      throw noAddress(noun, server);
    }
    String host = uri.getHost();
    if (host == null || !Set.of("http", "https").contains(uri.getScheme())) {
      throw noAddress(noun, server);
    }
    if (uri.getScheme().equals("http") && !LOOPBACK.contains(host)) {
      throw new CliException(
          "A token would be readable on its way to " + server + ".",
          "Use an address that begins with https://.");
    }
    return uri;
  }

  private static CliException noAddress(String noun, String server) {
    return new CliException(
        "`" + server + "` is not the address of a " + noun + ".",
        "Write it as https://" + noun.replace(' ', '-') + ".example.com.");
  }

  /// Reads what is open to everybody.
  ///
  /// @param path from the root of the server
  JsonNode open(String path) {
    return answer(HttpRequest.newBuilder(URI.create(server + path)).GET());
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
    return answer(
        HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
            .header("Authorization", "Bearer " + token.get())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode answer(HttpRequest.Builder request) {
    request.timeout(PATIENCE).header("Accept", "application/json");
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() < OK || response.statusCode() >= REDIRECTS) {
        throw refused(response);
      }
      return read(response);
    } catch (IOException e) {
      throw new CliException(
          "The " + service.noun + " at " + server + " does not answer.",
          "Start one with `weft up`, or name another with --server or " + service.variable + ".",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException("Interrupted while the " + service.noun + " was asked.", "");
    }
  }

  /// What the catalog says of why it did not do it.
  private CliException refused(HttpResponse<String> response) {
    if (response.statusCode() == UNAUTHORIZED) {
      return new CliException(
          "The %s does not take the token: it has ended, or was made for something else."
              .formatted(service.noun),
          "Log in with `weft login`, or set WEFT_TOKEN to a fresh access token for `%s`."
              .formatted(service.audience));
    }
    JsonNode problem;
    try {
      problem = JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      problem = JSON.createObjectNode();
    }
    if (problem == null || !problem.hasNonNull("detail")) {
      return new CliException(
          "The "
              + service.noun
              + " at "
              + server
              + " answered with status "
              + response.statusCode()
              + ".",
          "Check that --server is the address of a " + service.noun + ".");
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
    if (response.body().isBlank()) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new CliException(
          "What answers at " + server + " is not a " + service.noun + ".",
          "Check that --server is the address of a " + service.noun + ".");
    }
  }
}
