// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

import java.net.URI;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Where a realm of Keycloak is, and as whom to administer its clients. Its text never shows the
/// secret.
///
/// @param url Keycloak's base address, without `/realms/...`
/// @param realm the realm's name
/// @param clientId a confidential client whose service account has the roles `manage-clients`,
///   `view-clients` and `query-clients` of `realm-management`
/// @param clientSecret its secret
/// @param scopes the client scopes that every application's client has; empty to leave them to the
///   realm
public record KeycloakAccess(
    URI url, String realm, String clientId, String clientSecret, SortedSet<String> scopes) {

  public KeycloakAccess {
    if (url.getScheme() == null || url.getHost() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "the identity provider's address needs a scheme and a host, and no user");
    }
    scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
  }

  /// Where tokens are to be had.
  public String tokenEndpoint() {
    return base() + "/realms/" + realm + "/protocol/openid-connect/token";
  }

  /// The root of the realm's admin API.
  String admin() {
    return base() + "/admin/realms/" + realm;
  }

  private String base() {
    return url.toString().replaceAll("/+$", "");
  }

  @Override
  public String toString() {
    return "KeycloakAccess[%s, realm %s, client %s, secret ****, scopes %s]"
        .formatted(url, realm, clientId, scopes);
  }
}
