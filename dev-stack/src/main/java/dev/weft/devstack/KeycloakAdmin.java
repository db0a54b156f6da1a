// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The requests of Keycloak's admin REST API that we need, as its administrator.
final class KeycloakAdmin {

  private static final int NOT_FOUND = 404;

  private final String server;
  private final String token;

  private KeycloakAdmin(String server, String token) {
    this.server = server;
    this.token = token;
  }

  /// Logs in; the token lives for a minute, so take a new one for each piece of work.
  static KeycloakAdmin of(StackState state) {
    Realm realm = Realm.of(state);
    String password = state.secret(KeycloakServer.ADMINISTRATOR_SECRET);
    return new KeycloakAdmin(realm.server(), realm.administratorToken(password));
  }

  void createRealm(JsonNode realm) {
    JsonHttp.send("POST", server + "/admin/realms", token, realm).require("Cannot make the realm");
  }

  /// What is at a path below the realm.
  Optional<JsonNode> get(String path) {
    var answer = JsonHttp.send("GET", url(path), token, null);
    return answer.status() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(answer.require("Cannot read " + path));
  }

  /// The element of a list below the realm whose field has this value.
  Optional<JsonNode> find(String path, String field, String value) {
    JsonNode list = get(path).orElseThrow(() -> new DevStackException("Nothing at " + path));
    return StreamSupport.stream(list.spliterator(), false)
        .filter(node -> node.path(field).asText().equals(value))
        .findFirst();
  }

  /// The same of a list whose element has to be there.
  JsonNode require(String path, String field, String value) {
    return find(path, field, value)
        .orElseThrow(() -> new DevStackException("No %s `%s` at %s".formatted(field, value, path)));
  }

  void post(String path, JsonNode body) {
    JsonHttp.send("POST", url(path), token, body).require("Cannot add to " + path);
  }

  void put(String path, JsonNode body) {
    JsonHttp.send("PUT", url(path), token, body).require("Cannot change " + path);
  }

  void delete(String path) {
    JsonHttp.send("DELETE", url(path), token, null).require("Cannot delete " + path);
  }

  static ObjectNode object() {
    return JsonHttp.JSON.createObjectNode();
  }

  private String url(String path) {
    return server + "/admin/realms/" + Realm.NAME + path;
  }
}
