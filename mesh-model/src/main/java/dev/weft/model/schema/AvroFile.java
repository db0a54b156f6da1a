// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An Avro file: what it defines and what it uses, checked as far as one file alone can be.
///
/// @param path path in the repository
/// @param content the text as written
/// @param canonical see [SchemaDocument#canonical()]
/// @param root the schema
/// @param definitions records, enums and fixed by full name, in the order of the text
/// @param uses names that are used, each with its first place
/// @param fieldPlaces where fields are first named, for messages
record AvroFile(
    String path,
    String content,
    String canonical,
    Json root,
    Map<String, Definition> definitions,
    List<NameUse> uses,
    Map<String, Location> fieldPlaces)
    implements ParsedFile {

  /// A named type. Its members are read in the namespace of its own full name.
  record Definition(String fullName, String kind, Json.Obj node) {}

  /// A name in the place of a type.
  ///
  /// @param name as written
  /// @param fullName as read in its namespace
  /// @param location its first place
  record NameUse(String name, String fullName, Location location) {}

  static AvroFile parse(String path, String text) throws Refusal {
    Json root = JsonText.parse(path, text, true);
    Scan scan = new Scan(path);
    scan.type(root, "");
    if (!scan.problems.isEmpty()) {
      throw new Refusal(scan.problems);
    }
    if (scan.definitions.size() > Limits.TYPES) {
      throw tooManyTypes(path);
    }
    return new AvroFile(
        path,
        text,
        AvroCanonical.write(root),
        root,
        scan.definitions,
        List.copyOf(scan.uses.values()),
        scan.fieldPlaces);
  }

  static Refusal tooManyTypes(String path) {
    return new Refusal(
        Location.ofFile(path),
        SchemaRules.TOO_LARGE,
        "The schema has more than "
            + Limits.TYPES
            + " named types, those of its references included.",
        "Split the schema.");
  }

  /// Walks the schema once; recursion is bounded by the depth of the JSON.
  private static final class Scan {

    private final String path;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<String, NameUse> uses = new LinkedHashMap<>();
    private final Map<String, Location> fieldPlaces = new LinkedHashMap<>();

    Scan(String path) {
      this.path = path;
    }

    void type(Json json, String namespace) {
      switch (json) {
        case Json.Text text -> use(text, text.value(), namespace);
        case Json.Arr union -> union(union, namespace);
        case Json.Obj object -> object(object, namespace);
        case Json.Num _, Json.Bool _, Json.Null _ ->
            invalid(
                json,
                "A type is expected here, not " + json.kind() + ".",
                "Write the name of a type, an object with `type`, or an array of types.");
      }
    }

    private void union(Json.Arr union, String namespace) {
      Set<String> kinds = new HashSet<>();
      for (Json branch : union.items()) {
        String kind =
            switch (branch) {
              case Json.Text text -> text.value();
              case Json.Obj object -> object.text("type");
              case Json.Arr _, Json.Num _, Json.Bool _, Json.Null _ -> null;
            };
        if (branch instanceof Json.Arr) {
          invalid(
              branch,
              "A union stands directly inside a union.",
              "Put its branches into the outer one.");
        } else if (kind != null && !AvroNames.NAMED.contains(kind) && !kinds.add(kind)) {
          problem(
              branch,
              SchemaRules.DUPLICATE_NAME,
              "The type `" + kind + "` stands twice in the union.",
              "Remove one of the two, or wrap it in a record.");
        } else {
          type(branch, namespace);
        }
      }
    }

    private void object(Json.Obj object, String namespace) {
      Json type = object.get("type");
      if (!(type instanceof Json.Text kind)) {
        invalid(
            type == null ? object : type,
            type == null
                ? "The type has no `type`."
                : "The `type` of a type is a word, not " + type.kind() + ".",
            type == null
                ? "Add `\"type\"`, for example `\"type\": \"record\"`."
                : "Put the inner type itself in the place of the outer object.");
        return;
      }
      switch (kind.value()) {
        case "record", "error" -> {
          String name = define(object, kind.value(), namespace);
          fields(object, AvroNames.namespaceOf(name));
        }
        case "enum" -> symbols(object, define(object, kind.value(), namespace));
        case "fixed" -> {
          String name = define(object, kind.value(), namespace);
          if (!(object.get("size") instanceof Json.Num size)
              || !size.value().matches("[0-9]{1,9}")) {
            invalid(
                object,
                "The fixed `" + name + "` has no `size` in bytes.",
                "Add `\"size\": 16` or the like.");
          }
        }
        case "array" -> inner(object, "items", namespace);
        case "map" -> inner(object, "values", namespace);
        default -> use(kind, kind.value(), namespace);
      }
    }

    private void inner(Json.Obj object, String key, String namespace) {
      Json inner = object.get(key);
      if (inner == null) {
        invalid(
            object,
            "The " + object.text("type") + " has no `" + key + "`.",
            "Say what it holds, for example `\"" + key + "\": \"string\"`.");
      } else {
        type(inner, namespace);
      }
    }

    private void use(Json place, String name, String namespace) {
      if (AvroNames.PRIMITIVES.contains(name)) {
        return;
      }
      String full = AvroNames.full(name, namespace);
      uses.putIfAbsent(full, new NameUse(name, full, at(place)));
    }

    private String define(Json.Obj node, String kind, String namespace) {
      String full = AvroNames.defined(node, namespace);
      Json name = node.get("name");
      if (!(name instanceof Json.Text)) {
        invalid(node, "The " + kind + " has no `name`.", "Add `\"name\"`.");
      } else if (full.length() > Limits.NAME || !AvroNames.isFullName(full)) {
        problem(
            name,
            SchemaRules.INVALID_NAME,
            "`" + full + "` is not an Avro name.",
            "Use letters, digits and `_`, begin with no digit, and separate the namespace by dots.");
      } else if (definitions.putIfAbsent(full, new Definition(full, kind, node)) != null) {
        problem(
            name,
            SchemaRules.DUPLICATE_NAME,
            "The type `" + full + "` is defined twice in the file.",
            "Define it once and use its name in the other place.");
      }
      return full;
    }

    private void fields(Json.Obj record, String namespace) {
      if (!(record.get("fields") instanceof Json.Arr fields)) {
        invalid(
            record,
            "The record `" + record.text("name") + "` has no `fields`.",
            "Add `\"fields\": [...]`.");
        return;
      }
      Set<String> names = new HashSet<>();
      for (Json item : fields.items()) {
        if (!(item instanceof Json.Obj field)) {
          invalid(
              item,
              "A field is expected here, not " + item.kind() + ".",
              "Write an object with `name` and `type`.");
          continue;
        }
        Json name = field.get("name");
        if (!(name instanceof Json.Text text)) {
          invalid(field, "The field has no `name`.", "Add `\"name\"`.");
        } else if (!AvroNames.isName(text.value())) {
          problem(
              name,
              SchemaRules.INVALID_NAME,
              "`" + text.value() + "` is not an Avro name.",
              "Use letters, digits and `_`, and begin with no digit.");
        } else if (!names.add(text.value())) {
          problem(
              name,
              SchemaRules.DUPLICATE_NAME,
              "The field `" + text.value() + "` stands twice in the record.",
              "Remove or rename one of the two.");
        } else {
          fieldPlaces.putIfAbsent(text.value(), at(name));
        }
        Json type = field.get("type");
        if (type == null) {
          invalid(
              field, "The field `" + field.text("name") + "` has no `type`.", "Add `\"type\"`.");
        } else {
          type(type, namespace);
        }
      }
    }

    private void symbols(Json.Obj node, String name) {
      if (!(node.get("symbols") instanceof Json.Arr symbols)) {
        invalid(node, "The enum `" + name + "` has no `symbols`.", "Add `\"symbols\": [...]`.");
        return;
      }
      Set<String> seen = new HashSet<>();
      for (Json item : symbols.items()) {
        if (!(item instanceof Json.Text symbol) || !AvroNames.isName(symbol.value())) {
          problem(
              item,
              SchemaRules.INVALID_NAME,
              (item instanceof Json.Text text ? "`" + text.value() + "`" : "This")
                  + " is not a symbol of an enum.",
              "Use letters, digits and `_`, and begin with no digit.");
        } else if (!seen.add(symbol.value())) {
          problem(
              item,
              SchemaRules.DUPLICATE_NAME,
              "The symbol `" + symbol.value() + "` stands twice in the enum `" + name + "`.",
              "Remove one of the two.");
        }
      }
    }

    private void invalid(Json place, String message, String hint) {
      problem(place, SchemaRules.INVALID, message, hint);
    }

    private void problem(Json place, String rule, String message, String hint) {
      if (problems.size() < 100) {
        problems.add(Diagnostic.error(at(place), rule, message, hint));
      }
    }

    private Location at(Json place) {
      return new Location(path, place.line(), place.column());
    }
  }
}
