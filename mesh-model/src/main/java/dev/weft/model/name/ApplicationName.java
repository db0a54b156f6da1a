// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.name;

/// An application that produces or consumes, addressed by its domain and its own name.
///
/// @param domain the domain's name
/// @param application the application's name inside the domain
public record ApplicationName(String domain, String application)
    implements Comparable<ApplicationName> {

  public ApplicationName {
    Names.requireName(domain);
    Names.requireName(application);
  }

  /// `{domain}.{application}`: the OAuth client and the default principal's name.
  public String clientId() {
    return domain + "." + application;
  }

  /// `{domain}.{application}.`: what its consumer groups and transactional ids begin with. The
  /// closing dot keeps `shop.cart` from covering `shop.cart-audit`.
  public String prefix() {
    return clientId() + ".";
  }

  /// As that of [ProductName], for the same reason.
  @Override
  public int hashCode() {
    return domain.hashCode() * 0x9E37_79B1 + application.hashCode();
  }

  @Override
  public int compareTo(ApplicationName other) {
    int order = domain.compareTo(other.domain);
    return order == 0 ? application.compareTo(other.application) : order;
  }

  /// `{domain}/{application}`, as manifests write it.
  @Override
  public String toString() {
    return domain + "/" + application;
  }
}
