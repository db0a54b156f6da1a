// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.util.List;

/// A port that a change takes away.
///
/// @param port name and version of the port, as `enriched@v1`
/// @param kind `removed` when no manifest has it any more, `retired` when its status says so
/// @param status what it was before: `active` or `deprecated`
/// @param readers who reads it: applications with an active grant, producers that have it as an
///   input; sorted
public record RemovalFact(
    @Meaning("name and version of the port, as `enriched@v1`") String port,
    @Meaning("`removed` when no manifest has it any more, `retired` when its status says so")
        String kind,
    @Meaning("what it was before: `active` or `deprecated`") String status,
    @Meaning("applications with an active grant and producers that have it as an input, sorted")
        List<String> readers)
    implements Fact {

  public RemovalFact {
    readers = List.copyOf(readers);
  }

  @Override
  public Object component(String component) {
    return switch (component) {
      case "port" -> port;
      case "kind" -> kind;
      case "status" -> status;
      case "readers" -> readers;
      default -> throw Fact.unknown(component);
    };
  }
}
