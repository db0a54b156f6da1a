// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.ArrayList;
import java.util.List;

/// The canonical text of an Avro schema: full names, sorted keys, short forms; documentation,
/// defaults, aliases and properties stay.
final class AvroCanonical {

  private final JsonWriter writer;

  private AvroCanonical(StringBuilder out) {
    this.writer = new JsonWriter(out);
  }

  static String write(Json root) {
    StringBuilder out = new StringBuilder();
    new AvroCanonical(out).type(root, "");
    return out.toString();
  }

  private void type(Json json, String namespace) {
    switch (json) {
      case Json.Text name -> writer.text(reference(name.value(), namespace));
      case Json.Arr union -> writer.array(union.items(), branch -> type(branch, namespace));
      case Json.Obj object -> object(object, namespace);
      case Json.Num _, Json.Bool _, Json.Null _ -> writer.plain(json);
    }
  }

  private void object(Json.Obj object, String namespace) {
    String kind = object.text("type");
    if (kind == null) {
      writer.plain(object);
      return;
    }
    boolean named = AvroNames.NAMED.contains(kind);
    if (object.members().size() == 1 && !named) {
      writer.text(reference(kind, namespace));
      return;
    }
    String full = named ? AvroNames.defined(object, namespace) : "";
    String inner = named ? AvroNames.namespaceOf(full) : namespace;
    List<Json.Member> members = new ArrayList<>(JsonWriter.sorted(object));
    members.removeIf(
        member -> (named && member.key().equals("namespace")) || isEmptySet(member, "aliases"));
    writer.object(
        members,
        member -> {
          switch (member.key()) {
            case "type" -> writer.text(named ? kind : reference(kind, namespace));
            case "name" -> {
              if (named) {
                writer.text(full);
              } else {
                writer.plain(member.value());
              }
            }
            case "fields" -> fields(member.value(), inner);
            case "items", "values" -> type(member.value(), inner);
            case "aliases" -> aliases(member.value(), inner);
            case "tags", "classification" -> writer.set(member.value());
            default -> writer.plain(member.value());
          }
        });
  }

  private void fields(Json json, String namespace) {
    if (!(json instanceof Json.Arr fields)) {
      writer.plain(json);
      return;
    }
    writer.array(
        fields.items(),
        item -> {
          if (item instanceof Json.Obj field) {
            field(field, namespace);
          } else {
            writer.plain(item);
          }
        });
  }

  private void field(Json.Obj field, String namespace) {
    List<Json.Member> members = new ArrayList<>(JsonWriter.sorted(field));
    members.removeIf(member ->
        isEmptySet(member, "aliases")
            || (member.key().equals("order")
                && member.value() instanceof Json.Text order
                && order.value().equals("ascending")));
    writer.object(
        members,
        member -> {
          switch (member.key()) {
            case "type" -> type(member.value(), namespace);
            case "aliases", "tags", "classification" -> writer.set(member.value());
            default -> writer.plain(member.value());
          }
        });
  }

  private void aliases(Json json, String namespace) {
    if (json instanceof Json.Arr array && array.texts().size() == array.items().size()) {
      writer.texts(
          array.texts().stream()
              .map(alias -> AvroNames.full(alias, namespace))
              .sorted()
              .distinct()
              .map(alias -> JsonWriter.write(new Json.Text(alias, 0, 0)))
              .toList());
    } else {
      writer.plain(json);
    }
  }

  private static boolean isEmptySet(Json.Member member, String key) {
    return member.key().equals(key)
        && member.value() instanceof Json.Arr array
        && array.items().isEmpty();
  }

  private static String reference(String name, String namespace) {
    return AvroNames.PRIMITIVES.contains(name) || isComplex(name)
        ? name
        : AvroNames.full(name, namespace);
  }

  private static boolean isComplex(String name) {
    return name.equals("array") || name.equals("map");
  }
}
