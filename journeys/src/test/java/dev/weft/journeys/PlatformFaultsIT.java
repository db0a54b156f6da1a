// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys;

import static dev.weft.journeys.harness.Wait.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.devstack.PlatformStack;
import dev.weft.devstack.PostgresAccess;
import dev.weft.devstack.Progress;
import dev.weft.devstack.Service;
import dev.weft.journeys.Rest.Answer;
import dev.weft.journeys.harness.SharedPlatform;
import dev.weft.journeys.harness.Wait;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What people see while a part of the platform is away, and after it has come back: nothing is
/// lost, nobody is told something that is not known, and no other process has to be restarted.
@ExtendWith(SharedPlatform.class)
@Order(SharedPlatform.DISTURBING)
class PlatformFaultsIT {

  private static final String READ_BACK = "active";

  /// As which the platform itself works.
  private static final List<String> LOGINS = List.of("weft-provisioner", "weft-catalog-log");

  @TempDir private Path folder = Path.of("");
  private PlatformStack platform;
  private Rest carl;
  private Rest olivia;
  private Rest nobody;

  @BeforeEach
  void signIn(PlatformStack shared) {
    platform = shared;
    // Who is signed in stays so for the whole of a test, however slow the machine.
    new TokenLifetimes(platform.identity()).set("weft-cli", Duration.ofMinutes(30));
    carl = person("carl");
    olivia = person("olivia");
    nobody = new Rest(platform::catalogUrl, "");
  }

  @AfterEach
  void repair() {
    assertThat(platform.stack().up(Progress.SILENT).isHealthy()).isTrue();
    LOGINS.forEach(new TokenLifetimes(platform.identity())::reset);
  }

  @Test
  void keepsAnOpenRequestWhileTheDatabaseIsAway() {
    // Given
    int number = ask("billing/invoice-runner", "clean-reviews", "clean@v1", "analytics");
    Map<Service, Long> before = pids();

    // When
    platform.stack().killHard(Service.POSTGRES);

    // Then nobody is shown an empty mesh
    for (String page :
        List.of(
            "/search?q=reviews",
            "/domains",
            "/domains/reviews",
            "/products/reviews/enriched-reviews",
            "/products/reviews/enriched-reviews/consumers",
            "/products/reviews/enriched-reviews/lineage",
            "/suggest?q=rev")) {
      // The server's processes for single connections take a moment to notice.
      eventually()
          .untilAsserted(() ->
              assertThat(carl.api(page).problem(503))
                  .as(page)
                  .isEqualTo(
                      "The catalog's database does not answer. Nothing is lost; try again"
                          + " shortly."));
    }
    assertThat(awaitService("database", "down").path("message").asText()).isNotEmpty();
    assertThat(nobody.get("/q/health/ready").status()).isEqualTo(503);
    assertThat(nobody.get("/q/health/live").status()).isEqualTo(200);
    // And what is in Git is still known
    assertThat(request(carl, number).path("state").asText()).isEqualTo("open");

    // When
    platform.stack().start(Service.POSTGRES);

    // Then
    eventually().until(() -> nobody.get("/q/health/ready").status() == 200);
    eventually().until(() -> total("reviews") > 0);
    approve(number);
    awaitState(number, READ_BACK);
    assertThat(pids()).isEqualTo(with(before, Service.POSTGRES));
  }

  @Test
  void makesRealWhatWasMergedWhileTheDaemonWasAway() {
    // Given
    int number = ask("billing/revenue-report", "clean-reviews", "clean@v1", "analytics");
    Map<Service, Long> before = pids();

    // When
    platform.stack().killHard(Service.DAEMON);
    Instant killed = Instant.now();

    // Then the page says that there is no plan, and approving works without one
    JsonNode change = olivia.api("/change-requests/" + number).require(200);
    assertThat(change.path("plan").isMissingNode()).isTrue();
    assertThat(change.path("planProblem").asText()).startsWith("The daemon does not answer");
    assertThat(change.path("canApprove").asBoolean()).isTrue();
    approve(number);
    JsonNode merged = request(carl, number);
    assertThat(merged.path("state").asText()).isEqualTo("merged");
    assertThat(merged.at("/facts/mergedAt").asText()).isNotEmpty();
    assertThat(merged.at("/facts").has("writtenAt")).isFalse();
    eventually()
        .untilAsserted(() ->
            assertThat(request(carl, number).path("waitsFor").asText())
                .startsWith("The daemon does not answer"));
    // And the platform page says how old its knowledge is
    awaitService("daemon", "down");
    JsonNode daemon = carl.api("/platform").require(200).path("daemon");
    assertThat(Instant.parse(daemon.path("lastPassAt").asText())).isBefore(killed);
    assertThat(daemon.path("revision").asText()).isNotEqualTo(platform.head());

    // When
    platform.stack().start(Service.DAEMON);

    // Then
    JsonNode facts = awaitState(number, READ_BACK).path("facts");
    assertThat(Instant.parse(facts.path("writtenAt").asText()))
        .isAfter(Instant.parse(facts.path("mergedAt").asText()));
    assertThat(pids()).isEqualTo(with(before, Service.DAEMON));
  }

  @Test
  void goesOnForThoseWhoAreSignedInWhileTheIdentityProviderIsAway() {
    // Given logins of the platform itself that end soon
    var lifetimes = new TokenLifetimes(platform.identity());
    LOGINS.forEach(client -> lifetimes.set(client, Duration.ofSeconds(20)));
    platform.stack().restart(Service.DAEMON);
    platform.stack().restart(Service.CATALOG);
    eventually().until(() -> nobody.get("/q/health/ready").status() == 200);
    Map<Service, Long> before = pids();
    int number = ask("billing/auditor", "enriched-reviews", "enriched@v1", "analytics");

    // When
    platform.stack().stop(Service.KEYCLOAK);

    // Then who is signed in reads and approves
    assertThat(total("reviews")).isPositive();
    approve(number);
    assertThat(request(carl, number).at("/facts/mergedAt").asText()).isNotEmpty();
    // And who is not is told why
    Answer page = nobody.get("/auth/sign-in?return=/");
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.text()).contains("The identity provider does not answer");
    Answer clone = basic("petra").get("/git/mesh.git/info/refs?service=git-upload-pack");
    assertThat(clone.status()).isEqualTo(503);
    awaitService("identity", "down");
    // And when the platform's own logins have ended, it says so and keeps what it has
    awaitService("log", "down");
    assertThat(total("reviews")).isPositive();
    assertThat(carl.api("/platform").require(200).at("/projection/message").asText()).isNotEmpty();

    // When
    platform.stack().start(Service.KEYCLOAK);

    // Then
    awaitService("log", "up");
    awaitState(number, READ_BACK);
    assertThat(person("petra").api("/me").require(200).path("name").asText()).isEqualTo("petra");
    assertThat(pids()).isEqualTo(with(before, Service.KEYCLOAK));
  }

  @Test
  void fillsANewDatabaseAndKeepsOpenRequests() throws SQLException {
    // Given
    int number = ask("billing/auditor", "clean-reviews", "clean@v1", "analytics");
    Map<Service, Long> before = pids();
    int products = total("");
    JsonNode product = carl.api("/products/reviews/enriched-reviews").require(200);

    // When
    administer("DROP DATABASE catalog WITH (FORCE)");

    // Then
    assertThat(carl.api("/search?q=").problem(503)).contains("database does not answer");

    // When
    administer("CREATE DATABASE catalog OWNER catalog");

    // Then it says that it is not ready until it shows as much as before
    eventually()
        .untilAsserted(() -> {
          Answer page = carl.api("/search?q=");
          if (page.status() == 200) {
            assertThat(page.json().path("total").asInt()).isEqualTo(products);
          } else {
            assertThat(page.problem(503)).contains("Nothing is lost");
          }
          assertThat(nobody.get("/q/health/ready").status()).isEqualTo(200);
        });
    assertThat(carl.api("/products/reviews/enriched-reviews").require(200)).isEqualTo(product);
    assertThat(request(carl, number).path("state").asText()).isEqualTo("open");
    approve(number);
    awaitState(number, READ_BACK);
    assertThat(pids()).isEqualTo(before);
  }

  @Test
  void stallsAProductThatBreaksAPolicyAlone() throws Exception {
    String manifest = "domains/reviews/raw-reviews/product.yaml";
    String topic = "reviews.raw-reviews.reviews.v1";

    // When personal data is to be kept for too long, and another product changes in the same commit
    MeshClone.of(platform.repository(), folder)
        .edit(manifest, "retention: P14D", "retention: P120D")
        .edit("domains/inventory/stock/product.yaml", "retention: P180D", "retention: P200D")
        .push("Keep reviews for longer");

    // Then the other one goes on
    eventually()
        .untilAsserted(() -> {
          JsonNode page = carl.api("/products/inventory/stock").require(200);
          assertThat(page.at("/ports/0/retention").asText()).isEqualTo("P200D");
          assertThat(conditions(page))
              .containsEntry("Ready", "True")
              .containsEntry("Synced", "True");
        });
    assertThat(retention("inventory.stock.levels.v1")).isEqualTo(Duration.ofDays(200));
    // And its page says what is wrong, where, and what to do; on the cluster nothing has changed
    eventually()
        .untilAsserted(() -> {
          JsonNode page = carl.api("/products/reviews/raw-reviews").require(200);
          assertThat(page.path("health").asText()).isEqualTo("stalled");
          assertThat(conditions(page))
              .containsEntry("PolicyPassed", "False")
              .containsEntry("Synced", "False")
              .containsEntry("Stalled", "True");
          assertThat(page.path("findings"))
              .anySatisfy(finding -> {
                assertThat(finding.path("rule").asText()).startsWith("personal-data-is-not-kept");
                assertThat(finding.path("blocking").asBoolean()).isTrue();
                assertThat(finding.path("message").asText()).contains("the limit is");
                assertThat(finding.path("hint").asText()).startsWith("Shorten the retention");
                assertThat(finding.path("file").asText()).isEqualTo(manifest);
                assertThat(finding.path("line").asInt()).isPositive();
              });
        });
    assertThat(retention(topic)).isEqualTo(Duration.ofDays(14));

    // When
    String repaired =
        MeshClone.of(platform.repository(), folder)
            .edit(manifest, "retention: P120D", "retention: P20D")
            .push("Keep raw reviews for as long as is allowed");

    // Then
    platform.awaitLive(repaired, Wait.PATIENCE);
    eventually()
        .untilAsserted(() -> {
          JsonNode page = carl.api("/products/reviews/raw-reviews").require(200);
          assertThat(page.path("health").asText()).isEqualTo("ready");
          assertThat(conditions(page))
              .containsEntry("PolicyPassed", "True")
              .containsEntry("Stalled", "False")
              .containsEntry("Ready", "True");
          assertThat(page.path("findings"))
              .noneMatch(finding -> finding.path("blocking").asBoolean());
        });
    assertThat(retention(topic)).isEqualTo(Duration.ofDays(20));
  }

  private Duration retention(String topic) throws Exception {
    var properties = new Properties();
    properties.putAll(platform.stack().kafka("onprem").adminProperties());
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(properties)) {
      Config config =
          Objects.requireNonNull(
              admin.describeConfigs(List.of(resource)).all().get().get(resource));
      return Duration.ofMillis(
          Long.parseLong(Objects.requireNonNull(config.get("retention.ms")).value()));
    }
  }

  private Rest person(String name) {
    return new Rest(platform::catalogUrl, "Bearer " + platform.identity().userToken(name));
  }

  private Rest basic(String name) {
    String pair = name + ":" + platform.identity().password(name);
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return new Rest(platform::catalogUrl, "Basic " + encoded);
  }

  /// Asks for access to a product of `reviews`, as somebody of the consumer's team.
  ///
  /// @return the number of the request
  private int ask(String application, String product, String port, String purpose) {
    Map<String, Object> form =
        Map.of(
            "application",
            application,
            "product",
            "reviews/" + product,
            "ports",
            List.of(port),
            "purpose",
            purpose,
            "reason",
            "Count what was disputed.",
            "expires",
            LocalDate.now(ZoneOffset.UTC).plusDays(100).toString());
    JsonNode request = carl.post("/access-requests", form).require(201);
    assertThat(request.path("state").asText()).isEqualTo("open");
    return request.path("id").asInt();
  }

  private void approve(int number) {
    String head = olivia.api("/change-requests/" + number).require(200).path("head").asText();
    JsonNode approved =
        olivia.post("/change-requests/" + number + "/approve", Map.of("commit", head)).require(200);
    assertThat(approved.path("state").asText()).isEqualTo("merged");
  }

  private static JsonNode request(Rest who, int number) {
    return who.api("/access-requests/" + number).require(200);
  }

  private JsonNode awaitState(int number, String state) {
    return eventually()
        .until(() -> request(carl, number), now -> now.path("state").asText().equals(state));
  }

  /// Waits until the platform's page says so of a service. Its answers are a few seconds old.
  private JsonNode awaitService(String name, String state) {
    return eventually()
        .until(() -> service(carl, name), now -> now.path("state").asText().equals(state));
  }

  private static JsonNode service(Rest who, String name) {
    JsonNode services = who.api("/platform").require(200).path("services");
    for (JsonNode service : services) {
      if (service.path("name").asText().equals(name)) {
        return service;
      }
    }
    throw new AssertionError("no service " + name + " in " + services);
  }

  /// The conditions of a product that is on one cluster.
  private static Map<String, String> conditions(JsonNode product) {
    var conditions = new TreeMap<String, String>();
    for (JsonNode each : product.at("/conditions/0/conditions")) {
      conditions.put(each.path("type").asText(), each.path("status").asText());
    }
    return conditions;
  }

  private int total(String words) {
    return carl.api("/search?q=" + words).require(200).path("total").asInt();
  }

  private void administer(String sql) throws SQLException {
    PostgresAccess access = platform.stack().postgres();
    try (Connection connection =
            DriverManager.getConnection(
                access.jdbcUrl("postgres"), access.superuser(), access.superuserPassword());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Map<Service, Long> pids() {
    var pids = new TreeMap<Service, Long>();
    for (Service service : platform.stack().services()) {
      platform.stack().process(service).ifPresent(process -> pids.put(service, process.pid()));
    }
    return pids;
  }

  /// The same processes, except that one service has another now.
  private Map<Service, Long> with(Map<Service, Long> before, Service restarted) {
    var expected = new TreeMap<>(before);
    expected.put(restarted, platform.stack().process(restarted).orElseThrow().pid());
    return expected;
  }
}
