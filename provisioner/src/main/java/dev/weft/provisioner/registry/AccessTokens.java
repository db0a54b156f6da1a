// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.registry.RegistryException.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps one OAuth 2 client-credentials token and renews it before it ends.
final class AccessTokens {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final RegistryAccess access;
  private final Wire wire;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token token;

  AccessTokens(RegistryAccess access, Wire wire, Clock clock) {
    this.access = access;
    this.wire = wire;
    this.clock = clock;
  }

  private record Token(String value, Instant renewAt) {}

  /// The value of the header; empty where the registry asks for none.
  Optional<String> authorization() {
    URI tokenUrl = access.tokenUrl();
    if (tokenUrl == null) {
      return Optional.empty();
    }
    lock.lock();
    try {
      Token current = token;
      if (current == null || !clock.instant().isBefore(current.renewAt())) {
        current = fetch(tokenUrl);
        token = current;
      }
      return Optional.of("Bearer " + current.value());
    } finally {
      lock.unlock();
    }
  }

  /// Drops a token that the registry did not accept, unless it has been renewed since.
  void reject(String authorization) {
    lock.lock();
    try {
      if (token != null && authorization.equals("Bearer " + token.value())) {
        token = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Token fetch(URI tokenUrl) {
    String call = "Token for client `" + access.clientId() + "` from " + tokenUrl;
    HttpResponse<byte[]> answer = wire.send(request(tokenUrl), call, TIMEOUT);
    if (answer.statusCode() != 200) {
      Kind kind = answer.statusCode() >= 500 ? Kind.NOT_DONE : Kind.DENIED;
      throw new RegistryException(
          kind,
          call
              + ": status "
              + answer.statusCode()
              + reason(answer.body())
              + ". Check the client, its secret and that service accounts are enabled for it.",
          (Problem) null);
    }
    try {
      JsonNode node = Json.read(answer.body());
      long seconds = node.path("expires_in").asLong(60);
      if (!node.hasNonNull("access_token")) {
        throw new RegistryException(
            Kind.GARBLED, call + ": the answer has no access_token.", (Problem) null);
      }
      // Renewed early: a token must not end between leaving here and being checked there.
      Duration life = Duration.ofSeconds(Math.max(seconds - 30, seconds / 2));
      return new Token(node.path("access_token").asText(), clock.instant().plus(life));
    } catch (JsonProcessingException e) {
      throw new RegistryException(
          Kind.GARBLED, call + ": the answer is not JSON. Is the address right?", (Problem) null);
    }
  }

  private HttpRequest request(URI tokenUrl) {
    String user = encode(access.clientId()) + ":" + encode(access.clientSecret());
    String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(tokenUrl)
        .header("Authorization", "Basic " + basic)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
        .build();
  }

  private static String encode(@Nullable String text) {
    return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
  }

  private static String reason(byte[] body) {
    try {
      JsonNode node = Json.read(body);
      String error = node.path("error").asText("");
      String description = node.path("error_description").asText("");
      return error.isEmpty() ? "" : " (" + (error + " " + description).strip() + ")";
    } catch (JsonProcessingException e) {
      return " (no OAuth 2 answer)";
    }
  }
}
