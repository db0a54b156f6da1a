// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.schema.FieldList.Notes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Flattens a JSON Schema. A schema with what it refers to and its `allOf` counts as one.
final class JsonSchemaFields {

  private static final Set<String> INNER =
      Set.of(
          "properties",
          "additionalProperties",
          "patternProperties",
          "items",
          "prefixItems",
          "additionalItems",
          "oneOf",
          "anyOf");

  private final Targets targets;
  private final FieldList list;
  private final Set<Json> open = Collections.newSetFromMap(new IdentityHashMap<>());

  JsonSchemaFields(Targets targets, Location root) {
    this.targets = targets;
    this.list = new FieldList(root);
  }

  /// A schema in its file.
  record Located(Json schema, JsonSchemaFile file) {}

  /// How references become schemas; all of them are known to exist.
  interface Targets {
    @Nullable Located find(JsonSchemaFile file, String reference);
  }

  List<Field> flatten(JsonSchemaFile root) throws Refusal {
    Shape shape = shape(new Located(root.root(), root));
    if (!shape.types.isEmpty() && !shape.types.contains("object")) {
      throw new Refusal(
          new Location(root.path(), root.root().line(), root.root().column()),
          SchemaRules.NO_MESSAGE,
          "The schema of a port describes an `object`, not `"
              + String.join("` or `", shape.types)
              + "`.",
          "Set `\"type\": \"object\"`.");
    }
    children("", "", shape, true, 1);
    return list.fields();
  }

  private void schema(String path, Located located, Notes outer, int depth) throws Refusal {
    list.checkDepth(depth);
    Shape shape = shape(located);
    Notes notes = shape.notes(outer);
    list.add(notes.field(path, shape.type(), shape.values()));
    children(path, path + ".", shape, true, depth + 1);
  }

  private void children(String path, String prefix, Shape shape, boolean certain, int depth)
      throws Refusal {
    list.checkDepth(depth);
    // Identity matters: two equal schemas in two places are not a recursion.
    List<Json> entered = shape.parts.stream().map(Located::schema).filter(open::add).toList();
    if (entered.stream().noneMatch(JsonSchemaFields::saysMore)) {
      entered.forEach(open::remove);
      return;
    }
    for (Map.Entry<String, Located> property : shape.properties.entrySet()) {
      boolean required = certain && shape.required.contains(property.getKey());
      schema(
          prefix + property.getKey(),
          property.getValue(),
          new Notes(required, "", List.of(), null),
          depth);
    }
    for (Located value : shape.values) {
      schema(path + "{}", value, Notes.ofItems(), depth);
    }
    for (Located item : shape.items) {
      schema(path + "[]", item, Notes.ofItems(), depth);
    }
    for (Shape branch : shape.branches()) {
      children(path, prefix, branch, certain && shape.isOneBranch(), depth + 1);
    }
    entered.forEach(open::remove);
  }

  /// Whether a schema has anything below it by itself; where nothing new has, a recursion is
  /// closed.
  private static boolean saysMore(Json schema) {
    return schema instanceof Json.Obj object
        && object.members().stream().anyMatch(member -> INNER.contains(member.key()));
  }

  private Shape shape(Located located) throws Refusal {
    Shape shape = new Shape();
    collect(located, shape, Collections.newSetFromMap(new IdentityHashMap<>()));
    return shape;
  }

  /// Follows references and `allOf`; iterative, so that no chain of references is too long.
  private void collect(Located start, Shape shape, Set<Json> seen) throws Refusal {
    List<Located> queue = new ArrayList<>(List.of(start));
    for (int i = 0; i < queue.size(); i++) {
      Located located = queue.get(i);
      list.step();
      if (!(located.schema instanceof Json.Obj object) || !seen.add(object)) {
        continue;
      }
      shape.add(object, located.file);
      for (String keyword : JsonKeywords.REFERENCES) {
        String reference = object.text(keyword);
        Located target = reference == null ? null : targets.find(located.file, reference);
        if (target != null) {
          queue.add(target);
        }
      }
      if (object.get("allOf") instanceof Json.Arr all) {
        all.items().forEach(item -> queue.add(new Located(item, located.file)));
      }
    }
  }

  /// Everything that is said about one place.
  private final class Shape {

    private final List<Located> parts = new ArrayList<>();
    private final Set<String> types = new LinkedHashSet<>();
    private final Map<String, Located> properties = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final List<Located> values = new ArrayList<>();
    private final List<Located> items = new ArrayList<>();
    private final List<Located> choices = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private @Nullable List<Shape> branches;
    private boolean nullable;
    private @Nullable String doc;
    private @Nullable String term;
    private @Nullable String format;
    private @Nullable String pattern;
    private Json.@Nullable Arr symbols;
    private boolean base64;

    void add(Json.Obj object, JsonSchemaFile file) {
      parts.add(new Located(object, file));
      Json type = object.get("type");
      if (types.isEmpty() && type != null) {
        types.addAll(type instanceof Json.Text text ? List.of(text.value()) : object.texts("type"));
        nullable |= types.remove("null");
      }
      if (object.get("properties") instanceof Json.Obj named) {
        named
            .members()
            .forEach(
                member -> properties.putIfAbsent(member.key(), new Located(member.value(), file)));
      }
      required.addAll(object.texts("required"));
      if (object.get("additionalProperties") instanceof Json.Obj value) {
        values.add(new Located(value, file));
      }
      if (object.get("patternProperties") instanceof Json.Obj patterns) {
        patterns.members().forEach(member -> values.add(new Located(member.value(), file)));
      }
      for (String keyword : List.of("items", "prefixItems", "additionalItems")) {
        switch (object.get(keyword)) {
          case Json.Obj item -> items.add(new Located(item, file));
          case Json.Arr list -> list.items().forEach(item -> items.add(new Located(item, file)));
          case null, default -> {}
        }
      }
      for (String keyword : List.of("oneOf", "anyOf")) {
        if (object.get(keyword) instanceof Json.Arr list) {
          list.items().forEach(item -> choices.add(new Located(item, file)));
        }
      }
      tags.addAll(object.texts("x-tags"));
      doc = doc == null ? object.text("description") : doc;
      term = term == null ? object.text("x-term") : term;
      format = format == null ? object.text("format") : format;
      pattern = pattern == null ? object.text("pattern") : pattern;
      base64 |= "base64".equals(object.text("contentEncoding"));
      if (symbols == null && object.get("enum") instanceof Json.Arr list) {
        symbols = list;
        nullable |= list.items().stream().anyMatch(Json.Null.class::isInstance);
      } else if (symbols == null && object.get("const") instanceof Json.Text constant) {
        symbols = new Json.Arr(List.of(constant), constant.line(), constant.column());
      }
    }

    /// The alternatives that are not null.
    List<Shape> branches() throws Refusal {
      if (branches == null) {
        List<Shape> found = new ArrayList<>();
        Set<Json> own = Collections.newSetFromMap(new IdentityHashMap<>());
        parts.forEach(part -> own.add(part.schema));
        for (Located choice : choices) {
          // A branch that leads back here says nothing new.
          if (own.contains(choice.schema)) {
            continue;
          }
          Shape branch = shape(choice);
          if (branch.types.isEmpty() && branch.nullable) {
            nullable = true;
          } else {
            found.add(branch);
          }
        }
        branches = found;
      }
      return branches;
    }

    boolean isOneBranch() throws Refusal {
      return branches().size() == 1;
    }

    Notes notes(Notes outer) throws Refusal {
      boolean absent = isNullable();
      return new Notes(
          outer.required() && !absent,
          doc == null ? "" : doc.strip(),
          tags,
          term,
          pattern == null ? "" : pattern);
    }

    private boolean isNullable() throws Refusal {
      List<Shape> alternatives = branches();
      return nullable
          || (alternatives.size() == 1 && types.isEmpty() && alternatives.getFirst().nullable);
    }

    List<String> values() throws Refusal {
      if (symbols == null) {
        return isOneBranch() && types.isEmpty() ? branches().getFirst().ownValues() : List.of();
      }
      return ownValues();
    }

    private List<String> ownValues() {
      return symbols == null || !isEnum(symbols) ? List.of() : symbols.texts();
    }

    private static boolean isEnum(Json.Arr symbols) {
      return !symbols.texts().isEmpty()
          && symbols.items().stream()
              .allMatch(item -> item instanceof Json.Text || item instanceof Json.Null);
    }

    String type() throws Refusal {
      String own = ownType();
      if (own != null) {
        return own;
      }
      List<Shape> alternatives = branches();
      if (alternatives.size() == 1) {
        String only = alternatives.getFirst().ownType();
        return only == null ? "union" : only;
      }
      return "union";
    }

    private @Nullable String ownType() {
      if (symbols != null && isEnum(symbols)) {
        return "enum";
      }
      if (types.size() == 1) {
        return typed(types.iterator().next());
      }
      if (types.isEmpty() && choices.isEmpty()) {
        if (!properties.isEmpty() || !values.isEmpty()) {
          return typed("object");
        }
        return items.isEmpty() ? null : "array";
      }
      return null;
    }

    private String typed(String type) {
      String detail = format == null ? "" : format;
      return switch (type) {
        case "string" ->
            switch (detail) {
              case "date" -> "date";
              case "date-time" -> "timestamp";
              case "time" -> "time";
              case "uuid" -> "uuid";
              case "decimal" -> "decimal";
              default -> base64 ? "bytes" : "string";
            };
        case "integer" -> detail.equals("int32") ? "int" : "long";
        case "number" ->
            switch (detail) {
              case "float" -> "float";
              case "decimal" -> "decimal";
              default -> "double";
            };
        case "boolean" -> "boolean";
        case "array" -> "array";
        default -> properties.isEmpty() && !values.isEmpty() ? "map" : "record";
      };
    }
  }
}
