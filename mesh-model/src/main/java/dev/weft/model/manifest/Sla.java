// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one place promises; everything may be absent.
public record Sla(
    @Nullable Duration freshness, @Nullable Double availability, @Nullable Duration timeToRepair) {

  /// A place that promises nothing.
  public static final Sla NOTHING = new Sla(null, null, null);

  /// This with another lying over it: what the other says wins, key by key.
  public Sla overlaidBy(Sla other) {
    return new Sla(
        other.freshness == null ? freshness : other.freshness,
        other.availability == null ? availability : other.availability,
        other.timeToRepair == null ? timeToRepair : other.timeToRepair);
  }
}
