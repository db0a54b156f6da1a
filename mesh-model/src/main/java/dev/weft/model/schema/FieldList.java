// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects flattened fields within the limits; the first of two with one path wins, which happens
/// only between the branches of a union.
final class FieldList {

  private final Location root;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private int offered;
  private int steps;
  private long weight;

  FieldList(Location root) {
    this.root = root;
  }

  void add(Field field) throws Refusal {
    offered++;
    if (offered > Limits.FIELDS) {
      throw tooMany();
    }
    weight += field.path().length() + field.doc().length();
    weight += field.tags().stream().mapToLong(String::length).sum();
    weight += field.values().stream().mapToLong(String::length).sum();
    if (weight > Limits.TEXT) {
      throw new Refusal(
          root,
          SchemaRules.TOO_LARGE,
          "The names, documentation and values of the fields are too long.",
          "Shorten them.");
    }
    fields.putIfAbsent(field.path(), field);
  }

  private Refusal tooMany() {
    return new Refusal(
        root,
        SchemaRules.TOO_LARGE,
        "The schema has more than " + Limits.FIELDS + " fields, those of inner records included.",
        "Use a map or an array where fields repeat, or split the port.");
  }

  /// Called on every step down, also where it adds no field, as between branches of a union.
  void checkDepth(int depth) throws Refusal {
    step();
    if (depth > Limits.DEPTH) {
      throw new Refusal(
          root,
          SchemaRules.TOO_LARGE,
          "The fields of the schema nest deeper than " + Limits.DEPTH + " levels.",
          "Flatten the records.");
    }
  }

  /// Called for all work that adds no field.
  void step() throws Refusal {
    steps++;
    if (steps > 50 * Limits.FIELDS) {
      throw tooMany();
    }
  }

  List<Field> fields() {
    return List.copyOf(fields.values());
  }

  /// What a field says about itself apart from its type.
  ///
  /// @param required whether it always has a value
  /// @param doc its documentation
  /// @param tags in any order
  /// @param term the shared term it is bound to
  /// @param format how values are written; may be empty
  record Notes(
      boolean required, String doc, List<String> tags, @Nullable String term, String format) {

    Notes(boolean required, String doc, List<String> tags, @Nullable String term) {
      this(required, doc, tags, term, "");
    }

    /// Notes of the items of an array or the values of a map.
    static Notes ofItems() {
      return new Notes(true, "", List.of(), null);
    }

    Notes nullable(boolean nullable) {
      return nullable ? new Notes(false, doc, tags, term, format) : this;
    }

    Field field(String path, String type, List<String> values) {
      return new Field(
          path,
          type,
          required,
          doc,
          tags.stream().sorted().distinct().toList(),
          term,
          values,
          format);
    }
  }
}
