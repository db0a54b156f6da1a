// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.devstack.RealmFile.Person;

/// The groups and people of the realm.
final class RealmPeople {

  private static final String ALL_GROUPS = "/groups?max=10000";

  private final KeycloakAdmin admin;
  private final StackState state;

  RealmPeople(KeycloakAdmin admin, StackState state) {
    this.admin = admin;
    this.state = state;
  }

  static String secretOf(String username) {
    return "user." + username;
  }

  /// Makes sure that a team is a group.
  ///
  /// @return the id of the group
  String ensureGroup(String team) {
    var known = admin.find(ALL_GROUPS, "name", team);
    if (known.isEmpty()) {
      admin.post("/groups", KeycloakAdmin.object().put("name", team));
    }
    return known.orElseGet(() -> admin.require(ALL_GROUPS, "name", team)).path("id").asText();
  }

  /// Makes sure that a person can log in and is in these groups, which have to exist.
  void ensure(Person person) {
    String path = path(person.username());
    if (admin.find(path, "username", person.username()).isEmpty()) {
      admin.post("/users", user(person));
    }
    String groups =
        "/users/%s/groups"
            .formatted(admin.require(path, "username", person.username()).path("id").asText());
    for (String team : person.groups()) {
      if (admin.find(groups, "name", team).isEmpty()) {
        String group = admin.require(ALL_GROUPS, "name", team).path("id").asText();
        admin.put(groups + "/" + group, KeycloakAdmin.object());
      }
    }
  }

  void ensureRealmRole(String username, RegistryRole role) {
    JsonNode known = admin.require(path(username), "username", username);
    new RealmClients(admin)
        .mapRealmRole("/users/" + known.path("id").asText() + "/role-mappings", role.claim());
  }

  private ObjectNode user(Person person) {
    ObjectNode body =
        KeycloakAdmin.object()
            .put("username", person.username())
            .put("firstName", person.firstName())
            .put("lastName", person.lastName())
            .put("email", person.username() + "@weft.example")
            .put("emailVerified", true)
            .put("enabled", true);
    body.putArray("credentials")
        .addObject()
        .put("type", "password")
        .put("value", state.secret(secretOf(person.username())))
        .put("temporary", false);
    return body;
  }

  private static String path(String username) {
    return "/users?exact=true&username=" + JsonHttp.encoded(username);
  }
}
