// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The identity provider's token endpoint, asked as the catalog's own client.
@ApplicationScoped
public class TokenEndpoint {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Optional<String> issuer;
  private final String client;
  private final String secret;
  private final ObjectMapper json;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private volatile @Nullable URI endpoint;
  private volatile @Nullable Held held;

  private record Held(String token, Instant until) {
    @Override
    public String toString() {
      return "a token until " + until;
    }
  }

  TokenEndpoint(
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer,
      @ConfigProperty(name = "quarkus.oidc.client-id") String client,
      @ConfigProperty(name = "quarkus.oidc.credentials.secret", defaultValue = "") String secret,
      ObjectMapper json,
      Clock clock) {
    this.issuer = issuer;
    this.client = client;
    this.secret = secret;
    this.json = json;
    this.clock = clock;
  }

  /// A token of this service's own account.
  ///
  /// @throws IOException when the identity provider does not answer, or refuses
  public String own() throws IOException {
    Held known = held;
    if (known != null && clock.instant().isBefore(known.until())) {
      return known.token();
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    JsonNode answer =
        ask(form).orElseThrow(() -> new IOException("the identity provider refuses " + client));
    Held got =
        new Held(
            answer.path("access_token").asText(),
            clock.instant().plusSeconds(answer.path("expires_in").asLong()).minus(MARGIN));
    held = got;
    return got.token();
  }

  /// Forgets the token of this service's own account, which somebody did not accept.
  public void forget() {
    held = null;
  }

  /// A token of a person who gave name and password; empty when they are wrong.
  ///
  /// @throws IOException when the identity provider does not answer
  public Optional<String> ofPerson(String user, String password) throws IOException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "password");
    form.put("username", user);
    form.put("password", password);
    form.put("scope", "openid");
    return ask(form).map(answer -> answer.path("access_token").asText());
  }

  private Optional<JsonNode> ask(Map<String, String> values) throws IOException {
    Map<String, String> form = new LinkedHashMap<>(values);
    form.put("client_id", client);
    form.put("client_secret", secret);
    String body =
        form.entrySet().stream()
            .map(each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(endpoint())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    return switch (response.statusCode()) {
      case 200 -> Optional.of(json.readTree(response.body()));
      case 400, 401 -> Optional.empty();
      default -> throw new IOException("the identity provider answers " + response.statusCode());
    };
  }

  private URI endpoint() throws IOException {
    URI known = endpoint;
    if (known != null) {
      return known;
    }
    String base = issuer.orElseThrow(() -> new IOException("no identity provider is configured"));
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(URI.create(base + "/.well-known/openid-configuration"))
                .timeout(TIMEOUT)
                .build());
    if (response.statusCode() != 200) {
      throw new IOException("the identity provider answers " + response.statusCode());
    }
    URI found = URI.create(json.readTree(response.body()).path("token_endpoint").asText());
    endpoint = found;
    return found;
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
