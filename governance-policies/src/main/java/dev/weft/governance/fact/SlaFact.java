// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import java.time.Duration;
import java.util.Optional;

/// What an owner promises.
///
/// @param freshness longest time from event to record
/// @param availability percent of time
/// @param timeToRepair longest outage
public record SlaFact(
    @Meaning("longest time from event to record") Optional<Duration> freshness,
    @Meaning("percent of time") Optional<Double> availability,
    @Meaning("longest outage") Optional<Duration> timeToRepair)
    implements Fact {

  @Override
  public Object component(String component) {
    return switch (component) {
      case "freshness" -> freshness;
      case "availability" -> availability;
      case "timeToRepair" -> timeToRepair;
      default -> throw Fact.unknown(component);
    };
  }
}
