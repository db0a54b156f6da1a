// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.provisioner.resource.IdentitySnapshot;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Settings of clients as texts, and Keycloak's own form of them.
final class ClientSettings {

  /// The client scopes, joined by blanks.
  static final String SCOPES = "scopes";

  /// A scope that Keycloak itself gives to every client with a service account.
  private static final String KEYCLOAKS_OWN = "service_account";

  private static final String TRUE = Boolean.TRUE.toString();
  private static final String FALSE = Boolean.FALSE.toString();

  private ClientSettings() {}

  /// An application logs in by its secret and in no other way: if people could log in through it,
  /// they would all be the application to Kafka, which goes by the client's name.
  static SortedMap<String, String> standard(KeycloakAccess access) {
    var settings = new TreeMap<String, String>();
    settings.put(IdentitySnapshot.ENABLED, TRUE);
    settings.put("publicClient", FALSE);
    settings.put("serviceAccountsEnabled", TRUE);
    settings.put("standardFlowEnabled", FALSE);
    settings.put("implicitFlowEnabled", FALSE);
    settings.put("directAccessGrantsEnabled", FALSE);
    // Its tokens carry no roles but those that a scope gives.
    settings.put("fullScopeAllowed", FALSE);
    settings.put("clientAuthenticatorType", "client-secret");
    if (!access.scopes().isEmpty()) {
      settings.put(SCOPES, joined(access.scopes()));
    }
    return settings;
  }

  /// What a client is set to.
  ///
  /// @param names the settings to look at
  static SortedMap<String, String> of(JsonNode client, Collection<String> names) {
    var settings = new TreeMap<String, String>();
    for (String name : names) {
      settings.put(name, name.equals(SCOPES) ? joined(scopes(client)) : client.path(name).asText());
    }
    JsonNode mark = client.path("attributes").path(IdentitySnapshot.MARK);
    if (!mark.isMissingNode()) {
      settings.put(IdentitySnapshot.MARK, mark.asText());
    }
    return settings;
  }

  /// Keycloak's form of settings; the scopes are not in it, because an update does not take them.
  static ObjectNode representation(String clientId, SortedMap<String, String> settings) {
    ObjectNode client = KeycloakHttp.JSON.createObjectNode().put("clientId", clientId);
    settings.forEach((name, value) -> {
      if (name.equals(IdentitySnapshot.MARK)) {
        client.putObject("attributes").put(name, value);
      } else if (value.equals(TRUE) || value.equals(FALSE)) {
        client.put(name, Boolean.parseBoolean(value));
      } else if (!name.equals(SCOPES)) {
        client.put(name, value);
      }
    });
    return client;
  }

  /// The scopes of a client, but for Keycloak's own.
  static SortedSet<String> scopes(JsonNode client) {
    var scopes = new TreeSet<String>();
    client.path("defaultClientScopes").forEach(scope -> scopes.add(scope.asText()));
    scopes.remove(KEYCLOAKS_OWN);
    return scopes;
  }

  private static String joined(SortedSet<String> scopes) {
    return String.join(" ", scopes);
  }
}
