// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Secrets of one namespace as the API server of Kubernetes documents them: server-side apply with
/// owners of fields, versions of resources, preconditions, bodies of kind `Status`. What the
/// documentation does not allow is refused.
final class FakeKubernetes extends FakeServer {

  static final String NAMESPACE = "applications";
  static final String TOKEN = "service-account-t0ken";

  private static final Pattern PATH =
      Pattern.compile("/api/v1/namespaces/([a-z0-9-]+)/secrets/([a-z0-9.-]+)");

  private final Map<String, ObjectNode> secrets = new TreeMap<>();
  private final Map<String, Map<String, String>> owners = new HashMap<>();
  private int version = 100;

  /// A Secret that another program made.
  void foreign(String name, String key, String value) {
    ObjectNode secret = JSON.createObjectNode();
    secret.put("apiVersion", "v1").put("kind", "Secret").put("type", "Opaque");
    secret.putObject("metadata").put("name", name).putObject("labels").put("app", "other");
    secret.putObject("data").put(key, encoded(value));
    store(name, secret);
    owners.put(name, new HashMap<>(Map.of(key, "other")));
  }

  /// Another program takes a field of a Secret over.
  void takeOver(String name, String key, String value) {
    ObjectNode secret = Objects.requireNonNull(secrets.get(name));
    ((ObjectNode) secret.path("data")).put(key, encoded(value));
    Objects.requireNonNull(owners.get(name)).put(key, "other");
    bump(secret);
  }

  /// The value of a key, decoded; empty when there is none.
  String value(String name, String key) {
    ObjectNode secret = secrets.get(name);
    return secret == null
        ? ""
        : new String(
            Base64.getDecoder().decode(secret.path("data").path(key).asText()),
            StandardCharsets.UTF_8);
  }

  JsonNode labels(String name) {
    return Objects.requireNonNull(secrets.get(name)).path("metadata").path("labels");
  }

  boolean has(String name) {
    return secrets.containsKey(name);
  }

  @Override
  Reply answer(Request request) {
    if (!request.header("Authorization").equals("Bearer " + TOKEN)) {
      return status(401, "Unauthorized");
    }
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return status(404, "NotFound");
    }
    if (!path.group(1).equals(NAMESPACE)) {
      return status(403, "Forbidden");
    }
    String name = path.group(2);
    return switch (request.method()) {
      case "GET" -> get(name);
      case "PATCH" -> apply(request, name);
      case "DELETE" -> delete(request, name);
      default -> status(405, "MethodNotAllowed");
    };
  }

  private Reply get(String name) {
    ObjectNode known = secrets.get(name);
    return known == null ? status(404, "NotFound") : new Reply(200, known.deepCopy());
  }

  private Reply apply(Request request, String name) {
    if (!request.header("Content-Type").equals("application/apply-patch+yaml")) {
      return status(415, "UnsupportedMediaType");
    }
    List<String> query = Arrays.asList(request.query().split("&"));
    String manager =
        query.stream()
            .filter(one -> one.startsWith("fieldManager="))
            .map(one -> one.substring("fieldManager=".length()))
            .findFirst()
            .orElse("");
    JsonNode body = request.body();
    JsonNode metadata = body.path("metadata");
    if (manager.isEmpty()
        || !body.path("apiVersion").asText().equals("v1")
        || !body.path("kind").asText().equals("Secret")
        || !metadata.path("name").asText().equals(name)
        || metadata.has("managedFields")) {
      return status(400, "BadRequest");
    }
    for (JsonNode value : body.path("data")) {
      try {
        Base64.getDecoder().decode(value.asText());
      } catch (IllegalArgumentException e) {
        return status(400, "BadRequest");
      }
    }
    ObjectNode known = secrets.get(name);
    if (differs(known, metadata, "uid") || differs(known, metadata, "resourceVersion")) {
      return status(409, "Conflict");
    }
    Map<String, String> held = owners.getOrDefault(name, Map.of());
    for (Map.Entry<String, JsonNode> field : body.path("data").properties()) {
      String owner = held.getOrDefault(field.getKey(), manager);
      boolean isSame =
          known != null && known.path("data").path(field.getKey()).equals(field.getValue());
      if (!owner.equals(manager) && !isSame && !query.contains("force=true")) {
        return status(409, "Conflict");
      }
    }
    ObjectNode result = known == null ? JSON.createObjectNode() : known.deepCopy();
    merge(result, body);
    if (query.contains("dryRun=All")) {
      return new Reply(known == null ? 201 : 200, result);
    }
    store(name, result);
    Map<String, String> now = owners.computeIfAbsent(name, _ -> new HashMap<>());
    body.path("data").fieldNames().forEachRemaining(key -> now.put(key, manager));
    return new Reply(known == null ? 201 : 200, result.deepCopy());
  }

  private static void merge(ObjectNode target, JsonNode source) {
    source
        .properties()
        .forEach(field -> {
          if (field.getValue().isObject()) {
            JsonNode inner = target.path(field.getKey());
            merge(
                inner instanceof ObjectNode there ? there : target.putObject(field.getKey()),
                field.getValue());
          } else {
            target.set(field.getKey(), field.getValue());
          }
        });
  }

  private static boolean differs(@Nullable ObjectNode known, JsonNode metadata, String field) {
    return metadata.has(field)
        && (known == null || !known.path("metadata").path(field).equals(metadata.path(field)));
  }

  private Reply delete(Request request, String name) {
    ObjectNode known = secrets.get(name);
    if (known == null) {
      return status(404, "NotFound");
    }
    JsonNode conditions = request.body().path("preconditions");
    if (!request.header("Content-Type").equals("application/json")
        || !request.body().path("kind").asText().equals("DeleteOptions")) {
      return status(400, "BadRequest");
    }
    if (differs(known, conditions, "uid") || differs(known, conditions, "resourceVersion")) {
      return status(409, "Conflict");
    }
    secrets.remove(name);
    owners.remove(name);
    ObjectNode success = JSON.createObjectNode();
    return new Reply(
        200, success.put("kind", "Status").put("apiVersion", "v1").put("status", "Success"));
  }

  private void store(String name, ObjectNode secret) {
    ObjectNode metadata = (ObjectNode) secret.path("metadata");
    if (!secrets.containsKey(name)) {
      metadata.put("uid", "uid-" + version);
    }
    secrets.put(name, secret);
    bump(secret);
  }

  private void bump(ObjectNode secret) {
    ((ObjectNode) secret.path("metadata")).put("resourceVersion", Integer.toString(++version));
  }

  static Reply status(int code, String reason) {
    ObjectNode status = JSON.createObjectNode();
    status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
    return new Reply(
        code, status.put("reason", reason).put("code", code).put("message", "quoting s3cr3t"));
  }

  private static String encoded(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }
}
