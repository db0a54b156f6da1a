// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.util.Optional;

/// A cluster.
///
/// @param name its name
/// @param classification the greatest classification of records that may be on it; empty when any
/// @param sensitivity the same as a number; 3 when any
/// @param brokers how many brokers it has, when the mesh says so
public record ClusterFact(
    @Meaning("its name") String name,
    @Meaning("the greatest classification of records that may be on it; empty when any")
        String classification,
    @Meaning("the same as a number; 3 when any") long sensitivity,
    @Meaning("how many brokers it has, when the mesh says so") Optional<Long> brokers)
    implements Fact {

  @Override
  public Object component(String component) {
    return switch (component) {
      case "name" -> name;
      case "classification" -> classification;
      case "sensitivity" -> sensitivity;
      case "brokers" -> brokers;
      default -> throw Fact.unknown(component);
    };
  }
}
