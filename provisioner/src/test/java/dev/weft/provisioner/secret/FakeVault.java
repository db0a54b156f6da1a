// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The key-value engine (version 2), the login by Kubernetes and the question about capabilities of
/// HashiCorp Vault, as its API documentation describes them. What it does not allow is refused.
public final class FakeVault extends FakeServer {

  public static final String TOKEN = "hvs.t0ken";
  static final String JWT = "service-account-jwt";

  private static final String DATA = "/v1/secret/data/weft/test/";
  private static final String METADATA = "/v1/secret/metadata/weft/test/";

  private record Versioned(int version, @Nullable JsonNode data) {}

  private final Map<String, Versioned> secrets = new TreeMap<>();
  private final Set<String> tokens = new HashSet<>(Set.of(TOKEN));
  private final Deque<Reply> writeFailures = new ArrayDeque<>();
  private int logins;
  boolean isReadOnly;

  /// A version that somebody else wrote.
  void put(String name, Map<String, String> data) {
    Versioned known = secrets.getOrDefault(name, new Versioned(0, null));
    secrets.put(name, new Versioned(known.version() + 1, JSON.valueToTree(data)));
  }

  /// Deletes the newest version, as `vault kv delete` does.
  void deleteNewest(String name) {
    secrets.put(name, new Versioned(known(name).version(), null));
  }

  /// The newest version's data; missing when there is none.
  public JsonNode data(String name) {
    Versioned known = secrets.get(name);
    return known == null || known.data() == null ? MissingNode.getInstance() : known.data();
  }

  int version(String name) {
    return known(name).version();
  }

  private Versioned known(String name) {
    return Objects.requireNonNull(secrets.get(name));
  }

  boolean has(String name) {
    return secrets.containsKey(name);
  }

  /// Forgets a secret with all versions.
  public void removeForGood(String name) {
    secrets.remove(name);
  }

  /// Has the next write fail.
  public void failWrites(Reply reply) {
    writeFailures.add(reply);
  }

  /// Ends all tokens that logins gave.
  void revokeLogins() {
    tokens.removeIf(token -> !token.equals(TOKEN));
  }

  int logins() {
    return logins;
  }

  @Override
  Reply answer(Request request) {
    if (!request.header("X-Vault-Request").equals("true")
        || !request.header("X-Vault-Namespace").equals("data/team")) {
      return errors(400, "bad request");
    }
    if (request.path().equals("/v1/auth/kubernetes/login")) {
      return logIn(request);
    }
    if (!tokens.contains(request.header("X-Vault-Token"))) {
      return errors(403, "permission denied");
    }
    if (request.path().equals("/v1/sys/capabilities-self")) {
      return capabilities(request);
    }
    if (request.path().startsWith(DATA)) {
      String name = request.path().substring(DATA.length());
      return switch (request.method()) {
        case "GET" -> get(name);
        case "POST", "PUT" -> post(name, request.body());
        default -> errors(405, "unsupported operation");
      };
    }
    if (request.path().startsWith(METADATA) && request.method().equals("DELETE")) {
      secrets.remove(request.path().substring(METADATA.length()));
      return new Reply(204, null);
    }
    return errors(404);
  }

  private Reply logIn(Request request) {
    boolean isGood =
        request.method().equals("POST")
            && request.body().path("role").asText().equals("weft")
            && request.body().path("jwt").asText().equals(JWT);
    if (!isGood) {
      return errors(403, "permission denied");
    }
    String token = "hvs.login-" + ++logins;
    tokens.add(token);
    ObjectNode body = JSON.createObjectNode();
    body.putObject("auth").put("client_token", token).put("lease_duration", 3600);
    return new Reply(200, body);
  }

  private Reply capabilities(Request request) {
    if (!request.method().equals("POST") || !request.body().path("paths").isArray()) {
      return errors(400, "paths must be supplied");
    }
    ObjectNode body = JSON.createObjectNode();
    ObjectNode data = body.putObject("data");
    request
        .body()
        .path("paths")
        .forEach(path -> {
          data.putArray(path.asText()).add("read").add(isReadOnly ? "list" : "create");
          body.set(path.asText(), data.path(path.asText()));
        });
    return new Reply(200, body);
  }

  private Reply get(String name) {
    Versioned known = secrets.get(name);
    if (known == null) {
      return errors(404);
    }
    ObjectNode body = JSON.createObjectNode();
    ObjectNode data = body.putObject("data");
    data.set("data", known.data());
    data.putObject("metadata")
        .put("version", known.version())
        .put("destroyed", false)
        .put("deletion_time", known.data() == null ? "2026-03-01T08:00:00Z" : "");
    return new Reply(known.data() == null ? 404 : 200, body);
  }

  /// The engine is set to require check-and-set.
  private Reply post(String name, JsonNode sent) {
    Reply failure = writeFailures.poll();
    if (failure != null) {
      return failure;
    }
    JsonNode cas = sent.path("options").path("cas");
    if (!sent.path("data").isObject()) {
      return errors(400, "no data provided");
    }
    if (!cas.isInt()) {
      return errors(400, "check-and-set parameter required for this call");
    }
    int version = secrets.getOrDefault(name, new Versioned(0, null)).version();
    if (cas.asInt() != version) {
      return errors(400, "check-and-set parameter did not match the current version");
    }
    secrets.put(name, new Versioned(version + 1, sent.path("data").deepCopy()));
    ObjectNode body = JSON.createObjectNode();
    body.putObject("data").put("version", version + 1).put("destroyed", false);
    return new Reply(200, body);
  }

  /// A refusal as Vault words it.
  public static Reply errors(int status, String... errors) {
    ObjectNode body = JSON.createObjectNode();
    var list = body.putArray("errors");
    for (String error : errors) {
      list.add(error);
    }
    return new Reply(status, body);
  }
}
