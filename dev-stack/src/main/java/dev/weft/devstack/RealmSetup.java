// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.devstack.RealmFile.ClientRoles;
import dev.weft.devstack.RealmFile.Person;
import dev.weft.devstack.RealmFile.ServiceAccount;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Brings the realm to what `realm.json` says, an older realm too; adds what is missing, corrects
/// what the file names, and leaves the rest as people made it. What is right already is only read.
final class RealmSetup {

  private static final String KEY_PROVIDER = "org.keycloak.keys.KeyProvider";

  private final KeycloakAdmin admin;
  private final StackState state;
  private final SigningKey key;
  private final RealmFile file = RealmFile.read();
  private final RealmClients clients;
  private final RealmPeople people;

  RealmSetup(KeycloakAdmin admin, StackState state, SigningKey key) {
    this.admin = admin;
    this.state = state;
    this.key = key;
    this.clients = new RealmClients(admin);
    this.people = new RealmPeople(admin, state);
  }

  /// @param teams the teams of the mesh; each becomes a group
  void run(StackFiles files, List<String> teams) {
    ensureRealm();
    ensureSigningKey();
    file.clientScopes().forEach(clients::ensureScope);
    file.realmRoles().forEach(this::ensureRole);
    file.clients().forEach(this::ensureClient);
    file.clientRoles().forEach(clients::ensureRoles);
    file.serviceAccounts().forEach(this::ensureServiceAccount);
    ensureTeams(teams);
    for (Person person : file.users()) {
      people.ensure(person);
      people.ensureRealmRole(person.username(), RegistryRole.READ_ONLY);
    }
    writePasswords(files.credentials().resolve("users.properties"));
  }

  private void ensureRealm() {
    var known = admin.get("");
    if (known.isEmpty()) {
      admin.createRealm(file.realm());
    } else if (!Wanted.isMet(file.realm(), known.get())) {
      admin.put("", file.realm());
    }
  }

  private void ensureSigningKey() {
    String path = "/components?type=" + KEY_PROVIDER;
    if (admin.find(path, "name", key.keyId()).isPresent()) {
      return;
    }
    ObjectNode component =
        KeycloakAdmin.object()
            .put("name", key.keyId())
            .put("providerId", "rsa")
            .put("providerType", KEY_PROVIDER);
    ObjectNode config = component.putObject("config");
    config.putArray("privateKey").add(key.pem());
    // Above the key that the realm made for itself.
    config.putArray("priority").add("200");
    config.putArray("enabled").add("true");
    config.putArray("active").add("true");
    config.putArray("algorithm").add("RS256");
    admin.post("/components", component);
  }

  private void ensureRole(String role) {
    if (admin.get("/roles/" + role).isEmpty()) {
      admin.post("/roles", KeycloakAdmin.object().put("name", role));
    }
  }

  private void ensureClient(JsonNode wanted) {
    ObjectNode client = wanted.deepCopy();
    boolean isPublic = wanted.path("publicClient").asBoolean();
    if (!isPublic) {
      client.put("secret", state.secret(wanted.path("clientId").asText()));
    }
    clients.ensure(client);
  }

  private void ensureServiceAccount(ServiceAccount account) {
    String user = clients.serviceAccountOf(account.client());
    String roles = "/users/" + user + "/role-mappings";
    account.realmRoles().forEach(role -> clients.mapRealmRole(roles, role));
    account.clientRoles().forEach(wanted -> clients.mapRoles(roles, wanted));
  }

  private void ensureTeams(List<String> teams) {
    Set<String> all = new TreeSet<>(teams);
    file.users().forEach(person -> all.addAll(person.groups()));
    for (String team : all) {
      String roles = "/groups/" + people.ensureGroup(team) + "/role-mappings";
      for (ClientRoles wanted : file.rolesOfTeam(team)) {
        clients.mapRoles(roles, wanted);
      }
    }
  }

  private void writePasswords(Path target) {
    var passwords = new TreeMap<String, String>();
    passwords.put(KeycloakServer.ADMINISTRATOR, state.secret(KeycloakServer.ADMINISTRATOR_SECRET));
    for (Person person : file.users()) {
      passwords.put(person.username(), state.secret(RealmPeople.secretOf(person.username())));
    }
    PrivateFiles.write(
        target,
        "Passwords of people. `admin` logs in at the identity provider, the others in realm weft.",
        passwords);
  }
}
