// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import java.util.Locale;

/// What changed in a schema.
public enum ChangeKind {
  FIELD_ADDED("a field is new"),
  FIELD_REMOVED("a field is gone"),
  FIELD_RENAMED("a field has another name: by alias in Avro, by number in Protobuf"),
  FIELD_RENUMBERED("a Protobuf field has another number"),
  TYPE_CHANGED("a value has another type"),
  TYPE_WIDENED("a type takes more values than before"),
  TYPE_NARROWED("a type takes fewer values than before"),
  TYPE_RENAMED("a record, enum or message has another name"),
  LOGICAL_TYPE_CHANGED("the same bytes mean something else"),
  SIZE_CHANGED("a fixed has another size"),
  MADE_OPTIONAL("a value may be missing or null"),
  MADE_REQUIRED("a value may no longer be missing or null"),
  DEFAULT_ADDED("a field has a default"),
  DEFAULT_CHANGED("a field has another default"),
  DEFAULT_REMOVED("a field has no default any more"),
  SYMBOL_ADDED("an enum has a new symbol"),
  SYMBOL_REMOVED("an enum lost a symbol"),
  SYMBOL_RENAMED("a number of a Protobuf enum has another name"),
  BRANCH_ADDED("a union, `oneOf` or `anyOf` has a new branch"),
  BRANCH_REMOVED("a union, `oneOf` or `anyOf` lost a branch"),
  CARDINALITY_CHANGED("one value became many, or many became one"),
  PRESENCE_CHANGED("a Protobuf field began or ceased to tell absent from default"),
  ONEOF_CHANGED("a Protobuf field moved into, out of or between `oneof`s"),
  RESERVED_ADDED("a number or name may not be used again"),
  RESERVED_REMOVED("a number or name is no longer reserved"),
  RESERVED_USED("a field uses what was reserved"),
  ALIAS_ADDED("an Avro name has a further alias"),
  ALIAS_REMOVED("an Avro name lost an alias"),
  CONSTRAINT_TIGHTENED("a JSON Schema keyword allows less"),
  CONSTRAINT_LOOSENED("a JSON Schema keyword allows more"),
  CONSTRAINT_CHANGED("a JSON Schema keyword allows something else"),
  CONTENT_OPENED("an object takes properties that are not listed"),
  CONTENT_CLOSED("an object refuses properties that are not listed"),
  FORMAT_CHANGED("the schema is in another language"),
  ANNOTATION_CHANGED("tags, terms, aliases of tools and the like"),
  DOC_CHANGED("words for people only"),
  NOT_COMPARED("the schemas are too intricate to compare, which counts as breaking");

  private final String meaning;

  ChangeKind(String meaning) {
    this.meaning = meaning;
  }

  /// One phrase for the reference.
  public String meaning() {
    return meaning;
  }

  /// The word of outputs, as `field-removed`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
