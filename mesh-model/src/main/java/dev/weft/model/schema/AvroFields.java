// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.schema.FieldList.Notes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Flattens an Avro record. A type that contains itself is named where it recurs, not entered
/// again.
final class AvroFields {

  private static final Map<String, String> LOGICAL =
      Map.ofEntries(
          Map.entry("decimal", "decimal"),
          Map.entry("big-decimal", "decimal"),
          Map.entry("uuid", "uuid"),
          Map.entry("date", "date"),
          Map.entry("time-millis", "time"),
          Map.entry("time-micros", "time"),
          Map.entry("timestamp-millis", "timestamp"),
          Map.entry("timestamp-micros", "timestamp"),
          Map.entry("timestamp-nanos", "timestamp"),
          Map.entry("local-timestamp-millis", "timestamp"),
          Map.entry("local-timestamp-micros", "timestamp"),
          Map.entry("local-timestamp-nanos", "timestamp"),
          Map.entry("duration", "bytes"));

  private final Map<String, AvroFile.Definition> index;
  private final FieldList list;
  private final Location root;
  private final Set<String> open = new HashSet<>();
  private final List<Diagnostic> warnings = new ArrayList<>();

  AvroFields(Map<String, AvroFile.Definition> index, Location root) {
    this.index = index;
    this.root = root;
    this.list = new FieldList(root);
  }

  /// The fields of the record.
  List<Field> flatten(AvroFile.Definition record) throws Refusal {
    record(record, "", 1);
    return list.fields();
  }

  /// What is odd about the types, without being wrong.
  List<Diagnostic> warnings() {
    return warnings;
  }

  private void record(AvroFile.Definition record, String prefix, int depth) throws Refusal {
    list.checkDepth(depth);
    if (!open.add(record.fullName())) {
      return;
    }
    String namespace = AvroNames.namespaceOf(record.fullName());
    if (record.node().get("fields") instanceof Json.Arr fields) {
      for (Json item : fields.items()) {
        if (item instanceof Json.Obj field) {
          type(prefix + field.text("name"), field.require("type"), namespace, notes(field), depth);
        }
      }
    }
    open.remove(record.fullName());
  }

  private static Notes notes(Json.Obj field) {
    List<String> tags = new ArrayList<>(field.texts("tags"));
    String classification = field.text("classification");
    if (classification != null) {
      tags.add(classification);
    }
    tags.addAll(field.texts("classification"));
    String doc = field.text("doc");
    String format = field.text("format");
    return new Notes(
        true,
        doc == null ? "" : doc.strip(),
        tags,
        field.text("term"),
        format == null ? "" : format);
  }

  private void type(String path, Json type, String namespace, Notes notes, int depth)
      throws Refusal {
    list.checkDepth(depth);
    switch (type) {
      case Json.Arr union -> union(path, union, namespace, notes, depth);
      case Json.Text name -> named(path, name.value(), namespace, notes, depth);
      case Json.Obj object -> object(path, object, namespace, notes, depth);
      case Json.Num _, Json.Bool _, Json.Null _ -> list.add(notes.field(path, "union", List.of()));
    }
  }

  private void union(String path, Json.Arr union, String namespace, Notes notes, int depth)
      throws Refusal {
    List<Json> branches = union.items().stream().filter(branch -> !isNull(branch)).toList();
    Notes here = notes.nullable(branches.size() < union.items().size());
    if (branches.size() == 1) {
      type(path, branches.getFirst(), namespace, here, depth);
      return;
    }
    list.add(here.field(path, "union", List.of()));
    for (Json branch : branches) {
      type(path, branch, namespace, here, depth + 1);
    }
  }

  private static boolean isNull(Json branch) {
    String name =
        switch (branch) {
          case Json.Text text -> text.value();
          case Json.Obj object -> object.text("type");
          case Json.Arr _, Json.Num _, Json.Bool _, Json.Null _ -> null;
        };
    return "null".equals(name);
  }

  private void named(String path, String name, String namespace, Notes notes, int depth)
      throws Refusal {
    if (AvroNames.PRIMITIVES.contains(name)) {
      // A field that can only be null never carries a value.
      list.add(
          notes
              .nullable(name.equals("null"))
              .field(path, name.equals("null") ? "union" : name, List.of()));
      return;
    }
    AvroFile.Definition definition = find(index, name, namespace);
    if (definition == null) {
      throw new IllegalStateException("names are checked before: " + name);
    }
    definition(path, definition, notes, depth);
  }

  /// What a name means: in its namespace or, as Avro's parser has it, without one.
  static AvroFile.@Nullable Definition find(
      Map<String, AvroFile.Definition> index, String name, String namespace) {
    AvroFile.Definition definition = index.get(AvroNames.full(name, namespace));
    return definition == null ? index.get(name) : definition;
  }

  private void definition(String path, AvroFile.Definition definition, Notes notes, int depth)
      throws Refusal {
    Json.Obj node = definition.node();
    switch (definition.kind()) {
      case "enum" -> list.add(notes.field(path, "enum", node.texts("symbols")));
      case "fixed" -> list.add(notes.field(path, logical(node, "bytes", "fixed"), List.of()));
      default -> {
        list.add(notes.field(path, "record", List.of()));
        record(definition, path + ".", depth + 1);
      }
    }
  }

  private void object(String path, Json.Obj object, String namespace, Notes notes, int depth)
      throws Refusal {
    String kind = String.valueOf(object.text("type"));
    if (AvroNames.NAMED.contains(kind)) {
      definition(
          path,
          new AvroFile.Definition(AvroNames.defined(object, namespace), kind, object),
          notes,
          depth);
      return;
    }
    if (kind.equals("array")) {
      list.add(notes.field(path, "array", List.of()));
      type(path + "[]", object.require("items"), namespace, Notes.ofItems(), depth + 1);
    } else if (kind.equals("map")) {
      list.add(notes.field(path, "map", List.of()));
      type(path + "{}", object.require("values"), namespace, Notes.ofItems(), depth + 1);
    } else if (AvroNames.PRIMITIVES.contains(kind) && !kind.equals("null")) {
      list.add(notes.field(path, logical(object, kind, kind), List.of()));
    } else {
      named(path, kind, namespace, notes, depth);
    }
  }

  private String logical(Json.Obj node, String type, String written) {
    if (!(node.get("logicalType") instanceof Json.Text logical)) {
      return type;
    }
    String meaning = LOGICAL.get(logical.value());
    if (meaning == null) {
      warn(
          logical,
          "The logical type `"
              + logical.value()
              + "` is not known; the field counts as `"
              + type
              + "`.",
          Nearest.hint(
              logical.value(), LOGICAL.keySet(), "Use a logical type of Avro 1.12, or remove it."));
      return type;
    }
    if (!fits(logical.value(), written, node)) {
      warn(
          logical,
          "The logical type `"
              + logical.value()
              + "` does not fit the type `"
              + written
              + "` it stands on.",
          "Put it on " + carrier(logical.value()) + ".");
      return type;
    }
    return meaning;
  }

  private static boolean fits(String logical, String written, Json.Obj node) {
    return switch (logical) {
      case "decimal" ->
          (written.equals("bytes") || written.equals("fixed"))
              && node.get("precision") instanceof Json.Num precision
              && precision.value().matches("[1-9][0-9]{0,8}");
      case "big-decimal" -> written.equals("bytes");
      case "uuid" -> written.equals("string") || isFixed(written, node, "16");
      case "duration" -> isFixed(written, node, "12");
      case "date", "time-millis" -> written.equals("int");
      default -> written.equals("long");
    };
  }

  private static boolean isFixed(String written, Json.Obj node, String size) {
    return written.equals("fixed")
        && node.get("size") instanceof Json.Num number
        && number.value().equals(size);
  }

  private static String carrier(String logical) {
    return switch (logical) {
      case "decimal" -> "`bytes` or a `fixed`, with a `precision`";
      case "big-decimal" -> "`bytes`";
      case "uuid" -> "`string` or a `fixed` of 16 bytes";
      case "duration" -> "a `fixed` of 12 bytes";
      case "date", "time-millis" -> "`int`";
      default -> "`long`";
    };
  }

  private void warn(Json place, String message, String hint) {
    Location at = new Location(root.file(), place.line(), place.column());
    Diagnostic warning = Diagnostic.warning(at, SchemaRules.LOGICAL_TYPE, message, hint);
    if (!warnings.contains(warning) && warnings.size() < 100) {
      warnings.add(warning);
    }
  }
}
