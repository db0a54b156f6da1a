// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.model.compatibility.ReaderUses;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a change beside its manifests.
///
/// @param approvedBy teams that have approved the change as it is, as a forge tells; a team's
///   approval makes what the change says for the applications of that team the team's own words
/// @param uses who reads what, as a server has measured it; absent when none was asked. It is told,
///   and decides nothing
public record Circumstances(Set<String> approvedBy, @Nullable ReaderUses uses) {

  /// Nothing is known.
  public static final Circumstances UNKNOWN = new Circumstances(Set.of(), null);

  public Circumstances {
    approvedBy = Set.copyOf(approvedBy);
  }
}
