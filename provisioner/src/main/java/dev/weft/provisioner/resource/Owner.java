// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.ProductName;
import java.util.Comparator;

/// Who a resource belongs to.
///
/// @param kind what the owner is
/// @param domain the owner's domain
/// @param name the owner's name inside the domain
public record Owner(Kind kind, String domain, String name) implements Comparable<Owner> {

  private static final Comparator<Owner> ORDER =
      Comparator.comparing(Owner::domain).thenComparing(Owner::kind).thenComparing(Owner::name);

  /// What can own a resource.
  public enum Kind {
    PRODUCT,
    APPLICATION
  }

  /// The product as an owner.
  public static Owner of(ProductName product) {
    return new Owner(Kind.PRODUCT, product.domain(), product.product());
  }

  /// The application as an owner.
  public static Owner of(ApplicationName application) {
    return new Owner(Kind.APPLICATION, application.domain(), application.application());
  }

  /// The inverse of [#toString()].
  public static Owner parse(String text) {
    int colon = text.indexOf(':');
    int slash = text.indexOf('/', colon);
    if (colon < 0 || slash < 0) {
      throw new IllegalArgumentException("not an owner: " + text);
    }
    Kind kind =
        switch (text.substring(0, colon)) {
          case "product" -> Kind.PRODUCT;
          case "application" -> Kind.APPLICATION;
          default -> throw new IllegalArgumentException("not an owner: " + text);
        };
    return new Owner(kind, text.substring(colon + 1, slash), text.substring(slash + 1));
  }

  /// As that of [ProductName], for the same reason.
  @Override
  public int hashCode() {
    return (domain.hashCode() + kind.ordinal()) * 0x9E37_79B1 + name.hashCode();
  }

  @Override
  public int compareTo(Owner other) {
    return ORDER.compare(this, other);
  }

  /// `product:{domain}/{name}` or `application:{domain}/{name}`.
  @Override
  public String toString() {
    return (kind == Kind.PRODUCT ? "product:" : "application:") + domain + "/" + name;
  }
}
