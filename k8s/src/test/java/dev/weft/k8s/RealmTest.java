// SPDX-License-Identifier: Apache-2.0
package dev.weft.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The realm that is imported on Kubernetes and the one of the development stack are the same where
/// services rely on it.
class RealmTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode imported = read(Path.of("base", "weft-realm.json"));
  private final JsonNode development =
      read(Path.of("..", "dev-stack/src/main/resources/dev/weft/devstack/realm.json"));

  @Test
  void clientsAndTheirScopesAreThoseOfTheDevelopmentStack() {
    Map<String, JsonNode> scopes = by("clientId", "defaultClientScopes", imported);
    assertThat(scopes).isEqualTo(by("clientId", "defaultClientScopes", development));
    assertThat(imported.path("roles").path("client").path("weft-daemon").findValuesAsText("name"))
        .isEqualTo(texts(development.at("/clientRoles/weft-daemon")));
  }

  @Test
  void rolesAndWhoHasThemAreThoseOfTheDevelopmentStack() {
    assertThat(imported.at("/roles/realm").findValuesAsText("name"))
        .containsExactlyInAnyOrderElementsOf(texts(development.path("roles")));
    Map<String, List<String>> assigned = new TreeMap<>();
    imported
        .path("users")
        .forEach(user ->
            assigned.put(
                user.path("serviceAccountClientId").asText(), texts(user.path("realmRoles"))));
    Map<String, List<String>> wanted = new TreeMap<>();
    development
        .path("serviceAccounts")
        .properties()
        .forEach(entry -> wanted.put(entry.getKey(), texts(entry.getValue().path("realmRoles"))));
    assertThat(assigned).isEqualTo(wanted);
  }

  @Test
  void everyScopeOfAClientIsThere() {
    List<String> known = imported.path("clientScopes").findValuesAsText("name");
    assertThat(imported.path("clients"))
        .isNotEmpty()
        .allSatisfy(
            client -> assertThat(known).containsAll(texts(client.path("defaultClientScopes"))));
  }

  @Test
  void nobodyLogsInWithAPasswordThroughAClient() {
    assertThat(imported.path("clients"))
        .allSatisfy(
            client -> assertThat(client.path("directAccessGrantsEnabled").asBoolean()).isFalse());
  }

  @Test
  void secretsArePlaceholders() {
    assertThat(imported.path("clients").findValuesAsText("secret"))
        .hasSize(4)
        .allMatch(secret -> secret.matches("\\$\\{WEFT_[A-Z_]+_SECRET}"));
  }

  private static Map<String, JsonNode> by(String key, String value, JsonNode realm) {
    Map<String, JsonNode> result = new TreeMap<>();
    realm
        .path("clients")
        .forEach(client -> result.put(client.path(key).asText(), client.path(value)));
    return result;
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
