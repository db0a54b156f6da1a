// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A JSON Schema file: what it refers to, checked as far as one file alone can be.
///
/// @param path path in the repository
/// @param content the text as written
/// @param canonical see [SchemaDocument#canonical()]
/// @param root the schema
/// @param references all references in it
/// @param anchors schemas with an `$anchor`
record JsonSchemaFile(
    String path,
    String content,
    String canonical,
    Json.Obj root,
    List<Reference> references,
    Map<String, Json> anchors)
    implements ParsedFile {

  private static final Pattern SCHEME =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:|//).*", Pattern.DOTALL);

  private static final Set<String> DRAFTS =
      Set.of(
          "http://json-schema.org/draft-07/schema",
          "https://json-schema.org/draft-07/schema",
          "https://json-schema.org/draft/2019-09/schema",
          "https://json-schema.org/draft/2020-12/schema");

  /// A reference.
  ///
  /// @param file path as written; empty for the file itself
  /// @param fragment JSON pointer or anchor; empty for the whole file
  record Reference(String file, String fragment, Location location) {}

  static JsonSchemaFile parse(String path, String text) throws Refusal {
    Json json = JsonText.parse(path, text, false);
    if (!(json instanceof Json.Obj root)) {
      throw new Refusal(
          new Location(path, json.line(), json.column()),
          SchemaRules.INVALID,
          "A JSON Schema of a port is an object, not " + json.kind() + ".",
          "Begin it by `{`.");
    }
    Scan scan = new Scan(path, root);
    scan.draft();
    scan.schema(root);
    if (!scan.problems.isEmpty()) {
      throw new Refusal(scan.problems);
    }
    return new JsonSchemaFile(
        path,
        text,
        JsonSchemaCanonical.write(root),
        root,
        List.copyOf(scan.references),
        scan.anchors);
  }

  /// Splits a reference; a URL that is the file's own `$id` means the file itself.
  static @Nullable Reference reference(String written, @Nullable String id, Location at) {
    int hash = written.indexOf('#');
    String file = hash < 0 ? written : written.substring(0, hash);
    String fragment = hash < 0 ? "" : written.substring(hash + 1);
    String own = id == null || id.indexOf('#') < 0 ? id : id.substring(0, id.indexOf('#'));
    if (file.equals(own)) {
      return new Reference("", fragment, at);
    }
    return SCHEME.matcher(file).matches() ? null : new Reference(file, fragment, at);
  }

  /// The value that a fragment means, or nothing.
  @Nullable Json find(String fragment) {
    if (fragment.isEmpty()) {
      return root;
    }
    if (!fragment.startsWith("/")) {
      return anchors.get(fragment);
    }
    Json json = root;
    for (String step : fragment.substring(1).split("/", -1)) {
      String key = decode(step).replace("~1", "/").replace("~0", "~");
      Json next =
          switch (json) {
            case Json.Obj object -> object.get(key);
            case Json.Arr array
                when key.matches("[0-9]{1,6}") && Integer.parseInt(key) < array.items().size() ->
                array.items().get(Integer.parseInt(key));
            case Json.Arr _, Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> null;
          };
      if (next == null) {
        return null;
      }
      json = next;
    }
    return json;
  }

  private static String decode(String step) {
    if (step.indexOf('%') < 0) {
      return step;
    }
    try {
      return URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return step;
    }
  }

  /// Walks the schema once; recursion is bounded by the depth of the JSON.
  private static final class Scan {

    private final String path;
    private final Json.Obj root;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final Map<String, Json> anchors = new HashMap<>();

    Scan(String path, Json.Obj root) {
      this.path = path;
      this.root = root;
    }

    void draft() {
      Json draft = root.get("$schema");
      if (draft != null) {
        String name = draft instanceof Json.Text text ? text.value() : "";
        if (!DRAFTS.contains(name.endsWith("#") ? name.substring(0, name.length() - 1) : name)) {
          problem(
              draft,
              SchemaRules.UNSUPPORTED_FORMAT,
              "`$schema` is `" + name + "`, which is no draft that is supported.",
              "Use `https://json-schema.org/draft/2020-12/schema`, 2019-09 or draft-07.");
        }
      }
    }

    void schema(Json json) {
      if (json instanceof Json.Bool) {
        return;
      }
      if (!(json instanceof Json.Obj object)) {
        invalid(
            json,
            "A schema is expected here, not " + json.kind() + ".",
            "Write an object, `true` or `false`.");
        return;
      }
      for (String keyword : List.of("$anchor", "$dynamicAnchor")) {
        String anchor = object.text(keyword);
        if (anchor != null) {
          anchors.putIfAbsent(anchor, object);
        }
      }
      for (Json.Member member : object.members()) {
        member(member);
      }
    }

    private void member(Json.Member member) {
      Json value = member.value();
      if (JsonKeywords.REFERENCES.contains(member.key())) {
        reference(member);
        return;
      }
      switch (JsonKeywords.holds(member.key())) {
        case SCHEMA -> schema(value);
        case SCHEMA_MAP -> map(member, false);
        case SCHEMA_OR_SET_MAP -> map(member, true);
        case SCHEMA_LIST -> {
          if (value instanceof Json.Arr array) {
            array.items().forEach(this::schema);
          } else {
            invalid(
                value,
                "`" + member.key() + "` is an array of schemas, not " + value.kind() + ".",
                "Put it into `[]`.");
          }
        }
        case SCHEMA_OR_LIST -> {
          if (value instanceof Json.Arr array) {
            array.items().forEach(this::schema);
          } else {
            schema(value);
          }
        }
        case SET -> set(member);
        case PLAIN -> {}
      }
    }

    private void map(Json.Member member, boolean sets) {
      if (!(member.value() instanceof Json.Obj object)) {
        invalid(
            member.value(),
            "`" + member.key() + "` is an object, not " + member.value().kind() + ".",
            "Write `\"" + member.key() + "\": {\"name\": {...}}`.");
        return;
      }
      for (Json.Member inner : object.members()) {
        if (!sets || !(inner.value() instanceof Json.Arr)) {
          schema(inner.value());
        }
      }
    }

    private void set(Json.Member member) {
      Json value = member.value();
      if (member.key().equals("type")) {
        List<Json> words = value instanceof Json.Arr array ? array.items() : List.of(value);
        words.forEach(this::type);
      } else if (!(value instanceof Json.Arr array)) {
        invalid(
            value,
            "`" + member.key() + "` is an array, not " + value.kind() + ".",
            "Put it into `[]`.");
      } else if (!member.key().equals("enum") && array.texts().size() != array.items().size()) {
        invalid(
            value,
            "`" + member.key() + "` holds texts only.",
            "Put each of them in double quotes.");
      }
    }

    private void type(Json word) {
      if (!(word instanceof Json.Text text) || !JsonKeywords.TYPES.contains(text.value())) {
        String name = word instanceof Json.Text text ? "`" + text.value() + "`" : word.kind();
        problem(
            word,
            SchemaRules.UNKNOWN_TYPE,
            "JSON Schema has no type " + name + ".",
            Nearest.hint(
                name.replace("`", ""),
                JsonKeywords.TYPES,
                "Use string, integer, number, boolean, object, array or null."));
      }
    }

    private void reference(Json.Member member) {
      Location at = at(member.value());
      if (!(member.value() instanceof Json.Text text)) {
        invalid(
            member.value(),
            "`" + member.key() + "` is a text, not " + member.value().kind() + ".",
            "Write a path.");
        return;
      }
      Reference reference = JsonSchemaFile.reference(text.value(), root.text("$id"), at);
      if (reference == null) {
        problem(
            member.value(),
            SchemaRules.REMOTE_REFERENCE,
            "`" + text.value() + "` is a URL, and schemas are never fetched from elsewhere.",
            "Copy the schema into the repository and refer to its path.");
      } else {
        references.add(reference);
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
