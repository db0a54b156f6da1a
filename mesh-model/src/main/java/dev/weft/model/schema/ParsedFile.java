// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

/// A schema file after parsing, before anything it refers to is looked at.
sealed interface ParsedFile permits AvroFile, ProtoFile, JsonSchemaFile {

  /// Path in the repository.
  String path();

  /// The text as written.
  String content();

  /// See [SchemaDocument#canonical()].
  String canonical();
}
