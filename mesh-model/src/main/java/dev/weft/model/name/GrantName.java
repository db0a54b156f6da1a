// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.name;

import java.util.Comparator;

/// A grant, as `reviews/enriched-reviews/dispute-desk`.
///
/// @param product the product whose ports are granted
/// @param grant its own name inside the product
public record GrantName(ProductName product, String grant) implements Comparable<GrantName> {

  private static final Comparator<GrantName> ORDER =
      Comparator.comparing(GrantName::product).thenComparing(GrantName::grant);

  public GrantName {
    Names.requireName(grant);
  }

  @Override
  public int compareTo(GrantName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return product + "/" + grant;
  }
}
