// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.name.PortName;
import dev.weft.model.schema.PortSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an application says of how it reads a port. It says so in its own manifest, so nobody says
/// it for it.
///
/// @param port what it reads
/// @param fields paths of the fields that it reads, sorted; empty when it does not say, which
///   counts as all of them
/// @param schema the schema that it reads with; absent when it does not say, or the file is broken
/// @param acknowledged paths of fields whose breaking change it is ready for, sorted
/// @param location where it says so
public record Reads(
    PortName port,
    List<String> fields,
    @Nullable PortSchema schema,
    List<String> acknowledged,
    Location location) {

  public Reads {
    fields = List.copyOf(fields);
    acknowledged = List.copyOf(acknowledged);
  }
}
