// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.List;

/// One schema file and the names under which it uses others.
///
/// @param file path in the repository
/// @param format the schema language
/// @param name what the document defines: Avro full name, Protobuf file path, JSON Schema file path
/// @param content the text as written
/// @param canonical a text that is equal for documents of equal meaning (white space, key order and
///   comments do not count; documentation, defaults and tags do)
/// @param uses direct references, sorted by name
public record SchemaDocument(
    String file,
    SchemaFormat format,
    String name,
    String content,
    String canonical,
    List<Use> uses) {

  public SchemaDocument {
    uses = List.copyOf(uses);
  }

  /// A direct reference.
  ///
  /// @param name as the using document writes it: Avro full name, import path, `$ref` without its
  ///   fragment
  /// @param file path in the repository of the document that is meant
  public record Use(String name, String file) {}
}
