// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import dev.weft.catalog.view.Page;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// What somebody searches for.
///
/// @param text words or a question; empty for everything
/// @param filters the chosen values of each facet; any of them will do
/// @param order which hits come first
/// @param page which of them are wanted
record Question(String text, Map<FacetName, Set<String>> filters, Order order, Page page) {

  /// Which hits come first.
  enum Order {
    /// Those that fit the words best; without words, those with most consumers.
    RELEVANCE,
    /// By title.
    NAME,
    /// Those that changed last.
    UPDATED
  }

  Question {
    filters = filters.isEmpty() ? Map.of() : new EnumMap<>(filters);
  }

  Set<String> chosen(FacetName facet) {
    return filters.getOrDefault(facet, Set.of());
  }
}
