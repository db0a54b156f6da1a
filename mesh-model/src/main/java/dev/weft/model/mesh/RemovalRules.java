// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

import java.time.Duration;

/// What becomes of topics that no manifest wants any more.
///
/// @param deletesTopics whether they are deleted in the end; otherwise they are kept for good,
///   without rights on them
/// @param grace how long nothing happens to them, and to the rights on them, after they have gone
///   from Git; not for those that a manifest retires
/// @param pause how long they stand without writers before their readers lose their rights, and as
///   long again before they are deleted
/// @param most how many topics of a domain may go from Git at once before a person has to say that
///   this is meant; and never more than a tenth of them, unless it is one or two
public record RemovalRules(boolean deletesTopics, Duration grace, Duration pause, int most) {

  /// What holds where the mesh says nothing.
  public static final RemovalRules DEFAULT =
      new RemovalRules(false, Duration.ofDays(7), Duration.ofDays(1), 20);
}
