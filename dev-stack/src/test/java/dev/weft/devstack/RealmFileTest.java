// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.devstack.RealmFile.ClientRoles;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RealmFileTest {

  private static final Set<String> BUILT_IN =
      Set.of("basic", "roles", "service_account", "profile", "email");

  private final RealmFile file = RealmFile.read();

  @Test
  void holdsNoSecret() {
    assertThat(file.root().findValues("secret")).isEmpty();
    assertThat(file.root().findValues("credentials")).isEmpty();
  }

  @Test
  void namesOnlyScopesThatExist() {
    var known = new HashSet<>(BUILT_IN);
    file.clientScopes().forEach(scope -> known.add(scope.path("name").asText()));

    for (JsonNode client : file.clients()) {
      assertThat(known)
          .as(client.path("clientId").asText())
          .containsAll(RealmFile.texts(client.path("defaultClientScopes")))
          .containsAll(RealmFile.texts(client.path("optionalClientScopes")));
    }
  }

  @Test
  void letsNoClientOfPeopleIntoKafka() {
    for (JsonNode client : file.clients()) {
      boolean isForPeople =
          client.path("standardFlowEnabled").asBoolean()
              || client.path("directAccessGrantsEnabled").asBoolean();
      if (isForPeople) {
        assertThat(RealmFile.texts(client.path("defaultClientScopes"))).doesNotContain("kafka");
        assertThat(RealmFile.texts(client.path("optionalClientScopes"))).doesNotContain("kafka");
      }
    }
  }

  @Test
  void knowsTheDemoUsersAndTheRolesOfTheRegistryAndTheCatalog() {
    assertThat(file.users())
        .extracting(RealmFile.Person::username)
        .containsExactlyElementsOf(
            Arrays.stream(DemoUser.values()).map(DemoUser::username).toList());
    assertThat(file.realmRoles())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Arrays.stream(RegistryRole.values()).map(RegistryRole::claim),
                    Stream.of("catalog-read"))
                .toList());
  }

  @Test
  void addsTheRolesOfOneTeamToThoseOfEveryTeam() {
    assertThat(file.rolesOfTeam("reviews-team"))
        .containsExactly(new ClientRoles("weft-daemon", List.of("plan")));
    assertThat(file.rolesOfTeam("platform-team"))
        .containsExactly(new ClientRoles("weft-daemon", List.of("operate", "plan")));
  }

  @Test
  void comparesOnlyWhatIsWanted() throws IOException {
    JsonNode known =
        JsonHttp.JSON.readTree(
            """
            {"id": "1", "on": true, "config": {"a": "true", "b": "x"}, "list": ["q", "p"]}\
            """);

    assertThat(isMet("{\"config\": {\"a\": true}, \"list\": [\"p\", \"q\"]}", known)).isTrue();
    assertThat(isMet("{\"config\": {\"a\": \"false\"}}", known)).isFalse();
    assertThat(isMet("{\"list\": [\"p\"]}", known)).isFalse();
    assertThat(isMet("{\"other\": \"\"}", known)).isTrue();
    assertThat(isMet("{\"other\": []}", known)).isTrue();
    assertThat(Wanted.merged(known, JsonHttp.JSON.readTree("{\"config\": {\"a\": \"false\"}}")))
        .isEqualTo(
            JsonHttp.JSON.readTree(
                """
                {"id": "1", "on": true, "config": {"a": "false", "b": "x"}, "list": ["q", "p"]}\
                """));
  }

  private static boolean isMet(String wanted, JsonNode known) throws IOException {
    return Wanted.isMet(JsonHttp.JSON.readTree(wanted), known);
  }
}
