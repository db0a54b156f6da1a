// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.Map;
import java.util.Set;

/// What the members of a JSON Schema hold, drafts 7 to 2020-12.
final class JsonKeywords {

  static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "object", "array", "null");

  static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  private static final Map<String, Holds> KEYWORDS =
      Map.ofEntries(
          Map.entry("properties", Holds.SCHEMA_MAP),
          Map.entry("patternProperties", Holds.SCHEMA_MAP),
          Map.entry("$defs", Holds.SCHEMA_MAP),
          Map.entry("definitions", Holds.SCHEMA_MAP),
          Map.entry("dependentSchemas", Holds.SCHEMA_MAP),
          Map.entry("dependencies", Holds.SCHEMA_OR_SET_MAP),
          Map.entry("dependentRequired", Holds.SCHEMA_OR_SET_MAP),
          Map.entry("items", Holds.SCHEMA_OR_LIST),
          Map.entry("additionalItems", Holds.SCHEMA),
          Map.entry("contains", Holds.SCHEMA),
          Map.entry("additionalProperties", Holds.SCHEMA),
          Map.entry("propertyNames", Holds.SCHEMA),
          Map.entry("not", Holds.SCHEMA),
          Map.entry("if", Holds.SCHEMA),
          Map.entry("then", Holds.SCHEMA),
          Map.entry("else", Holds.SCHEMA),
          Map.entry("unevaluatedItems", Holds.SCHEMA),
          Map.entry("unevaluatedProperties", Holds.SCHEMA),
          Map.entry("contentSchema", Holds.SCHEMA),
          Map.entry("allOf", Holds.SCHEMA_LIST),
          Map.entry("anyOf", Holds.SCHEMA_LIST),
          Map.entry("oneOf", Holds.SCHEMA_LIST),
          Map.entry("prefixItems", Holds.SCHEMA_LIST),
          Map.entry("required", Holds.SET),
          Map.entry("enum", Holds.SET),
          Map.entry("type", Holds.SET),
          Map.entry("x-tags", Holds.SET));

  private JsonKeywords() {}

  /// What is in a member.
  enum Holds {
    SCHEMA,
    SCHEMA_MAP,
    SCHEMA_LIST,
    SCHEMA_OR_LIST,
    SCHEMA_OR_SET_MAP,
    SET,
    PLAIN
  }

  static Holds holds(String keyword) {
    return KEYWORDS.getOrDefault(keyword, Holds.PLAIN);
  }
}
