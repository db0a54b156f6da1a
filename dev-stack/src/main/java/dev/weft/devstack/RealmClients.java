// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.devstack.RealmFile.ClientRoles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The clients of the realm, their scopes and roles.
final class RealmClients {

  private static final String DEFAULT_SCOPES = "defaultClientScopes";
  private static final String OPTIONAL_SCOPES = "optionalClientScopes";

  private final KeycloakAdmin admin;
  private final Map<String, String> ids = new HashMap<>();

  RealmClients(KeycloakAdmin admin) {
    this.admin = admin;
  }

  /// Brings one client to what is wanted of it.
  ///
  /// @param wanted as the admin API takes it
  void ensure(ObjectNode wanted) {
    String clientId = wanted.path("clientId").asText();
    var known = admin.find(query(clientId), "clientId", clientId);
    if (known.isEmpty()) {
      admin.post("/clients", wanted);
      return;
    }
    String path = "/clients/" + known.get().path("id").asText();
    ensureScopes(path + "/default-client-scopes", known.get(), wanted, DEFAULT_SCOPES);
    ensureScopes(path + "/optional-client-scopes", known.get(), wanted, OPTIONAL_SCOPES);
    ObjectNode rest = wanted.deepCopy();
    rest.remove(List.of(DEFAULT_SCOPES, OPTIONAL_SCOPES));
    if (!Wanted.isMet(rest, known.get())) {
      admin.put(path, Wanted.merged(known.get(), rest));
    }
  }

  void remove(String clientId) {
    admin
        .find(query(clientId), "clientId", clientId)
        .ifPresent(client -> admin.delete("/clients/" + client.path("id").asText()));
  }

  /// Brings one client scope to what is wanted of it.
  void ensureScope(JsonNode wanted) {
    String name = wanted.path("name").asText();
    var known = admin.find("/client-scopes", "name", name);
    if (known.isEmpty()) {
      admin.post("/client-scopes", wanted);
      return;
    }
    String path = "/client-scopes/" + known.get().path("id").asText();
    ObjectNode rest = wanted.deepCopy();
    rest.remove("protocolMappers");
    if (!Wanted.isMet(rest, known.get())) {
      admin.put(path, Wanted.merged(known.get(), rest));
    }
    String mappers = path + "/protocol-mappers/models";
    for (JsonNode mapper : wanted.path("protocolMappers")) {
      ensureMapper(mappers, mapper);
    }
  }

  /// The user as which a client logs in when it is on its own.
  String serviceAccountOf(String clientId) {
    String path = "/clients/" + idOf(clientId) + "/service-account-user";
    return admin
        .get(path)
        .orElseThrow(() -> new DevStackException("No service account at " + path))
        .path("id")
        .asText();
  }

  /// Makes sure that a client defines these roles.
  void ensureRoles(ClientRoles wanted) {
    String path = "/clients/" + idOf(wanted.client()) + "/roles";
    for (String role : wanted.roles()) {
      if (admin.find(path, "name", role).isEmpty()) {
        admin.post(path, KeycloakAdmin.object().put("name", role));
      }
    }
  }

  /// Gives roles of a client to a user or group.
  ///
  /// @param mappings the path of the user's or group's role mappings
  void mapRoles(String mappings, ClientRoles wanted) {
    String id = idOf(wanted.client());
    for (String role : wanted.roles()) {
      map(mappings + "/clients/" + id, "/clients/" + id + "/roles", role);
    }
  }

  /// Gives a role of the realm to a user or group.
  void mapRealmRole(String mappings, String role) {
    map(mappings + "/realm", "/roles", role);
  }

  private void map(String mappings, String roles, String role) {
    if (admin.find(mappings, "name", role).isEmpty()) {
      JsonNode wanted = admin.require(roles, "name", role);
      admin.post(mappings, JsonHttp.JSON.createArrayNode().add(wanted));
    }
  }

  private void ensureMapper(String path, JsonNode wanted) {
    var known = admin.find(path, "name", wanted.path("name").asText());
    if (known.isEmpty()) {
      admin.post(path, wanted);
    } else if (!Wanted.isMet(wanted, known.get())) {
      admin.put(path + "/" + known.get().path("id").asText(), Wanted.merged(known.get(), wanted));
    }
  }

  /// An update of the client itself does not touch its scopes.
  private void ensureScopes(String path, JsonNode known, JsonNode wanted, String field) {
    List<String> has = RealmFile.texts(known.path(field));
    List<String> wants = RealmFile.texts(wanted.path(field));
    for (String scope : has) {
      if (!wants.contains(scope)) {
        admin.delete(path + "/" + scopeId(scope));
      }
    }
    for (String scope : wants) {
      if (!has.contains(scope)) {
        admin.put(path + "/" + scopeId(scope), KeycloakAdmin.object());
      }
    }
  }

  private String scopeId(String name) {
    return admin.require("/client-scopes", "name", name).path("id").asText();
  }

  private String idOf(String clientId) {
    return ids.computeIfAbsent(
        clientId, _ -> admin.require(query(clientId), "clientId", clientId).path("id").asText());
  }

  private static String query(String clientId) {
    return "/clients?clientId=" + JsonHttp.encoded(clientId);
  }
}
