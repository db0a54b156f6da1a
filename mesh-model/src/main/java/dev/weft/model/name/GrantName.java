// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.name;

/// A grant, as `reviews/enriched-reviews/dispute-desk`.
///
/// @param product the product whose ports are granted
/// @param grant its own name inside the product
public record GrantName(ProductName product, String grant) implements Comparable<GrantName> {

  public GrantName {
    Names.requireName(grant);
  }

  @Override
  public int compareTo(GrantName other) {
    int order = product.compareTo(other.product);
    return order == 0 ? grant.compareTo(other.grant) : order;
  }

  @Override
  public String toString() {
    return product + "/" + grant;
  }
}
