// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.model.compatibility.JsonDocuments.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everything that is said about one place of a JSON Schema: the schemas that hold there, with what
/// they refer to and their `allOf`, as one.
final class JsonView {

  /// All types; `number` has `integer` in it.
  static final SortedSet<String> TYPES =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(
              List.of("array", "boolean", "integer", "null", "number", "object", "string")));

  private static final List<String> LEAST =
      List.of("minLength", "minItems", "minProperties", "minimum", "exclusiveMinimum");
  private static final List<String> MOST =
      List.of("maxLength", "maxItems", "maxProperties", "maximum", "exclusiveMaximum");

  /// Keywords that are the same or are not; how they compare is not worked out.
  private static final List<String> OPAQUE =
      List.of(
          "pattern",
          "contains",
          "minContains",
          "maxContains",
          "propertyNames",
          "dependentRequired",
          "dependentSchemas",
          "dependencies",
          "if",
          "then",
          "else",
          "contentEncoding",
          "contentSchema",
          "unevaluatedItems");

  private static final List<String> NOTES =
      List.of("x-tags", "x-term", "deprecated", "readOnly", "writeOnly", "examples");

  final JsonDocuments documents;
  final List<Node> parts = new ArrayList<>();
  private final List<JsonNode> said = new ArrayList<>();
  final Map<String, List<Node>> properties = new LinkedHashMap<>();
  final Map<String, List<Node>> patterns = new TreeMap<>();
  final SortedSet<String> required = new TreeSet<>();
  final List<Node> additional = new ArrayList<>();
  final List<Node> items = new ArrayList<>();
  final List<List<Node>> prefix = new ArrayList<>();
  final List<Node> not = new ArrayList<>();
  final List<Choice> choices = new ArrayList<>();
  final Map<String, BigDecimal> least = new TreeMap<>();
  final Map<String, BigDecimal> most = new TreeMap<>();
  final Map<String, SortedSet<String>> opaque = new TreeMap<>();
  final List<BigDecimal> multiples = new ArrayList<>();
  final Map<String, String> notes = new TreeMap<>();
  SortedSet<String> types = TYPES;
  @Nullable SortedSet<String> values;
  String format = "";
  String words = "";
  String fallback = "";
  boolean isUnique;
  boolean isNever;
  boolean isLost;

  /// An `anyOf` or `oneOf`.
  record Choice(boolean isExclusive, List<Node> branches) {}

  private JsonView(JsonDocuments documents) {
    this.documents = documents;
  }

  static JsonView of(JsonDocuments documents, List<Node> parts) {
    JsonView view = new JsonView(documents);
    view.collect(parts, true);
    return view;
  }

  /// The views of which one holds: one per branch when there is a choice, one per type when a value
  /// may have several.
  List<JsonView> alternatives() {
    List<JsonView> views = new ArrayList<>();
    if (choices.isEmpty()) {
      if (types.size() < 2 || types.size() == TYPES.size()) {
        return List.of(this);
      }
      for (String type : types) {
        boolean isPartOfNumber = type.equals("integer") && types.contains("number");
        if (!isPartOfNumber) {
          JsonView view = of(documents, parts);
          view.types = new TreeSet<>(types);
          view.types.retainAll(type.equals("number") ? Set.of("number", "integer") : Set.of(type));
          views.add(view);
        }
      }
      return views;
    }
    for (Node branch : choices.getFirst().branches) {
      JsonView view = new JsonView(documents);
      view.collect(parts, false);
      List<Choice> others = List.copyOf(choices.subList(1, choices.size()));
      view.collect(List.of(branch), true);
      view.choices.addAll(others);
      views.add(view);
    }
    return views;
  }

  boolean allows(String type) {
    return types.contains(type);
  }

  /// Whether every value will do.
  boolean isAnything() {
    return !isNever && parts.stream().allMatch(part -> isEmpty(part.json()));
  }

  static boolean isEmpty(JsonNode json) {
    return json.isBoolean() ? json.asBoolean() : json.isEmpty();
  }

  /// Follows references and `allOf` without recursion, so that no chain is too long.
  private void collect(List<Node> start, boolean withChoices) {
    parts.addAll(start);
    List<Node> queue = new ArrayList<>(start);
    Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < queue.size() && queue.size() < Walk.CHANGES; i++) {
      Node node = queue.get(i);
      JsonNode json = node.json();
      if (json.isBoolean()) {
        isNever |= !json.asBoolean();
        continue;
      }
      if (!seen.add(json)) {
        continue;
      }
      for (String keyword : List.of("$ref", "$dynamicRef", "$recursiveRef")) {
        if (json.path(keyword).isTextual()) {
          Node target = documents.find(node, json.path(keyword).asText());
          isLost |= target == null;
          if (target != null) {
            queue.add(target);
          }
        }
      }
      if (json.size() != 1 || !json.has("$ref")) {
        said.add(json);
      }
      if (!documents.refAlone(node)) {
        add(node, withChoices);
        json.path("allOf").forEach(inner -> queue.add(new Node(inner, node.file())));
      }
    }
  }

  private void add(Node node, boolean withChoices) {
    JsonNode json = node.json();
    types(json);
    values(json);
    objects(node);
    arrays(node);
    for (String keyword : LEAST) {
      number(json, keyword, least, 1);
    }
    for (String keyword : MOST) {
      number(json, keyword, most, -1);
    }
    if (json.path("multipleOf").isNumber()) {
      multiples.add(json.path("multipleOf").decimalValue());
    }
    for (String keyword : OPAQUE) {
      if (json.has(keyword)) {
        opaque
            .computeIfAbsent(keyword, _ -> new TreeSet<>())
            .add(JsonValues.text(json.path(keyword)));
      }
    }
    if (json.has("not")) {
      not.add(new Node(json.path("not"), node.file()));
    }
    if (withChoices) {
      for (String keyword : List.of("oneOf", "anyOf")) {
        if (json.path(keyword).isArray()) {
          List<Node> branches = new ArrayList<>();
          json.path(keyword).forEach(inner -> branches.add(new Node(inner, node.file())));
          choices.add(new Choice(keyword.equals("oneOf"), branches));
        }
      }
    }
    notes(json);
  }

  private void notes(JsonNode json) {
    for (String keyword : NOTES) {
      if (json.has(keyword)) {
        notes.putIfAbsent(keyword, JsonValues.text(json.path(keyword)));
      }
    }
    format = format.isEmpty() ? json.path("format").asText() : format;
    fallback =
        fallback.isEmpty() && json.has("default")
            ? JsonValues.text(json.path("default"))
            : fallback;
    for (String keyword : List.of("title", "description")) {
      words = (words + "\n" + json.path(keyword).asText().strip()).strip();
    }
  }

  private void types(JsonNode json) {
    JsonNode type = json.path("type");
    if (type.isMissingNode()) {
      return;
    }
    SortedSet<String> allowed = new TreeSet<>();
    if (type.isTextual()) {
      allowed.add(type.asText());
    }
    type.forEach(word -> allowed.add(word.asText()));
    if (allowed.contains("number")) {
      allowed.add("integer");
    }
    SortedSet<String> both = new TreeSet<>(types);
    both.retainAll(allowed);
    types = both;
  }

  private void values(JsonNode json) {
    for (String keyword : List.of("enum", "const")) {
      JsonNode value = json.path(keyword);
      if (value.isMissingNode()) {
        continue;
      }
      SortedSet<String> allowed =
          keyword.equals("enum")
              ? JsonValues.texts(value)
              : new TreeSet<>(List.of(JsonValues.text(value)));
      SortedSet<String> known = values;
      if (known != null) {
        allowed.retainAll(known);
      }
      values = allowed;
    }
  }

  private void objects(Node node) {
    JsonNode json = node.json();
    members(node, "properties", properties);
    members(node, "patternProperties", patterns);
    json.path("required").forEach(name -> required.add(name.asText()));
    for (String keyword : List.of("additionalProperties", "unevaluatedProperties")) {
      JsonNode other = json.path(keyword);
      if (!other.isMissingNode() && !isEmpty(other)) {
        additional.add(new Node(other, node.file()));
      }
    }
  }

  private static void members(Node node, String keyword, Map<String, List<Node>> into) {
    for (Map.Entry<String, JsonNode> member : node.json().path(keyword).properties()) {
      into.computeIfAbsent(member.getKey(), _ -> new ArrayList<>())
          .add(new Node(member.getValue(), node.file()));
    }
  }

  private void arrays(Node node) {
    JsonNode json = node.json();
    JsonNode tuple = json.path("items").isArray() ? json.path("items") : json.path("prefixItems");
    JsonNode rest =
        json.path("items").isArray() ? json.path("additionalItems") : json.path("items");
    for (int i = 0; i < tuple.size(); i++) {
      if (prefix.size() <= i) {
        prefix.add(new ArrayList<>());
      }
      prefix.get(i).add(new Node(tuple.get(i), node.file()));
    }
    if (!rest.isMissingNode() && !isEmpty(rest)) {
      items.add(new Node(rest, node.file()));
    }
    isUnique |= json.path("uniqueItems").asBoolean();
  }

  private static void number(
      JsonNode json, String keyword, Map<String, BigDecimal> into, int sign) {
    if (json.path(keyword).isNumber()) {
      into.merge(
          keyword,
          json.path(keyword).decimalValue(),
          (one, other) -> one.compareTo(other) * sign >= 0 ? one : other);
    }
  }

  /// A text that is equal for views of the same schemas, to see a recursion.
  String identity(Map<JsonNode, Integer> numbers) {
    SortedSet<Integer> own = new TreeSet<>();
    said.forEach(json -> own.add(numbers.computeIfAbsent(json, _ -> numbers.size())));
    return own + " " + types + choices.size();
  }

  /// Numbers for [#identity(Map)].
  static Map<JsonNode, Integer> numbers() {
    return new IdentityHashMap<>();
  }
}
