// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import java.util.Set;

/// What a person asks of one plan beyond the manifests.
///
/// @param deletions names of topics that may be deleted because somebody named them
public record PlanOptions(Set<String> deletions) {

  /// Nothing beyond the manifests.
  public static final PlanOptions DEFAULT = new PlanOptions(Set.of());

  public PlanOptions {
    deletions = Set.copyOf(deletions);
  }
}
