// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.model.name.ApplicationName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {

  private static final String ONPREM = "clusters.onprem.bootstrap.servers=kafka:9092\n";

  @TempDir private Path folder;

  private Deployment read(String text, Map<String, String> variables) throws IOException {
    return Deployment.read(write("prod.properties", text), variables);
  }

  private Deployment read(String text) throws IOException {
    return read(text, Map.of());
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void assertRefused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(DeploymentException.class)
        .hasMessage(message.replace("FILE", folder.resolve("prod.properties").toString()));
  }

  @Test
  void givesPropertiesOfCluster() throws IOException {
    Properties properties =
        read(ONPREM + "clusters.onprem.security.protocol=SSL\nclusters.cloud.bootstrap.servers=c:1")
            .kafka("onprem");

    assertThat(properties)
        .containsOnly(
            Map.entry("bootstrap.servers", "kafka:9092"),
            Map.entry("security.protocol", "SSL"),
            Map.entry("client.id", "weft-provisioner"),
            Map.entry("request.timeout.ms", "15000"),
            Map.entry("default.api.timeout.ms", "30000"));
  }

  @Test
  void keepsTimeoutsThatAreConfigured() throws IOException {
    Properties properties =
        read(ONPREM + "clusters.onprem.request.timeout.ms=60000").kafka("onprem");

    assertThat(properties)
        .containsEntry("request.timeout.ms", "60000")
        .containsEntry("default.api.timeout.ms", "60000");
  }

  @Test
  void namesClusterThatMayBeMeant() throws IOException {
    Deployment deployment = read(ONPREM + "clusters.cloud.bootstrap.servers=c:1");

    assertThatThrownBy(() -> deployment.kafka("onperm"))
        .isInstanceOf(DeploymentException.class)
        .hasMessage(
            "Cluster `onperm` is not configured in `%s`, which has `cloud`, `onprem`. Did you mean `onprem`? Add `clusters.onperm.bootstrap.servers` and how to log in."
                .formatted(deployment.file()));
  }

  @Test
  void refusesClusterWithoutAddress() {
    assertRefused(
        "clusters.onprem.security.protocol=SSL",
        "`FILE` configures cluster `onprem` without `clusters.onprem.bootstrap.servers`. Add it: host:port of its brokers.");
  }

  @Test
  void refusesUnknownKey() {
    assertRefused(
        ONPREM + "registry.ulr=http://r",
        "`FILE`: `registry.ulr` is not a known key. Did you mean `registry.url`?");
  }

  @Test
  void refusesPropertyThatLooksLikeTypo() {
    assertRefused(
        ONPREM + "clusters.onprem.sasl.mechanisme=PLAIN",
        "`FILE`, `clusters.onprem.sasl.mechanisme`: Kafka's clients know no property `sasl.mechanisme`. Did you mean `sasl.mechanism`?");
  }

  @Test
  void takesPropertyOfLoginPlugin() throws IOException {
    assertThat(read(ONPREM + "clusters.onprem.acme.vault.role=weft").kafka("onprem"))
        .containsEntry("acme.vault.role", "weft");
  }

  @Test
  void refusesKeyThatIsSetTwice() {
    assertRefused(
        ONPREM + ONPREM,
        "`FILE` sets `clusters.onprem.bootstrap.servers` twice. Keep one of them.");
  }

  @Test
  void replacesReferences() throws IOException {
    write("secrets/kafka", "p4ss\n");
    Deployment deployment =
        read(
            ONPREM
                + "clusters.onprem.sasl.jaas.config=x username=\"weft\" password=\"${file:secrets/kafka}\" realm=\"${env:REALM}\";",
            Map.of("REALM", "home"));

    assertThat(deployment.kafka("onprem"))
        .containsEntry("sasl.jaas.config", "x username=\"weft\" password=\"p4ss\" realm=\"home\";");
  }

  @Test
  void namesSecretFileThatIsMissing() {
    assertRefused(
        ONPREM + "clusters.onprem.sasl.jaas.config=${file:secrets/kafka}",
        "`FILE`, `clusters.onprem.sasl.jaas.config`: file `%s` cannot be read (NoSuchFileException). Create it, or correct the reference."
            .formatted(folder.resolve("secrets/kafka")));
  }

  @Test
  void namesVariableThatIsNotSet() {
    assertRefused(
        ONPREM + "clusters.onprem.sasl.jaas.config=${env:NOBODY_SETS_ME}",
        "`FILE`, `clusters.onprem.sasl.jaas.config`: environment variable `NOBODY_SETS_ME` is not set. Set it, or correct the reference.");
  }

  @Test
  void refusesReferenceOfUnknownKind() {
    assertRefused(
        ONPREM + "clusters.onprem.sasl.jaas.config=${vault:a/b}",
        "`FILE`, `clusters.onprem.sasl.jaas.config`: `${vault:a/b}` is no reference that is known here. Write ${file:PATH} or ${env:NAME}.");
  }

  @Test
  void masksSecrets() throws IOException {
    write("secret", "s3cret");
    Deployment deployment =
        read(
            ONPREM
                + "clusters.onprem.sasl.jaas.config=x password=\"p4ss\";\n"
                + "clusters.onprem.ssl.keystore.key=k3y\n"
                + "clusters.onprem.ssl.truststore.location=${file:secret}\n"
                + "registry.url=http://r\nregistry.token.url=http://t\n"
                + "registry.client.id=weft\nregistry.client.secret=cl13nt\n");

    assertThat(deployment.toString() + deployment.registry())
        .contains("kafka:9092", "http://r", "weft")
        .doesNotContain("p4ss", "k3y", "s3cret", "cl13nt");
  }

  @Test
  void readsRegistry() throws IOException {
    Deployment deployment =
        read(
            ONPREM
                + "registry.url=http://r/apis\nregistry.token.url=http://t/token\n"
                + "registry.client.id=weft\nregistry.client.secret=x\n");

    assertThat(deployment.registry())
        .hasValue(
            new Registry(
                URI.create("http://r/apis"),
                new Registry.Login(URI.create("http://t/token"), "weft", "x")));
  }

  @Test
  void refusesHalfALoginOfRegistry() {
    assertRefused(
        ONPREM + "registry.url=http://r\nregistry.client.id=weft",
        "`FILE` does not set `registry.token.url`, which the other keys of `registry` need. Add it.");
  }

  @Test
  void refusesRegistryThatIsNoUrl() {
    assertRefused(
        ONPREM + "registry.url=r:8080",
        "`FILE`, `registry.url`: `r:8080` is no URL. Write one that begins with http:// or https://.");
  }

  @Test
  void givesPropertiesOfApplicationWithoutAnyOfOurs() throws IOException {
    write("apps/shop.cart.properties", "sasl.jaas.config=theirs\n");
    Properties properties =
        read(ONPREM + "clusters.onprem.sasl.jaas.config=ours\napplications.credentials=apps\n")
            .application("onprem", new ApplicationName("shop", "cart"));

    assertThat(properties)
        .containsOnly(
            Map.entry("bootstrap.servers", "kafka:9092"), Map.entry("sasl.jaas.config", "theirs"));
  }

  @Test
  void namesCredentialsThatAreMissing() throws IOException {
    Deployment deployment = read(ONPREM + "applications.credentials=apps\n");

    assertThatThrownBy(() -> deployment.application("onprem", new ApplicationName("shop", "cart")))
        .hasMessage(
            "There are no credentials of application `shop/cart`: `%s` does not exist. Put the properties of its Kafka client there."
                .formatted(folder.resolve("apps/shop.cart.properties")));
  }

  @Test
  void letsClientsGetTokensFromConfiguredAddressToo() throws IOException {
    String before = System.getProperty(AllowedUrls.PROPERTY);
    try {
      System.setProperty(AllowedUrls.PROPERTY, "http://other/token");
      Deployment deployment =
          read(ONPREM + "clusters.onprem.sasl.oauthbearer.token.endpoint.url=http://t/token");

      deployment.kafka("onprem");
      Properties again = deployment.kafka("onprem");

      assertThat(again).isNotEmpty();
      assertThat(System.getProperty(AllowedUrls.PROPERTY))
          .isEqualTo("http://other/token,http://t/token");
    } finally {
      if (before == null) {
        System.clearProperty(AllowedUrls.PROPERTY);
      } else {
        System.setProperty(AllowedUrls.PROPERTY, before);
      }
    }
  }

  @Test
  void looksInTheDocumentedPlacesInOrder() throws IOException {
    Path root = folder.resolve("repo");
    Path home = folder.resolve("home");
    Path atHome = write("home/.config/weft/prod.properties", ONPREM);
    Path first = find(null, Map.of(), root, home);
    Path inRepository = write("repo/.weft/environments/prod.properties", ONPREM);
    Path second = find(null, Map.of(), root, home);
    Path third = find(null, Map.of("WEFT_CONFIG", "/named"), root, home);
    Path fourth = find(Path.of("/explicit"), Map.of("WEFT_CONFIG", "/named"), root, home);

    assertThat(List.of(first, second, third, fourth))
        .containsExactly(atHome, inRepository, Path.of("/named"), Path.of("/explicit"));
  }

  private static Path find(
      @org.jspecify.annotations.Nullable Path explicit,
      Map<String, String> variables,
      Path root,
      Path home) {
    return DeploymentFile.find("prod", explicit, List.of(root), variables, home);
  }

  @Test
  void tellsWhereItLooked() {
    assertThatThrownBy(() ->
            DeploymentFile.find("prod", null, List.of(folder.resolve("repo")), Map.of(), folder))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining("environment `prod`")
        .hasMessageContaining(folder.resolve("repo/.weft/environments/prod.properties").toString())
        .hasMessageContaining(folder.resolve(".config/weft/prod.properties").toString());
  }

  @Test
  void refusesFileThatDoesNotExist() {
    Path missing = folder.resolve("none.properties");

    assertThatThrownBy(() -> Deployment.read(missing, Map.of()))
        .hasMessage("`" + missing + "` does not exist. Create it, or name another.");
  }
}
