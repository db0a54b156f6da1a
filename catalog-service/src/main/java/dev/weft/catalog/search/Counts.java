// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import java.util.Map;

/// How many products have which values.
///
/// @param total how many products there are
/// @param values of each facet, most frequent first
record Counts(long total, Map<FacetName, Map<String, Long>> values) {

  static Counts none() {
    return new Counts(0, Map.of());
  }

  Map<String, Long> of(FacetName facet) {
    return values.getOrDefault(facet, Map.of());
  }
}
