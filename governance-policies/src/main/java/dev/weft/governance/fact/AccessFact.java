// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How access to a port is given.
///
/// @param approval `owner`, `automatic` or `none`
/// @param purposes allowed purposes; empty when any
/// @param longest longest time of a grant
public record AccessFact(
    @Meaning("`owner`, `automatic` or `none`") String approval,
    @Meaning("allowed purposes; empty when any") List<String> purposes,
    @Meaning("longest time of a grant") Optional<Duration> longest)
    implements Fact {

  public AccessFact {
    purposes = List.copyOf(purposes);
  }

  @Override
  public Object component(String component) {
    return switch (component) {
      case "approval" -> approval;
      case "purposes" -> purposes;
      case "longest" -> longest;
      default -> throw Fact.unknown(component);
    };
  }
}
