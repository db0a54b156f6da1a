// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.registry.RegistryException.Kind;
import dev.weft.provisioner.registry.RegistryHttp.Call;
import dev.weft.provisioner.resource.RegistrySnapshot.Reference;
import dev.weft.provisioner.resource.ResourceKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Apicurio's v3 operations that Weft needs, typed.
final class RegistryApi implements AutoCloseable {

  /// The group that always exists and cannot be made.
  private static final String DEFAULT_GROUP = "default";

  private static final int PAGE = 500;

  private final RegistryHttp http;

  RegistryApi(RegistryHttp http) {
    this.http = http;
  }

  RegistryHttp http() {
    return http;
  }

  /// One version of an artifact.
  ///
  /// @param createdOn tells a version from one of the same ids in a registry that began anew
  record Version(String version, String type, long globalId, long contentId, String createdOn) {

    private static Version of(JsonNode node) {
      return new Version(
          text(node, "version"),
          text(node, "artifactType"),
          node.path("globalId").asLong(),
          node.path("contentId").asLong(),
          node.path("createdOn").asText(""));
    }
  }

  /// What the caller may do.
  record Role(boolean isAdmin, boolean isDeveloper, String user) {}

  /// All artifacts of a group; none where the group does not exist.
  Set<ResourceKey.Artifact> artifacts(String group) {
    for (int attempt = 0; attempt < 3; attempt++) {
      var found = new LinkedHashSet<ResourceKey.Artifact>();
      long count = list(group, found);
      // Somebody else's deletion moves items between pages; only a listing that adds up is one.
      if (found.size() == count) {
        return found;
      }
    }
    throw new RegistryException(
        Kind.GARBLED,
        "Registry: the artifacts of group `" + group + "` change faster than they can be listed.",
        (Problem) null);
  }

  private long list(String group, Set<ResourceKey.Artifact> found) {
    int offset = 0;
    while (true) {
      String query = "?order=asc&orderby=artifactId&limit=" + PAGE + "&offset=" + offset;
      JsonNode page =
          http.json(
              Call.get(group(group) + "/artifacts" + query, "artifacts of group `" + group + "`"));
      JsonNode artifacts = page.path("artifacts");
      if (!artifacts.isArray() || !page.path("count").isNumber()) {
        throw garbled("the list of artifacts of group `" + group + "`", "artifacts");
      }
      artifacts.forEach(
          node -> found.add(new ResourceKey.Artifact(group, text(node, "artifactId"))));
      offset += artifacts.size();
      long count = page.path("count").asLong();
      if (artifacts.isEmpty() || offset >= count) {
        return count;
      }
    }
  }

  /// Names of all groups that were made.
  Set<String> groups() {
    var found = new LinkedHashSet<String>();
    while (true) {
      String query = "?order=asc&orderby=groupId&limit=" + PAGE + "&offset=" + found.size();
      JsonNode page = http.json(Call.get("/groups" + query, "groups"));
      if (!page.path("groups").isArray()) {
        throw garbled("the list of groups", "groups");
      }
      int before = found.size();
      page.path("groups").forEach(node -> found.add(text(node, "groupId")));
      if (found.size() == before || found.size() >= page.path("count").asLong()) {
        return found;
      }
    }
  }

  /// The newest enabled version; empty when there is no artifact, or none of its versions is
  /// enabled.
  Optional<Version> newest(ResourceKey.Artifact key) {
    return ifPresent(
            Call.get(artifact(key) + "/versions/branch=latest", "newest version of " + name(key)))
        .map(Version::of);
  }

  /// The text of a version; empty when it is gone.
  Optional<String> content(ResourceKey.Artifact key, String version) {
    var call =
        Call.get(
            artifact(key) + "/versions/" + encode(version) + "/content",
            "content of " + name(key) + " version " + version);
    try {
      return Optional.of(new String(http.repeat(call), StandardCharsets.UTF_8));
    } catch (RegistryException e) {
      return absent(e);
    }
  }

  /// The direct references of a version; empty when it is gone.
  Optional<List<Reference>> references(ResourceKey.Artifact key, String version) {
    var call =
        Call.get(
            artifact(key) + "/versions/" + encode(version) + "/references",
            "references of " + name(key) + " version " + version);
    return ifPresent(call)
        .map(list -> {
          var references = new ArrayList<Reference>();
          list.forEach(node -> references.add(reference(node)));
          return List.copyOf(references);
        });
  }

  private static Reference reference(JsonNode node) {
    String group = node.path("groupId").asText("");
    return new Reference(
        text(node, "name"),
        new ResourceKey.Artifact(group.isEmpty() ? DEFAULT_GROUP : group, text(node, "artifactId")),
        node.path("version").asText(""));
  }

  /// The artifact's own compatibility rule; empty when it has none.
  Optional<Compatibility> compatibility(ResourceKey.Artifact key) {
    var call =
        Call.get(artifact(key) + "/rules/COMPATIBILITY", "compatibility rule of " + name(key));
    return ifPresent(call).map(node -> compatibility(key, text(node, "config")));
  }

  private static Compatibility compatibility(ResourceKey.Artifact key, String config) {
    for (Compatibility known : Compatibility.values()) {
      if (known.name().equals(config)) {
        return known;
      }
    }
    throw garbled("the compatibility rule of " + name(key), "a known config, but " + config);
  }

  /// Makes a group, or finds that somebody else just did.
  void makeGroup(String group) {
    if (!group.equals(DEFAULT_GROUP)) {
      ObjectNode body = Json.object().put("groupId", group);
      ifNew(new Call("POST", "/groups", body, "group `" + group + "`"));
    }
  }

  /// Makes an artifact without any version, or finds it there.
  void makeArtifact(ResourceKey.Artifact key, SchemaFormat format) {
    ObjectNode body =
        Json.object().put("artifactId", key.artifact()).put("artifactType", format.artifactType());
    ifNew(new Call("POST", group(key.group()) + "/artifacts", body, "artifact " + name(key)));
  }

  /// Sets a rule of the artifact, whether or not it has one.
  void setRule(ResourceKey.Artifact key, String rule, String config) {
    ObjectNode body = Json.object().put("ruleType", rule).put("config", config);
    String rules = artifact(key) + "/rules";
    if (!ifNew(new Call("POST", rules, body, rule + " rule of " + name(key)))) {
      http.repeat(new Call("PUT", rules + "/" + rule, body, rule + " rule of " + name(key)));
    }
  }

  /// Adds a version. Never repeats by itself: the registry would add it twice.
  Version addVersion(
      ResourceKey.Artifact key, SchemaFormat format, String content, List<Reference> references) {
    var call =
        new Call(
            "POST",
            artifact(key) + "/versions",
            version(format, content, references),
            "version of " + name(key));
    byte[] body = http.once(call);
    try {
      return Version.of(Json.read(body));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new RegistryException(
          Kind.AMBIGUOUS, "Registry: adding a version of " + name(key) + ": no JSON answer.", e);
    }
  }

  /// Asks whether a version would be taken.
  void tryVersion(
      ResourceKey.Artifact key, SchemaFormat format, String content, List<Reference> references) {
    http.repeat(
        new Call(
            "POST",
            artifact(key) + "/versions?dryRun=true",
            version(format, content, references),
            "version (dry run) of " + name(key)));
  }

  /// What the caller may do.
  Role role() {
    JsonNode node = http.json(Call.get("/users/me", "own role"));
    return new Role(
        node.path("admin").asBoolean(),
        node.path("developer").asBoolean(),
        node.path("username").asText(""));
  }

  private static ObjectNode version(
      SchemaFormat format, String content, List<Reference> references) {
    ObjectNode body = Json.object();
    ObjectNode inner = body.putObject("content");
    inner.put("content", content);
    inner.put("contentType", contentType(format));
    ArrayNode list = inner.putArray("references");
    for (Reference reference : references) {
      list.addObject()
          .put("groupId", reference.artifact().group())
          .put("artifactId", reference.artifact().artifact())
          .put("version", reference.version())
          .put("name", reference.name());
    }
    return body;
  }

  private static String contentType(SchemaFormat format) {
    return switch (format) {
      case AVRO, JSON -> "application/json";
      case PROTOBUF -> "application/x-protobuf";
    };
  }

  private Optional<JsonNode> ifPresent(Call call) {
    try {
      return Optional.of(http.json(call));
    } catch (RegistryException e) {
      return absent(e);
    }
  }

  private static <T> Optional<T> absent(RegistryException e) {
    if (e.kind() == Kind.ABSENT) {
      return Optional.empty();
    }
    throw e;
  }

  /// @return false when it was there before
  private boolean ifNew(Call call) {
    try {
      http.repeat(call);
      return true;
    } catch (RegistryException e) {
      if (e.kind() == Kind.EXISTS) {
        return false;
      }
      throw e;
    }
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw garbled("an answer", field);
    }
    return value.asText();
  }

  private static RegistryException garbled(String what, String missing) {
    return new RegistryException(
        Kind.GARBLED,
        "Registry: " + what + " lacks " + missing + ". Is it an Apicurio Registry 3?",
        (Problem) null);
  }

  private static String name(ResourceKey.Artifact key) {
    return key.group() + "/" + key.artifact();
  }

  private static String group(String group) {
    return "/groups/" + encode(group);
  }

  private static String artifact(ResourceKey.Artifact key) {
    return group(key.group()) + "/artifacts/" + encode(key.artifact());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    http.close();
  }
}
