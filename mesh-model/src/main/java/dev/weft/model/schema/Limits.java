// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

/// How much a schema may ask of us. Every limit is far above what people write.
final class Limits {

  /// Bytes in a file.
  static final int BYTES = 1024 * 1024;

  /// Brackets inside each other in a file, and steps in the path of a field.
  static final int DEPTH = 64;

  /// Fields after flattening.
  static final int FIELDS = 5_000;

  /// Files that a schema refers to, directly or not.
  static final int REFERENCES = 200;

  /// Named types in a schema with its references; the parsers take quadratic time in them.
  static final int TYPES = 1_000;

  /// Characters in a full name.
  static final int NAME = 500;

  /// Characters in the paths, documentation, tags and values of all fields together.
  static final int TEXT = 16 * 1024 * 1024;

  private Limits() {}
}
