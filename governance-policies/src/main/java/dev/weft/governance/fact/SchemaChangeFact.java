// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.util.List;

/// A change of a port's schema.
///
/// @param port name and version of the port, as `enriched@v1`
/// @param kind what changed, as `field-removed`
/// @param path the field, as `address.lines[]`; empty for the record itself
/// @param backward what it does to readers with the new schema of old data
/// @param forward what it does to readers with the old schema of new data
/// @param isBreaking whether it breaks readers in either direction
/// @param message one sentence
/// @param hint what to do instead; may be empty
/// @param broken consumers that it breaks, sorted
/// @param unacknowledged those of them that did not say that they are ready for it, sorted
/// @param atRisk consumers that may see missing or other values, sorted
public record SchemaChangeFact(
    @Meaning("name and version of the port, as `enriched@v1`") String port,
    @Meaning("what changed, as `field-removed`") String kind,
    @Meaning("the field, as `address.lines[]`; empty for the record itself") String path,
    @Meaning("`safe`, `risky` or `breaking` for readers with the new schema of old data")
        String backward,
    @Meaning("`safe`, `risky` or `breaking` for readers with the old schema of new data")
        String forward,
    @Meaning("whether it breaks readers in either direction") boolean isBreaking,
    @Meaning("one sentence") String message,
    @Meaning("what to do instead; may be empty") String hint,
    @Meaning("consumers that it breaks, sorted") List<String> broken,
    @Meaning("those of them that did not say that they are ready for it, sorted")
        List<String> unacknowledged,
    @Meaning("consumers that may see missing or other values, sorted") List<String> atRisk)
    implements Fact {

  public SchemaChangeFact {
    broken = List.copyOf(broken);
    unacknowledged = List.copyOf(unacknowledged);
    atRisk = List.copyOf(atRisk);
  }

  @Override
  public Object component(String component) {
    return switch (component) {
      case "port" -> port;
      case "kind" -> kind;
      case "path" -> path;
      case "backward" -> backward;
      case "forward" -> forward;
      case "isBreaking" -> isBreaking;
      case "message" -> message;
      case "hint" -> hint;
      case "broken" -> broken;
      case "unacknowledged" -> unacknowledged;
      case "atRisk" -> atRisk;
      default -> throw Fact.unknown(component);
    };
  }
}
