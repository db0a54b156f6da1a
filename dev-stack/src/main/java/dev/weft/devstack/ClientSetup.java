// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Makes clients as applications have them, for tests: a service account that gets tokens by a
/// secret. The applications of a mesh get theirs from the provisioner.
final class ClientSetup {

  private static final List<String> SCOPES =
      List.of("basic", "roles", "service_account", "kafka", "registry");

  private final RealmClients clients;

  ClientSetup(KeycloakAdmin admin) {
    this.clients = new RealmClients(admin);
  }

  void ensure(String clientId, String secret, RegistryRole role) {
    clients.ensure(wanted(clientId, secret));
    clients.mapRealmRole(
        "/users/" + clients.serviceAccountOf(clientId) + "/role-mappings", role.claim());
  }

  void remove(String clientId) {
    clients.remove(clientId);
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
    SCOPES.forEach(client.putArray("defaultClientScopes")::add);
    client.putArray("optionalClientScopes");
    return client;
  }
}
