// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.secret.SinkHttp.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Secrets of a namespace of Kubernetes: `weft-{application}`, each with one key,
/// `login.properties`.
///
/// They are applied on the server under the field manager `weft`, never by force, and only where
/// they carry Weft's labels: a Secret that somebody else made is left alone, also when it has the
/// name. Needs the verbs `get`, `patch`, `create` and `delete` on secrets of the namespace, and no
/// other.
public final class KubernetesSink implements SecretSink {

  static final String MANAGER = "weft";
  static final String KEY = "login.properties";
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String ENVIRONMENT = "weft.dev/environment";
  static final String APPLICATION = "weft.dev/application";

  private static final String APPLY = "application/apply-patch+yaml";
  private static final String JSON = "application/json";

  private final Settings settings;
  private final SinkHttp http;

  /// Where it is.
  ///
  /// @param url of the API server
  /// @param namespace in which applications find their secrets
  /// @param environment whose applications they are
  /// @param tokenFile of the service account; read for each call, since the cluster renews it
  /// @param authorities certificates that vouch for the API server; null for those of Java
  public record Settings(
      URI url, String namespace, String environment, Path tokenFile, @Nullable Path authorities) {}

  /// A sink that connects when it is first asked something.
  public KubernetesSink(Settings settings) {
    this.settings = settings;
    this.http = new SinkHttp(settings.url(), settings.authorities());
  }

  @Override
  public void requireWritable(String name) throws IOException {
    var _ = apply(name, new TreeMap<>(), "&dryRun=All");
  }

  @Override
  public Optional<SortedMap<String, String>> read(String name) throws IOException {
    JsonNode secret = find(name);
    if (secret == null) {
      return Optional.empty();
    }
    requireOurs(name, secret);
    String data = secret.path("data").path(KEY).asText("");
    try {
      String text = new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
      return Optional.of(PropertiesText.parse(text).orElseGet(TreeMap::new));
    } catch (IllegalArgumentException _) {
      // The API server lets nothing else in; whatever it is, it is not what we wrote.
      return Optional.of(new TreeMap<>());
    }
  }

  @Override
  public void write(String name, SortedMap<String, String> properties) throws IOException {
    var _ = apply(name, properties, "");
  }

  private Answer apply(String name, SortedMap<String, String> properties, String query)
      throws IOException {
    JsonNode known = find(name);
    ObjectNode wanted = SinkHttp.JSON.createObjectNode();
    wanted.put("apiVersion", "v1").put("kind", "Secret").put("type", "Opaque");
    ObjectNode metadata = wanted.putObject("metadata");
    metadata.put("name", secret(name)).put("namespace", settings.namespace());
    if (known != null) {
      requireOurs(name, known);
      // Refused when somebody changed it, or put another one in its place, since it was looked at.
      metadata.put("uid", known.path("metadata").path("uid").asText());
      metadata.put("resourceVersion", known.path("metadata").path("resourceVersion").asText());
    }
    labels(name).forEach(metadata.putObject("labels")::put);
    String text = PropertiesText.of(name, properties);
    wanted
        .putObject("data")
        .put(KEY, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    String path = path(name) + "?fieldManager=" + MANAGER + "&force=false" + query;
    Answer answer = send("PATCH", path, wanted, APPLY);
    if (answer.status() == 200 && known == null) {
      throw new SinkException(
          true,
          "Somebody made the Secret `%s` at the same time. Look whose it is, and try again."
              .formatted(secret(name)));
    }
    if (answer.status() / 100 != 2) {
      throw refusal("write", name, answer);
    }
    return answer;
  }

  @Override
  public void remove(String name) throws IOException {
    JsonNode known = find(name);
    if (known == null) {
      return;
    }
    requireOurs(name, known);
    ObjectNode options = SinkHttp.JSON.createObjectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options
        .putObject("preconditions")
        .put("uid", known.path("metadata").path("uid").asText())
        .put("resourceVersion", known.path("metadata").path("resourceVersion").asText());
    Answer answer = send("DELETE", path(name), options, JSON);
    if (answer.status() / 100 != 2 && answer.status() != 404) {
      throw refusal("delete", name, answer);
    }
  }

  private @Nullable JsonNode find(String name) throws IOException {
    Answer answer = send("GET", path(name), null, JSON);
    if (answer.status() == 404) {
      return null;
    }
    if (answer.status() != 200 || !answer.body().path("kind").asText().equals("Secret")) {
      throw refusal("read", name, answer);
    }
    return answer.body();
  }

  private void requireOurs(String name, JsonNode secret) throws SinkException {
    JsonNode labels = secret.path("metadata").path("labels");
    boolean isOurs =
        labels(name).entrySet().stream()
            .allMatch(label -> labels.path(label.getKey()).asText("").equals(label.getValue()));
    if (!isOurs) {
      throw new SinkException(
          false,
          "The Secret `%s` of namespace `%s` is somebody else's: it does not have the labels of Weft. Delete or rename it, or choose another namespace."
              .formatted(secret(name), settings.namespace()));
    }
  }

  private SortedMap<String, String> labels(String name) {
    return new TreeMap<>(
        Map.of(MANAGED_BY, MANAGER, ENVIRONMENT, settings.environment(), APPLICATION, name));
  }

  private Answer send(String method, String path, @Nullable JsonNode body, String type)
      throws IOException {
    String token = Files.readString(settings.tokenFile()).strip();
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + token, "Accept", "application/json");
    return http.send(method, path, headers, body, type);
  }

  private SinkException refusal(String verb, String name, Answer answer) {
    int status = answer.status();
    // Of a `Status` only the reason: a message may quote what was sent.
    String reason = answer.body().path("reason").asText("").replaceAll("[^A-Za-z]", "");
    String hint =
        switch (status) {
          case 401 -> " Check the token file of the service account.";
          case 403 ->
              " Let the service account `get`, `patch`, `create` and `delete` secrets of namespace `%s`."
                  .formatted(settings.namespace());
          case 404 -> " Make the namespace `%s`.".formatted(settings.namespace());
          case 409 -> " Somebody else changed it, or owns a field of it.";
          default -> "";
        };
    return new SinkException(
        status == 409 || status == 429 || status >= 500,
        "Kubernetes at %s: could not %s Secret `%s`: status %d%s.%s"
            .formatted(
                settings.url(),
                verb,
                secret(name),
                status,
                reason.isEmpty() ? "" : ", " + reason,
                hint));
  }

  private String path(String name) {
    return "/api/v1/namespaces/%s/secrets/%s".formatted(settings.namespace(), secret(name));
  }

  private static String secret(String name) {
    return "weft-" + name;
  }

  @Override
  public String toString() {
    return "namespace `%s` of %s".formatted(settings.namespace(), settings.url());
  }

  @Override
  public void close() {
    http.close();
  }
}
