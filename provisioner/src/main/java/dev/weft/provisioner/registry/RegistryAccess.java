// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a schema registry is, and as whom to speak to it. Its text never shows the secret.
///
/// @param url the registry's address, with or without `/apis/registry/v3`
/// @param tokenUrl where OAuth 2 tokens come from; null when the registry asks for none
/// @param clientId the client that asks for tokens; null when there is no token address
/// @param clientSecret the client's secret; null when there is no token address
public record RegistryAccess(
    URI url, @Nullable URI tokenUrl, @Nullable String clientId, @Nullable String clientSecret) {

  private static final String API = "/apis/registry/v3";

  public RegistryAccess {
    if (url.getScheme() == null || url.getHost() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "the registry's address needs a scheme and a host, and no user: " + withoutUser(url));
    }
    boolean isComplete = tokenUrl != null && clientId != null && clientSecret != null;
    boolean isAnonymous = tokenUrl == null && clientId == null && clientSecret == null;
    if (!isComplete && !isAnonymous) {
      throw new IllegalArgumentException(
          "the registry at "
              + url
              + " needs the token address, the client and its secret, or none of the three");
    }
  }

  /// Access to a registry that asks for no token.
  public static RegistryAccess anonymous(URI url) {
    return new RegistryAccess(url, null, null, null);
  }

  /// The root of the v3 API, without a closing slash.
  String api() {
    String root = url.toString().replaceAll("/+$", "");
    return root.endsWith(API) ? root : root + API;
  }

  private static String withoutUser(URI url) {
    return url.getUserInfo() == null
        ? url.toString()
        : url.toString().replace(url.getRawUserInfo() + "@", "***@");
  }

  @Override
  public String toString() {
    return tokenUrl == null
        ? "RegistryAccess[" + url + ", anonymous]"
        : "RegistryAccess[" + url + ", client " + clientId + " of " + tokenUrl + ", secret ***]";
  }
}
