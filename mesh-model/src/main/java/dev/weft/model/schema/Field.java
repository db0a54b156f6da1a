// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One field of a schema, flattened.
///
/// @param path names from the root joined by `.`; `[]` after a name steps into the items of an
///   array, `{}` into the values of a map
/// @param type normalised type: `string`, `boolean`, `int`, `long`, `float`, `double`, `bytes`,
///   `decimal`, `date`, `time`, `timestamp`, `uuid`, `enum`, `record`, `array`, `map`, `union`
/// @param required whether every record carries a value
/// @param doc documentation of the field; empty when there is none
/// @param tags classification and other words such as `pii`, sorted
/// @param term name of the shared term the field is bound to
/// @param values symbols of an enum in their order; empty for other types
/// @param format how values are written, as far as the schema says: a JSON Schema's `pattern`, an
///   Avro field's `format`; may be empty
public record Field(
    String path,
    String type,
    boolean required,
    String doc,
    List<String> tags,
    @Nullable String term,
    List<String> values,
    String format) {

  public Field {
    tags = List.copyOf(tags);
    values = List.copyOf(values);
  }

  /// The same field, bound to a term.
  public Field of(String other) {
    return new Field(path, type, required, doc, tags, other, values, format);
  }
}
