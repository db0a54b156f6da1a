// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.name;

import java.util.Comparator;

/// An application that produces or consumes, addressed by its domain and its own name.
///
/// @param domain the domain's name
/// @param application the application's name inside the domain
public record ApplicationName(String domain, String application)
    implements Comparable<ApplicationName> {

  private static final Comparator<ApplicationName> ORDER =
      Comparator.comparing(ApplicationName::domain).thenComparing(ApplicationName::application);

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

  @Override
  public int compareTo(ApplicationName other) {
    return ORDER.compare(this, other);
  }

  /// `{domain}/{application}`, as manifests write it.
  @Override
  public String toString() {
    return domain + "/" + application;
  }
}
