// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.util.Map;

/// The addresses of the realm and the way to a token.
///
/// @param server the identity provider, as a URL without a slash at its end
record Realm(String server) {

  static final String NAME = "weft";
  static final String PROVISIONER = "weft-provisioner";

  static final String CATALOG = "weft-catalog";

  /// The client as which the catalog reads the control-plane log.
  static final String LOG_READER = "weft-catalog-log";

  /// The client by which people log in from a terminal.
  static final String COMMAND_LINE = "weft-cli";

  static Realm of(StackState state) {
    return new Realm("http://127.0.0.1:" + state.port(KeycloakServer.PORT));
  }

  String issuer() {
    return server + "/realms/" + NAME;
  }

  String tokenEndpoint() {
    return issuer() + "/protocol/openid-connect/token";
  }

  /// A token for a client of the realm.
  String clientToken(String clientId, String secret) {
    return token(
        tokenEndpoint(),
        Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", secret));
  }

  /// A token for a person, as the command line gets it.
  String userToken(String username, String password) {
    return token(
        tokenEndpoint(),
        Map.of(
            "grant_type",
            "password",
            "client_id",
            COMMAND_LINE,
            "username",
            username,
            "password",
            password));
  }

  /// A token for the administrator of the whole server.
  String administratorToken(String password) {
    return token(
        server + "/realms/master/protocol/openid-connect/token",
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "admin-cli",
            "username",
            KeycloakServer.ADMINISTRATOR,
            "password",
            password));
  }

  private static String token(String endpoint, Map<String, String> form) {
    return JsonHttp.postForm(endpoint, form)
        .require("No token from " + endpoint)
        .path("access_token")
        .asText();
  }
}
