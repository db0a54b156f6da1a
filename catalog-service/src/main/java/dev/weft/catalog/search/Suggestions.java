// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What somebody who types may mean.
///
/// @param products by name or title, best first
/// @param fields by path, most frequent first
public record Suggestions(List<SuggestedProduct> products, List<SuggestedField> fields) {

  public Suggestions {
    products = List.copyOf(products);
    fields = List.copyOf(fields);
  }

  /// A product.
  ///
  /// @param urn its URN
  /// @param title a short human title
  /// @param domain its domain
  /// @param name its own name
  @Schema(name = "SuggestedProduct")
  public record SuggestedProduct(String urn, String title, String domain, String name) {}

  /// A field of some schemas.
  ///
  /// @param path its last name in the schema
  /// @param count how many products have one
  @Schema(name = "SuggestedField")
  public record SuggestedField(String path, long count) {}
}
