// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import java.time.Duration;

/// What one evaluation may use up.
///
/// @param nodes parts of the expression that are evaluated, counted each time
/// @param time of the processor; see [Budget]
/// @param characters of one text
/// @param items of one list or map
public record Limits(int nodes, Duration time, int characters, int items) {

  /// What every evaluation of a policy gets.
  public static final Limits STANDARD = new Limits(50_000, Duration.ofMillis(250), 65_536, 20_000);
}
