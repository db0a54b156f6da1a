// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  /// SHA-256, in hexadecimal, of the meaning: the format, the canonical text and the names of what
  /// is used. The path of the file does not count.
  public String digest() {
    StringBuilder text = new StringBuilder(format.name()).append('\0').append(canonical);
    uses.forEach(use -> text.append('\0').append(use.name()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// A direct reference.
  ///
  /// @param name as the using document writes it: Avro full name, import path, `$ref` without its
  ///   fragment
  /// @param file path in the repository of the document that is meant
  public record Use(String name, String file) {}
}
