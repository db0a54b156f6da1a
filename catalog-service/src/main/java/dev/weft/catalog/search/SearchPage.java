// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a search has found.
///
/// @param query the question as asked
/// @param corrected the question that was answered instead, when words of it occur nowhere
/// @param total how many products there are in all
/// @param page which page this is, from 1
/// @param size how many hits a page has at most
/// @param hits the products of the page
/// @param facets ways to narrow the search; the counts of a facet leave its own choice aside
public record SearchPage(
    String query,
    @Nullable String corrected,
    long total,
    int page,
    int size,
    List<Hit> hits,
    List<Facet> facets) {

  public SearchPage {
    hits = List.copyOf(hits);
    facets = List.copyOf(facets);
  }
}
