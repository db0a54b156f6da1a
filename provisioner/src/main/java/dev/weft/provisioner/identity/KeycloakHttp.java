// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.provisioner.identity.KeycloakException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Calls Keycloak's admin API with a token that it renews before it ends. Answers may hold secrets,
/// so no message ever quotes a body; of a refusal only Keycloak's own sentence is told.
final class KeycloakHttp implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final int LONGEST_BODY = 16 << 20;
  private static final int LONGEST_REASON = 200;

  private final KeycloakAccess access;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token token;

  KeycloakHttp(KeycloakAccess access, Clock clock) {
    this.access = access;
    this.clock = clock;
  }

  private record Token(String value, Instant renewAt) {
    @Override
    public String toString() {
      return "Token[****, until " + renewAt + "]";
    }
  }

  /// An answer that was a success.
  ///
  /// @param body null when there was none
  /// @param location of what was made; empty when nothing was
  record Answer(@Nullable JsonNode body, String location) {

    JsonNode json(String what) {
      if (body == null) {
        throw new KeycloakException(Kind.AMBIGUOUS, "Keycloak gave no JSON for " + what + ".");
      }
      return body;
    }
  }

  /// @param path below the realm, encoded
  /// @param subject what it is about, for messages
  JsonNode get(String path, String subject) {
    return send("GET", path, null, subject).json(subject);
  }

  /// Sends; a second time only with a fresh token.
  ///
  /// @param path below the realm, encoded
  /// @param subject what it is about, for messages
  Answer send(String method, String path, @Nullable JsonNode body, String subject) {
    String call = "Keycloak at %s: %s %s".formatted(access.url(), method, subject);
    String value = token().value();
    HttpResponse<byte[]> answer = exchange(request(method, path, body, value), call);
    if (answer.statusCode() == 401) {
      reject(value);
      answer = exchange(request(method, path, body, token().value()), call);
    }
    if (answer.statusCode() / 100 != 2) {
      throw refusal(call, answer);
    }
    return new Answer(
        answer.body().length == 0 ? null : parsed(call, answer.body()),
        answer.headers().firstValue("location").orElse(""));
  }

  private HttpRequest request(String method, String path, @Nullable JsonNode body, String bearer) {
    var request =
        HttpRequest.newBuilder(URI.create(access.admin() + path))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + bearer);
    if (body == null) {
      return request.method(method, BodyPublishers.noBody()).build();
    }
    return request
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body.toString()))
        .build();
  }

  private Token token() {
    lock.lock();
    try {
      Token current = token;
      if (current == null || !clock.instant().isBefore(current.renewAt())) {
        current = fetch();
        token = current;
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  private void reject(String value) {
    lock.lock();
    try {
      if (token != null && token.value().equals(value)) {
        token = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Token fetch() {
    String call = "Token for client `%s` of %s".formatted(access.clientId(), access.url());
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(encode(access.clientId()), encode(access.clientSecret()));
    var request =
        HttpRequest.newBuilder(URI.create(access.tokenEndpoint()))
            .timeout(ANSWER)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    HttpResponse<byte[]> answer = exchange(request, call);
    if (answer.statusCode() != 200) {
      throw refusal(call, answer);
    }
    JsonNode body = parsed(call, answer.body());
    String value = body.path("access_token").asText();
    if (value.isEmpty()) {
      throw new KeycloakException(Kind.REFUSED, call + ": the answer has no token.");
    }
    long seconds = body.path("expires_in").asLong(60);
    // Renewed early: a token must not end between leaving here and being checked there.
    Duration life = Duration.ofSeconds(Math.max(seconds - 30, seconds / 2));
    return new Token(value, clock.instant().plus(life));
  }

  private HttpResponse<byte[]> exchange(HttpRequest request, String call) {
    try {
      return client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new KeycloakException(
          Kind.NOT_DONE,
          call + ": no connection. Check that it runs and that `identity.url` is right.",
          e);
    } catch (IOException e) {
      throw new KeycloakException(
          Kind.AMBIGUOUS, "%s: no answer (%s).".formatted(call, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeycloakException(Kind.AMBIGUOUS, call + ": interrupted.", e);
    }
  }

  private static JsonNode parsed(String call, byte[] body) {
    try {
      return JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      // Not as a cause: Jackson quotes what it could not read.
      throw new KeycloakException(
          Kind.REFUSED, call + ": the answer is not JSON. Is `identity.url` right?");
    }
  }

  private static KeycloakException refusal(String call, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    Kind kind =
        switch (status) {
          case 409 -> Kind.EXISTS;
          case 429, 503 -> Kind.NOT_DONE;
          default -> status >= 500 ? Kind.AMBIGUOUS : Kind.REFUSED;
        };
    String hint =
        switch (status) {
          case 401 -> " Check `identity.client.id` and its secret.";
          case 403 ->
              " Give the client's service account the roles `manage-clients`, `view-clients` and"
                  + " `query-clients` of `realm-management`.";
          case 404 -> " Check `identity.url` and `identity.realm`.";
          default -> "";
        };
    return new KeycloakException(
        kind, "%s: status %d%s.%s".formatted(call, status, reason(answer.body()), hint));
  }

  /// Keycloak's own sentence, if the answer has one.
  private static String reason(byte[] body) {
    try {
      JsonNode node = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      for (String field : new String[] {"errorMessage", "error_description", "error"}) {
        String text = node.path(field).asText("");
        if (!text.isEmpty()) {
          return ", " + text.substring(0, Math.min(text.length(), LONGEST_REASON));
        }
      }
      return "";
    } catch (JsonProcessingException _) {
      // A proxy's page; the status says enough.
      return "";
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
