// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// A saved plan as JSON. It holds digests of what was observed and of what would be done, never a
/// value that a manifest or a server may keep secret.
public final class PlanFile {

  /// The version of the format that is written; the only one that is read.
  public static final int VERSION = 1;

  private static final String KIND = "weft.dev/saved-plan";
  private static final ObjectMapper JSON = new ObjectMapper();

  private PlanFile() {}

  /// The file's text.
  public static String write(SavedPlan plan) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("kind", KIND);
    root.put("version", VERSION);
    root.put("environment", plan.environment());
    root.put("revision", plan.revision());
    root.put("plannedAt", plan.plannedAt().toString());
    ObjectNode clusters = root.putObject("clusterIds");
    plan.clusterIds().forEach(clusters::put);
    root.put("digest", plan.digest());
    ArrayNode deletions = root.putArray("deletions");
    plan.deletions().stream().sorted().forEach(deletions::add);
    ArrayNode changes = root.putArray("changes");
    for (SavedPlan.Item item : plan.items()) {
      changes
          .addObject()
          .put("id", item.id())
          .put("fingerprint", item.fingerprint())
          .put("content", item.content())
          .put("reason", item.reason());
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }

  /// Reads a file's text.
  ///
  /// @throws IllegalArgumentException when it is no saved plan, or one of a version that is not
  ///   known
  public static SavedPlan read(String text) {
    JsonNode root = parse(text);
    if (!root.path("kind").asText().equals(KIND)) {
      throw new IllegalArgumentException(
          "This is no saved plan: it has no `kind` `%s`.".formatted(KIND));
    }
    int version = root.path("version").asInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "The saved plan has version %d and this Weft reads version %d. Plan again."
              .formatted(version, VERSION));
    }
    var clusters = new TreeMap<String, String>();
    require(root, "clusterIds")
        .properties()
        .forEach(each -> clusters.put(each.getKey(), each.getValue().asText()));
    var deletions = new TreeSet<String>();
    require(root, "deletions").forEach(each -> deletions.add(each.asText()));
    return new SavedPlan(
        text(root, "environment"),
        text(root, "revision"),
        time(root),
        clusters,
        text(root, "digest"),
        deletions,
        items(root));
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The saved plan is no JSON: " + e.getOriginalMessage() + ". Plan again.", e);
    }
    throw new IllegalArgumentException("The saved plan is no JSON object. Plan again.");
  }

  private static Instant time(JsonNode root) {
    try {
      return Instant.parse(text(root, "plannedAt"));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("The saved plan's `plannedAt` is no time. Plan again.", e);
    }
  }

  private static List<SavedPlan.Item> items(JsonNode root) {
    var items = new ArrayList<SavedPlan.Item>();
    for (JsonNode change : require(root, "changes")) {
      items.add(
          new SavedPlan.Item(
              text(change, "id"),
              text(change, "fingerprint"),
              text(change, "content"),
              text(change, "reason")));
    }
    return items;
  }

  private static JsonNode require(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The saved plan lacks `%s`. Plan again.".formatted(name));
    }
    return value;
  }

  private static String text(JsonNode node, String name) {
    return require(node, name).asText();
  }
}
