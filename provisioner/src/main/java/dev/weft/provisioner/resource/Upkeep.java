// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import dev.weft.model.mesh.DriftRules;
import dev.weft.model.mesh.RemovalRules;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How what exists is looked after: what becomes of what nobody wants, and of what somebody
/// changed.
///
/// @param removal what becomes of topics that no manifest wants
/// @param drift what is done about changes on the servers
/// @param caution why no topic at all may go a step towards its removal now; empty when they may
/// @param doubts why no topic of a domain may, by domain
public record Upkeep(
    RemovalRules removal, DriftRules drift, String caution, SortedMap<String, String> doubts) {

  /// With the usual rules and no doubt.
  public static final Upkeep DEFAULT =
      new Upkeep(RemovalRules.DEFAULT, DriftRules.DEFAULT, "", new TreeMap<>());

  public Upkeep {
    doubts = Collections.unmodifiableSortedMap(new TreeMap<>(doubts));
  }

  /// Why topics of a domain must stay as they are, as part of a sentence; null when nothing is in
  /// doubt.
  public @Nullable String doubt(String domain) {
    return caution.isEmpty() ? doubts.get(domain) : caution;
  }

  /// The same with a caution.
  public Upkeep but(String why) {
    return new Upkeep(removal, drift, why, doubts);
  }
}
