// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The realm as code: what `realm.json` says, in the words of Keycloak's own admin API. It holds no
/// secret and no team; those differ from stack to stack.
///
/// @param root the whole file
record RealmFile(JsonNode root) {

  private static final String RESOURCE = "/dev/weft/devstack/realm.json";

  /// Roles of one client that somebody has.
  ///
  /// @param client its client id
  record ClientRoles(String client, List<String> roles) {}

  /// What a client may do as itself.
  record ServiceAccount(String client, List<String> realmRoles, List<ClientRoles> clientRoles) {}

  /// A person of the demonstration.
  record Person(String username, String firstName, String lastName, List<String> groups) {}

  static RealmFile read() {
    try (InputStream stream = RealmFile.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is missing on the class path.");
      }
      return new RealmFile(JsonHttp.JSON.readTree(stream));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE, e);
    }
  }

  JsonNode realm() {
    return root.path("realm");
  }

  List<String> realmRoles() {
    return texts(root.path("roles"));
  }

  /// Client scopes as the admin API takes them, protocol mappers included.
  List<JsonNode> clientScopes() {
    return nodes(root.path("clientScopes"));
  }

  /// Clients as the admin API takes them; those that have a secret get it elsewhere.
  List<JsonNode> clients() {
    return nodes(root.path("clients"));
  }

  /// The roles that clients define.
  List<ClientRoles> clientRoles() {
    return clientRoles(root.path("clientRoles"));
  }

  List<ServiceAccount> serviceAccounts() {
    var accounts = new ArrayList<ServiceAccount>();
    root.path("serviceAccounts")
        .properties()
        .forEach(entry ->
            accounts.add(
                new ServiceAccount(
                    entry.getKey(),
                    texts(entry.getValue().path("realmRoles")),
                    clientRoles(entry.getValue().path("clientRoles")))));
    return accounts;
  }

  /// The roles that the members of a team have.
  List<ClientRoles> rolesOfTeam(String team) {
    var roles = new TreeMap<String, Set<String>>();
    for (String name : List.of("every", team)) {
      for (ClientRoles some : clientRoles(root.path("teams").path(name))) {
        roles.computeIfAbsent(some.client(), _ -> new TreeSet<>()).addAll(some.roles());
      }
    }
    return roles.entrySet().stream()
        .map(entry -> new ClientRoles(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  List<Person> users() {
    return nodes(root.path("users")).stream()
        .map(user ->
            new Person(
                user.path("username").asText(),
                user.path("firstName").asText(),
                user.path("lastName").asText(),
                texts(user.path("groups"))))
        .toList();
  }

  private static List<ClientRoles> clientRoles(JsonNode node) {
    return node.properties().stream()
        .map(entry -> new ClientRoles(entry.getKey(), texts(entry.getValue())))
        .toList();
  }

  private static List<JsonNode> nodes(JsonNode list) {
    var nodes = new ArrayList<JsonNode>();
    list.forEach(nodes::add);
    return nodes;
  }

  static List<String> texts(JsonNode list) {
    return nodes(list).stream().map(JsonNode::asText).toList();
  }
}
