// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Brings one client of the realm to what an application needs: a service account that gets tokens
/// by a secret.
final class ClientSetup {

  private static final Set<String> SCOPES = Set.of("basic", "roles", "kafka", "registry");

  private final KeycloakAdmin admin;

  ClientSetup(KeycloakAdmin admin) {
    this.admin = admin;
  }

  void ensure(String clientId, String secret, RegistryRole role) {
    String query = "/clients?clientId=" + JsonHttp.encoded(clientId);
    ObjectNode wanted = wanted(clientId, secret);
    Optional<JsonNode> known = admin.find(query, "clientId", clientId);
    if (known.isEmpty()) {
      admin.post("/clients", wanted);
    } else if (differs(known.get(), wanted)) {
      admin.put("/clients/" + known.get().path("id").asText(), wanted);
    }
    JsonNode client = known.orElseGet(() -> admin.require(query, "clientId", clientId));
    ensureRole(client.path("id").asText(), role);
  }

  void remove(String clientId) {
    String query = "/clients?clientId=" + JsonHttp.encoded(clientId);
    admin
        .find(query, "clientId", clientId)
        .ifPresent(client -> admin.delete("/clients/" + client.path("id").asText()));
  }

  private void ensureRole(String id, RegistryRole role) {
    String path = "/clients/" + id + "/service-account-user";
    String user =
        admin
            .get(path)
            .orElseThrow(() -> new DevStackException("No service account at " + path))
            .path("id")
            .asText();
    String roles = "/users/" + user + "/role-mappings/realm";
    if (admin.find(roles, "name", role.claim()).isEmpty()) {
      JsonNode wanted = admin.require("/roles", "name", role.claim());
      admin.post(roles, JsonHttp.JSON.createArrayNode().add(wanted));
    }
  }

  private static boolean differs(JsonNode known, ObjectNode wanted) {
    return !known.path("secret").equals(wanted.path("secret"))
        || !known.path("enabled").asBoolean()
        || !known.path("serviceAccountsEnabled").asBoolean()
        || !names(known.path("defaultClientScopes"))
            .containsAll(names(wanted.path("defaultClientScopes")));
  }

  private static Set<String> names(JsonNode list) {
    var names = new TreeSet<String>();
    list.forEach(node -> names.add(node.asText()));
    return names;
  }

  private static ObjectNode wanted(String clientId, String secret) {
    ObjectNode client =
        KeycloakAdmin.object()
            .put("clientId", clientId)
            .put("secret", secret)
            .put("enabled", true)
            .put("protocol", "openid-connect")
            .put("publicClient", false)
            .put("serviceAccountsEnabled", true)
            // Nobody logs in through it, so that the client's name in a token means the
            // application.
            .put("standardFlowEnabled", false)
            .put("directAccessGrantsEnabled", false);
    SCOPES.stream().sorted().forEach(client.putArray("defaultClientScopes")::add);
    client.putArray("optionalClientScopes");
    return client;
  }
}
