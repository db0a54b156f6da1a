// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.name;

/// An output port: a product's promise with a name and a major version.
///
/// @param product the product that offers the port
/// @param port the port's name inside the product
/// @param major the major version, from 1
public record PortName(ProductName product, String port, int major)
    implements Comparable<PortName> {

  public PortName {
    Names.requireName(port);
    if (major < 1) {
      throw new IllegalArgumentException("major version starts at 1, not " + major);
    }
  }

  /// `urn:weft:{domain}:{product}:{port}:v{major}`.
  public String urn() {
    return product.urn() + ":" + port + ":v" + major;
  }

  /// `{port}@v{major}`, as manifests of the same product write it.
  public String local() {
    return port + "@v" + major;
  }

  @Override
  public int compareTo(PortName other) {
    int order = product.compareTo(other.product);
    if (order == 0) {
      order = port.compareTo(other.port);
    }
    return order == 0 ? Integer.compare(major, other.major) : order;
  }

  /// `{domain}/{product}/{port}@v{major}`, as manifests of other products write it.
  @Override
  public String toString() {
    return product + "/" + local();
  }
}
