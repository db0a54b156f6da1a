// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weft.devstack.PlatformStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/// The catalog's API as one person uses it, with a token of the real realm.
public final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final PlatformStack platform;
  private final String username;
  private String token = "";
  private Instant tokenUntil = Instant.MIN;

  public Api(PlatformStack platform, String username) {
    this.platform = platform;
    this.username = username;
  }

  /// Reads.
  ///
  /// @param path below `/api/v1`, such as `/inbox`
  public Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /// Does something.
  ///
  /// @param path below `/api/v1`
  /// @param body anything that Jackson can write
  public Answer post(String path, Object body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private HttpRequest.Builder request(String path) {
    Instant now = Instant.now();
    if (now.isAfter(tokenUntil)) {
      token = platform.identity().userToken(username);
      tokenUntil = now.plus(FRESH);
    }
    return HttpRequest.newBuilder(URI.create(platform.catalogUrl() + "/api/v1" + path))
        .timeout(PATIENCE)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
    String body = response.body();
    JsonNode json = body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    return new Answer(response.statusCode(), json);
  }
}
