// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One way to narrow a search.
///
/// @param name the query parameter
/// @param title what people call it
/// @param values most frequent first; chosen ones are always among them
public record Facet(String name, String title, List<FacetValue> values) {

  public Facet {
    values = List.copyOf(values);
  }

  /// A value to choose.
  ///
  /// @param value what goes into the query parameter
  /// @param label what people call it
  /// @param count how many products have it
  /// @param selected whether the search is narrowed to it
  @Schema(name = "FacetValue")
  public record FacetValue(String value, String label, long count, boolean selected) {}
}
