// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.List;

/// The canonical text of a JSON Schema: keys sorted; `required`, `type` and `enum` as sets.
final class JsonSchemaCanonical {

  private final JsonWriter writer;

  private JsonSchemaCanonical(StringBuilder out) {
    this.writer = new JsonWriter(out);
  }

  static String write(Json root) {
    StringBuilder out = new StringBuilder();
    new JsonSchemaCanonical(out).schema(root);
    return out.toString();
  }

  private void schema(Json json) {
    if (json instanceof Json.Obj object) {
      writer.object(JsonWriter.sorted(object), this::member);
    } else {
      writer.plain(json);
    }
  }

  private void member(Json.Member member) {
    Json value = member.value();
    switch (JsonKeywords.holds(member.key())) {
      case SCHEMA -> schema(value);
      case SCHEMA_MAP -> map(value, false);
      case SCHEMA_OR_SET_MAP -> map(value, true);
      case SCHEMA_LIST, SCHEMA_OR_LIST -> {
        if (value instanceof Json.Arr array) {
          writer.array(array.items(), this::schema);
        } else {
          schema(value);
        }
      }
      case SET -> {
        if (member.key().equals("type")
            && value instanceof Json.Arr(List<Json> items, _, _)
            && items.size() == 1) {
          writer.plain(items.getFirst());
        } else {
          writer.set(value);
        }
      }
      case PLAIN -> writer.plain(value);
    }
  }

  private void map(Json json, boolean sets) {
    if (json instanceof Json.Obj object) {
      writer.object(
          JsonWriter.sorted(object),
          member -> {
            if (sets && member.value() instanceof Json.Arr) {
              writer.set(member.value());
            } else {
              schema(member.value());
            }
          });
    } else {
      writer.plain(json);
    }
  }
}
