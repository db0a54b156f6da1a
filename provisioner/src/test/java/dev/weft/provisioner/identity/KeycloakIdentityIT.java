// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.devstack.DevStack;
import dev.weft.devstack.Identity;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Change.Edit;
import dev.weft.provisioner.plan.Change.StoreSecret.How;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Risk;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.IdentitySnapshot.Leftover;
import dev.weft.provisioner.resource.IdentitySnapshot.Secret;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.secret.FolderSink;
import dev.weft.provisioner.secret.SecretSink;
import dev.weft.provisioner.testing.TestClusters;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The driver against the real Keycloak.
class KeycloakIdentityIT {

  private static final String SECRET = "sasl.oauthbearer.client.credentials.client.secret";
  private static final String CLIENT = "sasl.oauthbearer.client.credentials.client.id";
  private static final Duration OVERLAP = Duration.ofHours(1);
  private static final DevStack STACK = TestClusters.stack();

  private final String domain = "identity-" + UUID.randomUUID().toString().substring(0, 8);
  private final Owner owner = new Owner(Owner.Kind.APPLICATION, domain, "desk");
  private final ResourceKey.Client key = new ResourceKey.Client(domain + ".desk");

  @TempDir private Path folder = Path.of("");
  private KeycloakIdentity driver = driver(folder, STACK.identity().provisionerSecret());

  @BeforeEach
  void open() {
    driver = driver(folder.resolve("secrets"), STACK.identity().provisionerSecret());
  }

  @AfterEach
  void close() {
    STACK.identity().removeClient(key.clientId());
    STACK.identity().removeClient(key.clientId() + "--b");
    driver.close();
  }

  private static KeycloakIdentity driver(Path secrets, String secret) {
    return new KeycloakIdentity(
        access(secret), handover(new FolderSink(secrets)), Clock.systemUTC(), OVERLAP);
  }

  private static KeycloakIdentity driver(SecretSink sink) {
    return new KeycloakIdentity(
        access(STACK.identity().provisionerSecret()), handover(sink), Clock.systemUTC(), OVERLAP);
  }

  private static KeycloakAccess access(String secret) {
    Identity identity = STACK.identity();
    return new KeycloakAccess(
        URI.create(identity.url()),
        "weft",
        identity.provisionerId(),
        secret,
        new TreeSet<>(List.of("basic", "kafka", "registry", "registry-reader", "roles")));
  }

  private static Handover handover(SecretSink sink) {
    return new Handover(
        sink, access("").tokenEndpoint(), Map.of("security.protocol", "SASL_PLAINTEXT"));
  }

  @Test
  void makesAClientThatLogsInToKafkaAndReadsTheRegistry() throws Exception {
    assertThat(create()).isEqualTo(new Outcome.Applied());

    IdentitySnapshot.Client client = seen();
    assertThat(client.settings()).containsAllEntriesOf(settings());
    assertThat(client.secret()).isEqualTo(Secret.STORED);
    Properties login = stored();
    STACK.kafka("onprem").allowTokenEndpoint();
    login.put("bootstrap.servers", STACK.kafka("onprem").bootstrapServers());
    try (Admin admin = Admin.create(login)) {
      assertThat(admin.describeCluster().clusterId().get()).isNotBlank();
    }
    JsonNode claims = claims(STACK.identity().token(key.clientId(), login.getProperty(SECRET)));
    // Brokers take this claim for the principal.
    assertThat(claims.path("azp").asText()).isEqualTo(key.clientId());
    assertThat(claims.path("realm_access").path("roles")).hasSize(1);
    assertThat(claims.path("realm_access").path("roles").get(0).asText()).isEqualTo("sr-readonly");
    assertThat(claims.path("resource_access").isMissingNode()).isTrue();
  }

  @Test
  void keepsTheSecretToItsFile() throws IOException {
    var outcome = create();

    String secret = stored().getProperty(SECRET);
    assertThat(secret).hasSizeGreaterThan(20);
    assertThat(outcome.toString()).doesNotContain(secret);
    assertThat(observe().toString()).doesNotContain(secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(Objects.requireNonNull(file().getParent()))))
        .isEqualTo("rwx------");
    try (var files = Files.list(Objects.requireNonNull(file().getParent()))) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void correctsSettingsAndScopesAndNothingElse() throws IOException {
    create();
    String before = stored().getProperty(SECRET);
    apply(
        new Change.AlterClient(
            key,
            edits(Map.of("enabled", "true", "standardFlowEnabled", "true", "scopes", "basic"))));
    assertThat(seen().settings())
        .containsEntry("standardFlowEnabled", "true")
        .containsEntry("scopes", "basic");

    Outcome corrected =
        apply(
            new Change.AlterClient(
                key,
                edits(
                    Map.of(
                        "standardFlowEnabled",
                        "false",
                        "scopes",
                        settings().getOrDefault("scopes", "")))));

    assertThat(corrected).isEqualTo(new Outcome.Applied());
    assertThat(seen().settings()).isEqualTo(settings());
    assertThat(stored().getProperty(SECRET)).isEqualTo(before);
  }

  @Test
  void shutsAClientAndTakesItsSecretOutOfTheStore() throws IOException {
    create();
    String secret = stored().getProperty(SECRET);

    Outcome shut = apply(new Change.AlterClient(key, edits(Map.of("enabled", "false"))));

    assertThat(shut).isEqualTo(new Outcome.Applied());
    assertThat(file()).doesNotExist();
    assertThat(seen().isEnabled()).isFalse();
    assertThatThrownBy(() -> STACK.identity().token(key.clientId(), secret))
        .hasMessageContaining("401");
  }

  @Test
  void givesANewSecretWhenTheOldOneWasLost() throws IOException {
    create();
    String lost = stored().getProperty(SECRET);
    Files.delete(file());
    assertThat(seen().secret()).isEqualTo(Secret.MISSING);

    apply(new Change.StoreSecret(key, How.NEW));

    String fresh = stored().getProperty(SECRET);
    assertThat(fresh).isNotEqualTo(lost);
    assertThat(seen().secret()).isEqualTo(Secret.STORED);
    assertThat(STACK.identity().token(key.clientId(), fresh)).isNotBlank();
    assertThatThrownBy(() -> STACK.identity().token(key.clientId(), lost))
        .hasMessageContaining("401");
  }

  @Test
  void tellsAnOutdatedFileFromOneWithAnotherSecret() throws IOException {
    create();
    String text = Files.readString(file());

    Files.writeString(file(), text.replace("SASL_PLAINTEXT", "SASL_SSL"));
    assertThat(seen().secret()).isEqualTo(Secret.OUTDATED);
    Files.writeString(file(), text.replace(stored().getProperty(SECRET), "another"));
    assertThat(seen().secret()).isEqualTo(Secret.DIFFERENT);
    apply(new Change.StoreSecret(key, How.AGAIN));
    assertThat(Files.readString(file())).isEqualTo(text);
  }

  @Test
  void makesNoClientWhoseSecretItCannotHandOver() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "in the way");
    try (KeycloakIdentity blocked =
        driver(notAFolder.resolve("secrets"), STACK.identity().provisionerSecret())) {
      Outcome outcome = apply(blocked, new Change.CreateClient(key, settings()));

      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(outcome.toString()).contains("identity.secrets");
    }
    assertThat(observe().clients()).isEmpty();
  }

  @Test
  void touchesNoClientThatStandsInTheWay() {
    STACK.identity().ensureClient(key.clientId());

    Outcome outcome = create();

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.toString()).contains("already exists");
    assertThat(seen().mark()).isEmpty();
    assertThat(file()).doesNotExist();
  }

  @Test
  void saysWhatIsWrongWithItsOwnLogin() {
    try (KeycloakIdentity wrong = driver(folder, "canary-secret")) {
      assertThatThrownBy(() -> wrong.observe(Map.of(key, owner)))
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("identity.client.id")
          .hasMessageNotContaining("canary-secret");
    }
  }

  @Test
  void namesTheScopeThatTheRealmLacks() {
    create();

    Outcome outcome =
        apply(new Change.AlterClient(key, edits(Map.of("scopes", "basic no-such-scope"))));

    assertThat(outcome.toString()).contains("no-such-scope").contains("identity.scopes");
  }

  private SortedMap<String, String> settings() {
    var settings = new TreeMap<>(observe().standard());
    settings.put(IdentitySnapshot.MARK, IdentitySnapshot.mark("test", owner));
    return settings;
  }

  private Outcome create() {
    return apply(new Change.CreateClient(key, settings()));
  }

  private Outcome apply(Change change) {
    return apply(driver, change);
  }

  private Outcome apply(KeycloakIdentity identity, Change change) {
    var outcomes = new ArrayList<Outcome>();
    var planned =
        new PlannedChange(
            "id",
            change,
            owner,
            Risk.SAFE,
            "",
            List.of(),
            List.of(),
            List.of(),
            "",
            new Verdict.Allowed());
    identity.apply(List.of(planned), (_, outcome) -> outcomes.add(outcome));
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }

  private IdentitySnapshot observe() {
    return driver.observe(Map.of(key, owner));
  }

  private IdentitySnapshot.Client seen() {
    return Objects.requireNonNull(observe().clients().get(key));
  }

  private Path file() {
    return folder.resolve("secrets").resolve(domain + ".desk.properties");
  }

  private Properties stored() throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file())) {
      properties.load(reader);
    }
    return properties;
  }

  private static SortedMap<String, Edit<String>> edits(Map<String, String> values) {
    var edits = new TreeMap<String, Edit<String>>();
    values.forEach((name, value) -> edits.put(name, new Edit<>(null, value)));
    return edits;
  }

  private static JsonNode claims(String token) throws IOException {
    return KeycloakHttp.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  @Test
  void keepsTheOldSecretGoodWhileTheNewOneIsTakenUp() throws Exception {
    create();
    String old = stored().getProperty(SECRET);

    Outcome rotated = apply(new Change.StoreSecret(key, How.BESIDE));

    Properties login = stored();
    String second = login.getProperty(CLIENT);
    assertThat(rotated).isEqualTo(new Outcome.Applied());
    assertThat(login.getProperty(SECRET)).isNotEqualTo(old);
    assertThat(STACK.identity().token(key.clientId(), old)).isNotBlank();
    JsonNode claims = claims(STACK.identity().token(second, login.getProperty(SECRET)));
    // For brokers it is the same principal.
    assertThat(claims.path("azp").asText()).isEqualTo(key.clientId());
    assertThat(claims.path("realm_access").path("roles").get(0).asText()).isEqualTo("sr-readonly");
    STACK.kafka("onprem").allowTokenEndpoint();
    login.put("bootstrap.servers", STACK.kafka("onprem").bootstrapServers());
    try (Admin admin = Admin.create(login)) {
      assertThat(admin.describeCluster().clusterId().get()).isNotBlank();
    }
    assertThat(seen().secret()).isEqualTo(Secret.STORED);
    assertThat(seen().leftover()).isEqualTo(Leftover.KEPT);
    assertThat(impatient().leftover()).isEqualTo(Leftover.OVER);

    apply(new Change.StoreSecret(key, How.END));

    assertThatThrownBy(() -> STACK.identity().token(key.clientId(), old))
        .hasMessageContaining("401");
    assertThat(STACK.identity().token(second, login.getProperty(SECRET))).isNotBlank();
    assertThat(impatient().leftover()).isEqualTo(Leftover.NONE);
    assertThat(seen().secret()).isEqualTo(Secret.STORED);
  }

  @Test
  void rotatesBackToTheFirstClient() throws IOException {
    create();
    apply(new Change.StoreSecret(key, How.BESIDE));
    Properties second = stored();

    apply(new Change.StoreSecret(key, How.BESIDE));

    Properties third = stored();
    assertThat(third.getProperty(CLIENT)).isEqualTo(key.clientId());
    assertThat(STACK.identity().token(third.getProperty(CLIENT), third.getProperty(SECRET)))
        .isNotBlank();
    assertThat(STACK.identity().token(second.getProperty(CLIENT), second.getProperty(SECRET)))
        .isNotBlank();
    assertThat(seen().leftover()).isEqualTo(Leftover.KEPT);

    apply(new Change.StoreSecret(key, How.END));

    assertThatThrownBy(
            () -> STACK.identity().token(second.getProperty(CLIENT), second.getProperty(SECRET)))
        .hasMessageContaining("401");
    assertThat(impatient().leftover()).isEqualTo(Leftover.NONE);
  }

  @Test
  void endsASecretThatWasMadeAndNeverHandedOver() throws IOException {
    create();
    Properties before = stored();
    try (KeycloakIdentity dying =
        driver(new DyingSink(new FolderSink(folder.resolve("secrets"))))) {
      assertThat(apply(dying, new Change.StoreSecret(key, How.BESIDE)))
          .isInstanceOf(Outcome.Failed.class);
    }
    // A client with a secret that nobody has, as after a crash.
    assertThat(seen().leftover()).isEqualTo(Leftover.OVER);
    assertThat(seen().secret()).isEqualTo(Secret.STORED);
    assertThat(stored()).isEqualTo(before);

    Outcome again = apply(new Change.StoreSecret(key, How.BESIDE));

    Properties after = stored();
    assertThat(again).isEqualTo(new Outcome.Applied());
    assertThat(STACK.identity().token(after.getProperty(CLIENT), after.getProperty(SECRET)))
        .isNotBlank();
    assertThat(STACK.identity().token(before.getProperty(CLIENT), before.getProperty(SECRET)))
        .isNotBlank();
  }

  @Test
  void shutsBothClientsOfAnApplicationThatIsGone() throws IOException {
    create();
    Properties first = stored();
    apply(new Change.StoreSecret(key, How.BESIDE));
    Properties second = stored();

    apply(new Change.AlterClient(key, edits(Map.of("enabled", "false"))));

    for (Properties login : List.of(first, second)) {
      assertThatThrownBy(
              () -> STACK.identity().token(login.getProperty(CLIENT), login.getProperty(SECRET)))
          .hasMessageContaining("401");
    }
    assertThat(file()).doesNotExist();
  }

  @Test
  void correctsBothClients() throws IOException {
    create();
    apply(new Change.StoreSecret(key, How.BESIDE));
    apply(new Change.AlterClient(key, edits(Map.of("directAccessGrantsEnabled", "true"))));
    assertThat(seen().settings()).containsEntry("directAccessGrantsEnabled", "true");

    apply(new Change.AlterClient(key, edits(Map.of("directAccessGrantsEnabled", "false"))));

    assertThat(seen().settings()).isEqualTo(settings());
  }

  /// What a driver sees for which no secret stays good for long.
  private IdentitySnapshot.Client impatient() {
    try (KeycloakIdentity hasty =
        new KeycloakIdentity(
            access(STACK.identity().provisionerSecret()),
            handover(new FolderSink(folder.resolve("secrets"))),
            Clock.systemUTC(),
            Duration.ZERO)) {
      return Objects.requireNonNull(hasty.observe(Map.of(key, owner)).clients().get(key));
    }
  }

  /// A place that stops to take anything just when it matters.
  private record DyingSink(SecretSink place) implements SecretSink {
    @Override
    public void requireWritable(String name) throws IOException {
      place.requireWritable(name);
    }

    @Override
    public Optional<SortedMap<String, String>> read(String name) throws IOException {
      return place.read(name);
    }

    @Override
    public void write(String name, SortedMap<String, String> properties) throws IOException {
      throw new IOException("the disk is full");
    }

    @Override
    public void remove(String name) throws IOException {
      place.remove(name);
    }
  }
}
