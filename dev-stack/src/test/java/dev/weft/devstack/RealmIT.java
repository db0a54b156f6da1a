// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the realm's tokens say, of people and of Weft's own clients.
class RealmIT {

  private static final DevStack STACK = TestStack.shared();
  private static final Identity IDENTITY = STACK.identity();

  @TempDir private Path folder = Path.of("");

  @Test
  void namesTheTeamsOfAPersonPlainly() throws IOException {
    assertThat(texts(claims(IDENTITY.userToken("olivia")).path("groups")))
        .containsExactly("reviews-team");
    assertThat(texts(claims(IDENTITY.userToken("carl")).path("groups")))
        .containsExactly("billing-team");
    assertThat(texts(claims(IDENTITY.userToken("petra")).path("groups")))
        .containsExactly("platform-team");
  }

  @Test
  void letsMembersAskForPlansAndOnlyThePlatformTeamOperate() throws IOException {
    assertThat(daemonRoles(IDENTITY.userToken("olivia"))).containsExactly("plan");
    assertThat(daemonRoles(IDENTITY.userToken("petra")))
        .containsExactlyInAnyOrder("plan", "operate");
    assertThat(daemonRoles(IDENTITY.serviceToken("weft-catalog")))
        .containsExactlyInAnyOrder("plan", "operate");
    assertThat(daemonRoles(IDENTITY.serviceToken("weft-catalog-log"))).isEmpty();
  }

  @Test
  void addressesTokensToThoseWhoTakeThem() throws IOException {
    assertThat(audience(IDENTITY.userToken("olivia")))
        .contains("weft-catalog", "weft-daemon")
        // All people of one client would be one principal to Kafka.
        .doesNotContain("kafka");
    assertThat(audience(IDENTITY.serviceToken("weft-catalog")))
        .contains("weft-daemon")
        .doesNotContain("kafka");
    assertThat(audience(IDENTITY.serviceToken("weft-catalog-log"))).contains("kafka");
    assertThat(audience(IDENTITY.serviceToken("weft-provisioner")))
        .contains("kafka", "registry", "weft-daemon");
  }

  @Test
  void givesAStrangerNoTeamAndNoRole() throws IOException {
    IDENTITY.ensureUser("realm-test-stranger", List.of());

    JsonNode claims = claims(IDENTITY.userToken("realm-test-stranger"));

    assertThat(texts(claims.path("groups"))).isEmpty();
    assertThat(claims.path("resource_access").has("weft-daemon")).isFalse();
  }

  @Test
  void letsTheProvisionerManageClientsAndNotPeople() {
    String token = IDENTITY.serviceToken("weft-provisioner");
    String realm = IDENTITY.url() + "/admin/realms/weft";

    assertThat(JsonHttp.send("GET", realm + "/clients?max=1", token, null).status()).isEqualTo(200);
    assertThat(JsonHttp.send("GET", realm + "/users?max=1", token, null).status()).isEqualTo(403);
    assertThat(JsonHttp.send("GET", realm + "/clients", IDENTITY.userToken("petra"), null).status())
        .isEqualTo(403);
  }

  @Test
  void sendsBrowsersBackToAnyPortOfThisMachineAndNowhereElse() throws Exception {
    assertThat(loginPage("http://127.0.0.1:43211/callback")).isEqualTo(200);
    assertThat(loginPage("http://localhost:18088/")).isEqualTo(200);
    assertThat(loginPage("http://attacker.example/callback")).isEqualTo(400);
  }

  @Test
  void makesEveryTeamOfTheSampleAGroup() {
    KeycloakAdmin admin = KeycloakAdmin.of(new StackState(files()));

    assertThat(texts(admin.get("/groups?max=1000").orElseThrow().findValues("name")))
        .containsAll(Teams.of(SampleMesh.in(Checkout.root())).names())
        .contains("privacy-office");
  }

  @Test
  void bringsAnOlderRealmUpToDateInPlace() throws IOException {
    // A stack of its own would cost half a minute; a client that is spoiled is the same case.
    KeycloakAdmin admin = KeycloakAdmin.of(new StackState(files()));
    JsonNode client = client(admin);
    String path = "/clients/" + client.path("id").asText();
    ObjectNode spoiled = client.deepCopy();
    spoiled.put("secret", "spoiled").put("name", "spoiled").put("standardFlowEnabled", true);
    admin.put(path, spoiled);
    String kafka = admin.require("/client-scopes", "name", "kafka").path("id").asText();
    admin.delete(path + "/default-client-scopes/" + kafka);

    setUp(admin);

    JsonNode repaired = client(admin);
    assertThat(repaired.path("id")).isEqualTo(client.path("id"));
    assertThat(repaired.path("name").asText()).isEqualTo("Weft catalog, reader of the log");
    assertThat(repaired.path("standardFlowEnabled").asBoolean()).isFalse();
    assertThat(audience(IDENTITY.serviceToken("weft-catalog-log"))).contains("kafka");
  }

  @Test
  void letsTheCatalogLogInToKafkaAsItself() throws Exception {
    KafkaAccess kafka = STACK.kafka("onprem");
    kafka.allowTokenEndpoint();
    Map<String, String> login =
        kafka.clientProperties("weft-catalog-log", IDENTITY.clientSecret("weft-catalog-log"));

    try (Admin admin = Admin.create(new TreeMap<String, Object>(login))) {
      assertThat(admin.describeCluster().clusterId().get(20, TimeUnit.SECONDS)).isNotBlank();
    }
  }

  private void setUp(KeycloakAdmin admin) {
    StackFiles files = files();
    // Passwords of people go elsewhere, so that nothing of the shared stack is rewritten.
    new RealmSetup(admin, new StackState(files), SigningKey.of(files))
        .run(new StackFiles(folder), List.of());
  }

  private static JsonNode client(KeycloakAdmin admin) {
    return admin.require("/clients?clientId=weft-catalog-log", "clientId", "weft-catalog-log");
  }

  private static StackFiles files() {
    return new StackFiles(Objects.requireNonNull(STACK.credentials().getParent()));
  }

  private static int loginPage(String redirect) throws IOException, InterruptedException {
    String query =
        "?response_type=code&scope=openid&client_id=weft-catalog&redirect_uri="
            + JsonHttp.encoded(redirect);
    URI uri = URI.create(IDENTITY.issuer() + "/protocol/openid-connect/auth" + query);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    }
  }

  private static List<String> daemonRoles(String token) throws IOException {
    return texts(claims(token).path("resource_access").path("weft-daemon").path("roles"));
  }

  private static List<String> audience(String token) throws IOException {
    JsonNode audience = claims(token).path("aud");
    return audience.isArray() ? texts(audience) : List.of(audience.asText());
  }

  private static JsonNode claims(String token) throws IOException {
    return JsonHttp.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  private static List<String> texts(JsonNode list) {
    return RealmFile.texts(list);
  }

  private static List<String> texts(List<JsonNode> nodes) {
    return nodes.stream().map(JsonNode::asText).toList();
  }
}
