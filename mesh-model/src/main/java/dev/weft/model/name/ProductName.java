// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.name;

/// A data product, addressed by its domain and its own name.
///
/// @param domain the domain's name
/// @param product the product's name inside the domain
public record ProductName(String domain, String product) implements Comparable<ProductName> {

  public ProductName {
    Names.requireName(domain);
    Names.requireName(product);
  }

  /// `urn:weft:{domain}:{product}`.
  public String urn() {
    return "urn:weft:" + domain + ":" + product;
  }

  @Override
  public int compareTo(ProductName other) {
    int order = domain.compareTo(other.domain);
    return order == 0 ? product.compareTo(other.product) : order;
  }

  /// `{domain}/{product}`, as manifests write it.
  @Override
  public String toString() {
    return domain + "/" + product;
  }
}
