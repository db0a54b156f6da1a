// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.List;

/// A parsed schema of a port together with everything it refers to.
///
/// @param document the file the port names
/// @param message full name of the record or message that a record's value is
/// @param references every document it needs, leaf first, each once, without `document`
/// @param fields the value's fields, in the order of the schema
public record PortSchema(
    SchemaDocument document, String message, List<SchemaDocument> references, List<Field> fields) {

  public PortSchema {
    references = List.copyOf(references);
    fields = List.copyOf(fields);
  }
}
