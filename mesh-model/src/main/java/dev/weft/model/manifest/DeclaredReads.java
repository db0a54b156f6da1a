// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import dev.weft.model.name.PortName;
import dev.weft.model.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an application says that it reads a port.
///
/// @param port what it reads
/// @param fields paths of the fields that it reads, sorted; empty when not said
/// @param schema path in the repository of the schema that it reads with, when written
/// @param message full name of the message in that schema, when written
/// @param references paths in the repository of further files of that schema
/// @param acknowledged paths of fields whose breaking change it is ready for, sorted
/// @param node its content
public record DeclaredReads(
    PortName port,
    List<String> fields,
    @Nullable String schema,
    @Nullable String message,
    List<String> references,
    List<String> acknowledged,
    YamlNode.Mapping node) {
  public DeclaredReads {
    fields = List.copyOf(fields);
    references = List.copyOf(references);
    acknowledged = List.copyOf(acknowledged);
  }
}
