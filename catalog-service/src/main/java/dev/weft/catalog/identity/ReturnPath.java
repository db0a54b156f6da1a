// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.identity;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a browser goes after signing in: to a page of ours and nowhere else.
final class ReturnPath {

  private static final String HOME = "/";

  private ReturnPath() {}

  /// The path if it is one of ours; the home page otherwise.
  static String safe(String target) {
    // Browsers take `//host` and `/\\host` for other hosts, and skip control characters.
    if (!target.startsWith("/")
        || target.startsWith("//")
        || target.indexOf('\\') >= 0
        || target.chars().anyMatch(Character::isISOControl)) {
      return HOME;
    }
    try {
      URI uri = new URI(target);
      return uri.getHost() == null && uri.getScheme() == null ? target : HOME;
    } catch (URISyntaxException e) {
      return HOME;
    }
  }
}
