// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.term;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.name.PortName;
import java.util.List;

/// A field that carries a term.
///
/// @param port the port it is in
/// @param field its path, as `lines[].sku`
/// @param isKey whether records are keyed by it
/// @param schema the schema file it is in
/// @param location where the manifest binds it, or names the schema that does
/// @param disagreements what is other than the term says, in words that go on from the field; empty
///   when nothing is
public record TermUse(
    PortName port,
    String field,
    boolean isKey,
    String schema,
    Location location,
    List<String> disagreements)
    implements Comparable<TermUse> {

  public TermUse {
    disagreements = List.copyOf(disagreements);
  }

  /// By port, those of one port in the order of their paths.
  @Override
  public int compareTo(TermUse other) {
    int byPort = port.compareTo(other.port);
    return byPort != 0 ? byPort : field.compareTo(other.field);
  }
}
