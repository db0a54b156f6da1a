// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.Set;

/// How Avro builds full names.
final class AvroNames {

  static final Set<String> PRIMITIVES =
      Set.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");
  static final Set<String> NAMED = Set.of("record", "error", "enum", "fixed");

  private AvroNames() {}

  /// The full name that a reference means inside a namespace, which may be empty.
  static String full(String name, String namespace) {
    // A long namespace in front of many names would fill the memory; it is refused elsewhere.
    boolean alone = namespace.isEmpty() || namespace.length() > Limits.NAME;
    return alone || name.indexOf('.') >= 0 ? name : namespace + "." + name;
  }

  /// The full name that a record, enum or fixed defines.
  static String defined(Json.Obj node, String enclosing) {
    String name = String.valueOf(node.text("name"));
    if (name.indexOf('.') >= 0) {
      return name;
    }
    String own = node.text("namespace");
    return full(name, own == null ? enclosing : own);
  }

  static String namespaceOf(String fullName) {
    int dot = fullName.lastIndexOf('.');
    return dot < 0 ? "" : fullName.substring(0, dot);
  }

  /// Whether all parts follow Avro's rule for names.
  static boolean isFullName(String name) {
    for (String part : name.split("\\.", -1)) {
      if (!isName(part)) {
        return false;
      }
    }
    return true;
  }

  static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
