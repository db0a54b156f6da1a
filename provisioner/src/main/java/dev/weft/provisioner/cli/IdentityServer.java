// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Speaks OAuth 2.0 with the realm: what is where, it says itself.
final class IdentityServer {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final URI issuer;
  private @Nullable JsonNode known;

  /// An answer to a form.
  ///
  /// @param error a word such as `authorization_pending`; empty when it is a success
  record Answer(JsonNode body, String error) {

    /// What is said of the error, for people.
    String description() {
      return body.path("error_description").asText(error);
    }
  }

  IdentityServer(URI issuer) {
    this.issuer = issuer;
  }

  /// The endpoint of a name in the realm's metadata, such as `token_endpoint`.
  URI endpoint(String name) {
    JsonNode metadata = known;
    if (metadata == null) {
      URI place = URI.create(issuer + "/.well-known/openid-configuration");
      HttpResponse<String> response = send(HttpRequest.newBuilder(place).GET());
      if (response.statusCode() != OK) {
        throw new CliException(
            "%s answered with status %d when it was asked what is where."
                .formatted(issuer, response.statusCode()),
            "Check that it is the address of a realm, such as https://login.example.com/realms/weft.");
      }
      metadata = parsed(response);
      known = metadata;
    }
    String found = metadata.path(name).asText("");
    if (found.isEmpty()) {
      throw new CliException(
          "The realm " + issuer + " has no " + name.replace('_', ' ') + ".",
          "Its administrator has to allow it; or set WEFT_TOKEN.");
    }
    return ApiClient.address("realm", found);
  }

  /// Sends a form.
  Answer post(String endpoint, Map<String, String> form) {
    String body =
        new TreeMap<>(form)
            .entrySet().stream()
                .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(endpoint(endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    if (response.statusCode() == OK) {
      return new Answer(
          response.body().isBlank() ? ApiClient.JSON.createObjectNode() : parsed(response), "");
    }
    JsonNode problem = parsed(response);
    String error = problem.path("error").asText("status " + response.statusCode());
    return new Answer(problem, error);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return http.send(
          request.timeout(PATIENCE).header("Accept", "application/json").build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CliException(
          "The realm at " + issuer + " does not answer.",
          "Check the address; on this machine, `weft up` starts one.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException("Interrupted while logging in.", "");
    }
  }

  private JsonNode parsed(HttpResponse<String> response) {
    try {
      return ApiClient.JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new CliException(
          "What answers at " + issuer + " is not a realm.",
          "Give its address, such as https://login.example.com/realms/weft.");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
