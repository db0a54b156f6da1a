// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaDocument;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The documents of a JSON Schema, and what references in them mean.
final class JsonDocuments {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final String main;
  private final Map<String, Document> documents = new HashMap<>();

  /// A schema in its document.
  record Node(JsonNode json, String file) {}

  private record Document(SchemaDocument source, JsonNode root, Map<String, JsonNode> anchors) {
    /// Before 2019, whatever stands beside a `$ref` does not count.
    boolean isDraft7() {
      return root.path("$schema").asText().contains("draft-07");
    }
  }

  private JsonDocuments(String main) {
    this.main = main;
  }

  static JsonDocuments of(PortSchema schema) {
    JsonDocuments documents = new JsonDocuments(schema.document().file());
    schema.references().forEach(documents::add);
    documents.add(schema.document());
    return documents;
  }

  private void add(SchemaDocument source) {
    try {
      JsonNode root = MAPPER.readTree(source.content());
      Map<String, JsonNode> anchors = new HashMap<>();
      anchors(root, anchors);
      documents.put(source.file(), new Document(source, root, anchors));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not read before: " + source.file(), e);
    }
  }

  /// As deep as the document, which has a limit.
  private static void anchors(JsonNode json, Map<String, JsonNode> anchors) {
    for (String keyword : new String[] {"$anchor", "$dynamicAnchor"}) {
      if (json.path(keyword).isTextual()) {
        anchors.putIfAbsent(json.path(keyword).asText(), json);
      }
    }
    for (JsonNode inner : json) {
      anchors(inner, anchors);
    }
  }

  Node root() {
    return new Node(document(main).root, main);
  }

  private Document document(String file) {
    return Objects.requireNonNull(documents.get(file), file);
  }

  boolean refAlone(Node node) {
    return document(node.file).isDraft7() && node.json.path("$ref").isTextual();
  }

  /// What a reference means; null when it leads nowhere.
  @Nullable Node find(Node from, String reference) {
    int hash = reference.indexOf('#');
    String path = hash < 0 ? reference : reference.substring(0, hash);
    String fragment = hash < 0 ? "" : reference.substring(hash + 1);
    Document document = document(from.file);
    String own = document.root.path("$id").asText();
    if (!path.isEmpty() && !path.equals(own)) {
      String file =
          document.source.uses().stream()
              .filter(use -> use.name().equals(path))
              .map(SchemaDocument.Use::file)
              .findFirst()
              .orElse(from.file);
      document = document(file);
    }
    JsonNode found = find(document, fragment);
    return found == null ? null : new Node(found, document.source.file());
  }

  private static @Nullable JsonNode find(Document document, String fragment) {
    if (fragment.isEmpty()) {
      return document.root;
    }
    if (!fragment.startsWith("/")) {
      return document.anchors.get(fragment);
    }
    JsonNode json = document.root;
    for (String step : fragment.substring(1).split("/", -1)) {
      String key = decode(step).replace("~1", "/").replace("~0", "~");
      boolean isIndex = json.isArray() && key.matches("[0-9]{1,6}");
      JsonNode next = isIndex ? json.get(Integer.parseInt(key)) : json.get(key);
      if (next == null) {
        return null;
      }
      json = next;
    }
    return json;
  }

  private static String decode(String step) {
    try {
      return URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return step;
    }
  }
}
