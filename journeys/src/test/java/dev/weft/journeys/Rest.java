// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/// The catalog's REST API as one person or machine sees it.
final class Rest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

  private final Supplier<String> base;
  private final String authorization;

  /// @param base the catalog's address, asked each time, since a restart may change it
  /// @param authorization the header, such as `Bearer …`; empty for nobody
  Rest(Supplier<String> base, String authorization) {
    this.base = base;
    this.authorization = authorization;
  }

  /// An answer.
  ///
  /// @param type its media type
  /// @param json missing when it is none
  record Answer(int status, String type, JsonNode json, String text) {

    /// The content of an answer that has to have this status.
    JsonNode require(int expected) {
      assertThat(status).as(text).isEqualTo(expected);
      return json;
    }

    /// The sentence of an answer that has to be a problem with this status.
    String problem(int expected) {
      assertThat(status).as(text).isEqualTo(expected);
      assertThat(type).isEqualTo("application/problem+json");
      assertThat(json.path("status").asInt()).isEqualTo(expected);
      return json.path("detail").asText();
    }
  }

  /// Reads below `/api/v1`.
  Answer api(String path) {
    return get("/api/v1" + path);
  }

  /// Reads.
  Answer get(String path) {
    return send(request(path).GET());
  }

  /// Sends JSON below `/api/v1`.
  Answer post(String path, Object body) {
    return send("POST", "/api/v1" + path, body);
  }

  /// Sends JSON.
  Answer put(String path, Object body) {
    return send("PUT", path, body);
  }

  private Answer send(String method, String path, Object body) {
    try {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(base.get() + path)).timeout(PATIENCE);
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      String media = type.split(";", 2)[0].strip();
      JsonNode json =
          media.endsWith("json") ? JSON.readTree(response.body()) : MissingNode.getInstance();
      return new Answer(response.statusCode(), media, json, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
