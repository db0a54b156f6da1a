// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.catalog.deployment.CatalogConfig;
import dev.weft.catalog.oauth.TokenEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The daemon's REST API, as far as the catalog uses it.
@ApplicationScoped
public class Daemon {

  private static final Logger LOG = Logger.getLogger(Daemon.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration PLAN = Duration.ofSeconds(30);
  private static final int LONGEST_MESSAGE = 300;
  private static final int UNAUTHORIZED = 401;

  /// What the daemon says to a question for a plan.
  public sealed interface Answer {

    /// Its answer.
    record Planned(JsonNode body) implements Answer {}

    /// There is none.
    ///
    /// @param why in a sentence, for people
    record Unavailable(String why) implements Answer {}
  }

  private final CatalogConfig config;
  private final TokenEndpoint tokens;
  private final ObjectMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  Daemon(CatalogConfig config, TokenEndpoint tokens, ObjectMapper json) {
    this.config = config;
    this.tokens = tokens;
    this.json = json;
  }

  /// What it would do at a commit.
  public Answer plan(String commit) {
    return plan(json.createObjectNode().put("commit", commit));
  }

  /// What it would do at a commit with some files written or removed.
  ///
  /// @param files content by path; empty removes the file
  public Answer plan(String base, Map<String, Optional<String>> files) {
    ObjectNode body = json.createObjectNode().put("base", base);
    ArrayNode array = body.putArray("files");
    files.forEach((path, content) ->
        array.addObject().put("path", path).put("content", content.orElse(null)));
    return plan(body);
  }

  /// Asks it to look at the main branch now. Does not wait: it looks by itself anyway.
  public void nudge() {
    Thread.ofVirtual()
        .name("nudge-daemon")
        .start(() -> {
          try {
            HttpResponse<String> response = post("/api/v1/reconcile", "{}", tokens.own());
            if (response.statusCode() >= 300) {
              LOG.warnf("daemon does not reconcile at once status=%d", response.statusCode());
            }
          } catch (IOException e) {
            LOG.warnf("daemon does not reconcile at once message=%s", e.getMessage());
          }
        });
  }

  private Answer plan(ObjectNode body) {
    String token;
    try {
      token = tokens.own();
    } catch (IOException e) {
      LOG.warnf("no token for the daemon message=%s", e.getMessage());
      return new Answer.Unavailable(
          "The identity provider does not answer, so the daemon cannot be asked what it would do."
              + " The change itself is safe.");
    }
    try {
      HttpResponse<String> response = post("/api/v1/plans", json.writeValueAsString(body), token);
      if (response.statusCode() == 200) {
        return new Answer.Planned(json.readTree(response.body()));
      }
      return new Answer.Unavailable(
          "The daemon answers %d%s".formatted(response.statusCode(), detail(response.body())));
    } catch (IOException e) {
      LOG.warnf("no plan from the daemon message=%s", e.getMessage());
      return new Answer.Unavailable(
          "The daemon does not answer, so nobody can say what it would do. The change itself is safe.");
    }
  }

  private String detail(String body) throws IOException {
    if (body.isBlank() || !body.stripLeading().startsWith("{")) {
      return ".";
    }
    String detail = json.readTree(body).path("detail").asText();
    return detail.isEmpty()
        ? "."
        : ": " + detail.substring(0, Math.min(LONGEST_MESSAGE, detail.length()));
  }

  private HttpResponse<String> post(String path, String body, String token) throws IOException {
    URI base = config.daemon().url().orElseThrow(() -> new IOException("no daemon is configured"));
    String root = base.toString();
    URI target =
        URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(PLAN)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == UNAUTHORIZED) {
        tokens.forget();
      }
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
