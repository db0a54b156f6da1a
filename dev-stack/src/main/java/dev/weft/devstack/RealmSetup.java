// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Brings the realm to what the stack needs; adds what is missing and leaves the rest as people
/// made it.
final class RealmSetup {

  /// The audiences of our tokens, each a client scope of the same name.
  static final List<String> AUDIENCES = List.of("kafka", "registry");

  private static final String KEY_PROVIDER = "org.keycloak.keys.KeyProvider";

  private final KeycloakAdmin admin;
  private final StackState state;
  private final SigningKey key;

  RealmSetup(KeycloakAdmin admin, StackState state, SigningKey key) {
    this.admin = admin;
    this.state = state;
    this.key = key;
  }

  void run(StackFiles files) {
    if (!admin.hasRealm()) {
      admin.createRealm(KeycloakAdmin.object().put("realm", Realm.NAME).put("enabled", true));
    }
    ensureSigningKey();
    AUDIENCES.forEach(this::ensureAudience);
    Arrays.stream(RegistryRole.values()).forEach(this::ensureRole);
    new ClientSetup(admin)
        .ensure(Realm.PROVISIONER, state.secret(Realm.PROVISIONER), RegistryRole.ADMINISTRATOR);
    for (DemoUser user : DemoUser.values()) {
      ensureUser(user);
    }
    writePasswords(files.credentials().resolve("users.properties"));
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

  private void ensureAudience(String audience) {
    if (admin.find("/client-scopes", "name", audience).isPresent()) {
      return;
    }
    ObjectNode scope =
        KeycloakAdmin.object().put("name", audience).put("protocol", "openid-connect");
    // The Kafka client refuses a token whose scope is empty.
    scope.putObject("attributes").put("include.in.token.scope", "true");
    ObjectNode mapper = scope.putArray("protocolMappers").addObject();
    mapper
        .put("name", "audience")
        .put("protocol", "openid-connect")
        .put("protocolMapper", "oidc-audience-mapper");
    mapper
        .putObject("config")
        .put("included.custom.audience", audience)
        .put("access.token.claim", "true");
    admin.post("/client-scopes", scope);
  }

  private void ensureRole(RegistryRole role) {
    if (admin.get("/roles/" + role.claim()).isEmpty()) {
      admin.post("/roles", KeycloakAdmin.object().put("name", role.claim()));
    }
  }

  private void ensureUser(DemoUser user) {
    String path = "/users?exact=true&username=" + user.username();
    if (admin.find(path, "username", user.username()).isEmpty()) {
      ObjectNode body =
          KeycloakAdmin.object()
              .put("username", user.username())
              .put("firstName", user.firstName())
              .put("lastName", user.lastName())
              .put("email", user.username() + "@weft.example")
              .put("emailVerified", true)
              .put("enabled", true);
      body.putArray("credentials")
          .addObject()
          .put("type", "password")
          .put("value", state.secret(user.secret()))
          .put("temporary", false);
      admin.post("/users", body);
    }
    JsonNode known = admin.require(path, "username", user.username());
    String roles = "/users/" + known.path("id").asText() + "/role-mappings/realm";
    if (admin.find(roles, "name", RegistryRole.READ_ONLY.claim()).isEmpty()) {
      JsonNode role = admin.require("/roles", "name", RegistryRole.READ_ONLY.claim());
      admin.post(roles, JsonHttp.JSON.createArrayNode().add(role));
    }
  }

  private void writePasswords(Path file) {
    var passwords = new TreeMap<String, String>();
    passwords.put(KeycloakServer.ADMINISTRATOR, state.secret(KeycloakServer.ADMINISTRATOR_SECRET));
    for (DemoUser user : DemoUser.values()) {
      passwords.put(user.username(), state.secret(user.secret()));
    }
    PrivateFiles.write(
        file,
        "Passwords of people. `admin` logs in at the identity provider, the others in realm weft.",
        passwords);
  }
}
