// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many products have which values.
///
/// @param total how many products there are
/// @param values of each facet, most frequent first
record Counts(long total, Map<FacetName, Map<String, Long>> values) {

  static final class Builder {

    private long total;
    private final Map<FacetName, Map<String, Long>> values = new EnumMap<>(FacetName.class);

    void total(long count) {
      total = count;
    }

    void add(FacetName facet, String value, long count) {
      values.computeIfAbsent(facet, _ -> new LinkedHashMap<>()).put(value, count);
    }

    void put(FacetName facet, Map<String, Long> counts) {
      values.put(facet, counts);
    }

    Counts build() {
      return new Counts(total, values);
    }
  }

  Map<String, Long> of(FacetName facet) {
    return values.getOrDefault(facet, Map.of());
  }
}
