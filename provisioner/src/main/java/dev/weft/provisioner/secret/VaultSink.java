// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.secret.SinkHttp.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Secrets of a key-value engine of HashiCorp Vault, version 2: one per application, below a path,
/// each property under its name.
///
/// A write names the version that it replaces (check-and-set), so that nobody's write is lost, and
/// a secret without Weft's mark is left alone. Needs `create`, `read` and `update` of
/// `{mount}/data/{path}/*` and `delete` of `{mount}/metadata/{path}/*`.
public final class VaultSink implements SecretSink {

  /// The property that says whose it is.
  static final String MARK = "weft.managed-by";

  private static final String JSON = "application/json";
  private static final String CAS = "check-and-set parameter did not match";

  private final Settings settings;
  private final VaultToken token;
  private final SinkHttp http;

  /// Where it is.
  ///
  /// @param url of Vault
  /// @param namespace of Vault Enterprise; empty for none
  /// @param mount of the engine, such as `secret`
  /// @param path below the mount, such as `weft/prod`
  /// @param login as whom to write
  /// @param authorities certificates that vouch for Vault; null for those of Java
  public record Settings(
      URI url,
      String namespace,
      String mount,
      String path,
      Login login,
      @Nullable Path authorities) {}

  /// How to log in.
  public sealed interface Login {

    /// By a token.
    ///
    /// @param file holds it; read for each call, so that an agent may renew it
    record Token(Path file) implements Login {}

    /// As a service account of Kubernetes.
    ///
    /// @param mount of the login method, such as `kubernetes`
    /// @param role of Vault
    /// @param tokenFile of the service account
    record Kubernetes(String mount, String role, Path tokenFile) implements Login {}
  }

  /// A sink that connects when it is first asked something.
  public VaultSink(Settings settings) {
    this.settings = settings;
    this.http = new SinkHttp(settings.url(), settings.authorities());
    this.token = new VaultToken(settings.login(), this::plain);
  }

  private record Known(int version, @Nullable SortedMap<String, String> properties) {
    @Override
    public String toString() {
      return "Known[" + version + "]";
    }
  }

  @Override
  public void requireWritable(String name) throws IOException {
    var _ = find(name);
    String path = "%s/data/%s/%s".formatted(settings.mount(), settings.path(), name);
    ObjectNode body = SinkHttp.JSON.createObjectNode();
    body.putArray("paths").add(path);
    Answer answer = send("POST", "/v1/sys/capabilities-self", body);
    if (answer.status() != 200) {
      throw refusal("ask what may be done with", name, answer);
    }
    JsonNode capabilities =
        answer.body().path("data").path(path).isMissingNode()
            ? answer.body().path(path)
            : answer.body().path("data").path(path);
    boolean isAllowed = false;
    for (JsonNode capability : capabilities) {
      isAllowed |= capability.asText().equals("root") || capability.asText().equals("create");
    }
    if (!isAllowed) {
      throw new SinkException(
          false,
          "Vault at %s does not let Weft write `%s`. Give its policy `create`, `read` and `update` of it."
              .formatted(settings.url(), path));
    }
  }

  @Override
  public Optional<SortedMap<String, String>> read(String name) throws IOException {
    SortedMap<String, String> found = find(name).properties();
    if (found == null) {
      return Optional.empty();
    }
    var properties = new TreeMap<>(found);
    properties.remove(MARK);
    return Optional.of(properties);
  }

  @Override
  public void write(String name, SortedMap<String, String> properties) throws IOException {
    Known known = find(name);
    ObjectNode body = SinkHttp.JSON.createObjectNode();
    body.putObject("options").put("cas", known.version());
    ObjectNode data = body.putObject("data");
    properties.forEach(data::put);
    data.put(MARK, "weft");
    Answer answer = send("POST", "/v1" + data(name), body);
    if (answer.status() != 200) {
      throw refusal("write", name, answer);
    }
  }

  @Override
  public void remove(String name) throws IOException {
    if (find(name).version() == 0) {
      return;
    }
    // All versions: an old secret would stay readable otherwise.
    String path = "/v1/%s/metadata/%s/%s".formatted(settings.mount(), settings.path(), name);
    Answer answer = send("DELETE", path, null);
    if (answer.status() / 100 != 2) {
      throw refusal("delete", name, answer);
    }
  }

  /// Of one that was deleted the version is still known.
  private Known find(String name) throws IOException {
    Answer answer = send("GET", "/v1" + data(name), null);
    JsonNode data = answer.body().path("data");
    if (answer.status() == 404) {
      return new Known(data.path("metadata").path("version").asInt(0), null);
    }
    if (answer.status() != 200 || !data.path("data").isObject()) {
      throw refusal("read", name, answer);
    }
    var properties = new TreeMap<String, String>();
    data.path("data")
        .properties()
        .forEach(property -> properties.put(property.getKey(), property.getValue().asText()));
    if (!properties.containsKey(MARK)) {
      throw new SinkException(
          false,
          "Vault's `%s` is somebody else's: it does not have Weft's mark. Move it away, or choose another path."
              .formatted(data(name)));
    }
    return new Known(data.path("metadata").path("version").asInt(), properties);
  }

  private Answer send(String method, String path, @Nullable JsonNode body) throws IOException {
    Answer answer = plain(method, path, body, token.value());
    if (answer.status() == 403 && token.isWorthRenewing()) {
      token.forget();
      return plain(method, path, body, token.value());
    }
    return answer;
  }

  private Answer plain(String method, String path, @Nullable JsonNode body, @Nullable String bearer)
      throws IOException {
    var headers = new HashMap<String, String>(Map.of("X-Vault-Request", "true"));
    if (bearer != null) {
      headers.put("X-Vault-Token", bearer);
    }
    if (!settings.namespace().isEmpty()) {
      headers.put("X-Vault-Namespace", settings.namespace());
    }
    return http.send(method, path, headers, body, JSON);
  }

  private SinkException refusal(String verb, String name, Answer answer) {
    int status = answer.status();
    boolean isConflict = false;
    for (JsonNode error : answer.body().path("errors")) {
      isConflict |= error.asText().contains(CAS);
    }
    String hint =
        switch (status) {
          case 400 -> isConflict ? " Somebody else changed it meanwhile." : "";
          case 403 -> " Check the login and its policy.";
          case 404 -> " Check the mount; it has to be a key-value engine of version 2.";
          case 307 -> " This is a standby; name the address of the cluster.";
          case 503 -> " Vault is sealed or in maintenance.";
          default -> "";
        };
    return new SinkException(
        isConflict || status == 412 || status == 429 || status >= 500,
        "Vault at %s: could not %s `%s`: status %d.%s"
            .formatted(settings.url(), verb, data(name), status, hint));
  }

  private String data(String name) {
    return "/%s/data/%s/%s".formatted(settings.mount(), settings.path(), name);
  }

  @Override
  public String toString() {
    return "`%s/%s` of %s".formatted(settings.mount(), settings.path(), settings.url());
  }

  @Override
  public void close() {
    http.close();
  }
}
