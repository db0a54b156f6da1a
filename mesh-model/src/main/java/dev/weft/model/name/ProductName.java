// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.name;

import java.util.Optional;
import java.util.Set;

/// A data product, addressed by its domain and its own name.
///
/// @param domain the domain's name
/// @param product the product's name inside the domain
public record ProductName(String domain, String product) implements Comparable<ProductName> {

  /// Folders of a domain that are no products.
  private static final Set<String> OTHERS = Set.of("applications", "policies");

  public ProductName {
    Names.requireName(domain);
    Names.requireName(product);
  }

  /// The product in whose folder a file of the mesh repository is.
  ///
  /// @param path such as `domains/orders/orders/product.yaml`
  public static Optional<ProductName> ofPath(String path) {
    String[] parts = path.split("/", 4);
    boolean isInProduct =
        parts.length == 4
            && parts[0].equals("domains")
            && Names.isName(parts[1])
            && Names.isName(parts[2])
            && !OTHERS.contains(parts[2]);
    return isInProduct ? Optional.of(new ProductName(parts[1], parts[2])) : Optional.empty();
  }

  /// `urn:weft:{domain}:{product}`.
  public String urn() {
    return "urn:weft:" + domain + ":" + product;
  }

  /// Names are often numbered, and then the sum that a record has as its hash is that of many
  /// others.
  @Override
  public int hashCode() {
    return domain.hashCode() * 0x9E37_79B1 + product.hashCode();
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
