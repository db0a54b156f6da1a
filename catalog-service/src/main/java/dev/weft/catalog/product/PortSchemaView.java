// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.product;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The schema of a port's values: as written, and as one flat list of fields whatever the format.
///
/// @param format the schema's language
/// @param name full name of the record or message
/// @param artifact its place in the registry, `{group}/{artifact}`
/// @param text the schema file as written
/// @param references the files it needs, leaf first
/// @param fields in the order of the schema, parents before children
@Schema(name = "PortSchema")
public record PortSchemaView(
    @Schema(enumeration = {"avro", "protobuf", "json"}) String format,
    String name,
    String artifact,
    String text,
    List<SchemaReference> references,
    List<SchemaField> fields) {

  public PortSchemaView {
    references = List.copyOf(references);
    fields = List.copyOf(fields);
  }

  /// A file that the schema needs.
  ///
  /// @param name the name under which it is used
  /// @param text the file as written
  @Schema(name = "SchemaReference")
  public record SchemaReference(String name, String text) {}

  /// One field.
  ///
  /// @param path names from the root joined by `.`; `[]` after a name steps into the items of an
  ///   array, `{}` into the values of a map
  /// @param name the last name of the path
  /// @param depth 0 for a field of the value itself
  /// @param type normalised type, such as `string`, `decimal` or `timestamp`
  /// @param required whether every record carries a value
  /// @param doc what it means; may be empty
  /// @param tags classification and other words such as `pii`
  /// @param term the shared term it is bound to
  /// @param values symbols of an enum; empty for other types
  /// @param isKey whether records are keyed by it
  @Schema(name = "Field")
  public record SchemaField(
      String path,
      String name,
      int depth,
      String type,
      boolean required,
      String doc,
      List<String> tags,
      @Nullable String term,
      List<String> values,
      boolean isKey) {
    public SchemaField {
      tags = List.copyOf(tags);
      values = List.copyOf(values);
    }
  }
}
