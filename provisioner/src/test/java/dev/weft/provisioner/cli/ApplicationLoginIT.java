// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of an application's login, from manifest to Keycloak and to the file that it logs in
/// with, by the command line.
class ApplicationLoginIT {

  private static final String SECRET = "sasl.oauthbearer.client.credentials.client.secret";

  /// Names of Avro take no dashes.
  private final String domain = "login" + UUID.randomUUID().toString().substring(0, 8);

  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static WalkingMesh mesh;

  @BeforeAll
  static void open() {
    mesh = new WalkingMesh(folder);
  }

  @AfterAll
  static void close() {
    mesh.close();
  }

  /// One mesh for all tests: what it no longer wants is revoked.
  @BeforeEach
  void write() {
    mesh.domain(domain);
    mesh.product(domain, "things");
  }

  @Test
  void makesLoginsAndTellsNobodyTheirSecrets() throws IOException {
    // When
    Shell.Done planned = mesh.weft("plan", "--format", "json");
    Shell.Done applied = mesh.weft("apply", "--yes");

    // Then
    assertThat(planned.out()).contains("identity/client/" + domain + ".reader", "create-client");
    assertThat(applied.code()).as(applied.out() + applied.err()).isZero();
    String secret = stored("reader").getProperty(SECRET);
    assertThat(mesh.stack().identity().token(domain + ".reader", secret)).isNotBlank();
    assertThat(mesh.weft("plan").code()).isZero();
    for (String owner : List.of("reader", "writer")) {
      String canary = stored(owner).getProperty(SECRET);
      assertThat(planned.out() + planned.err()).doesNotContain(canary);
      assertThat(applied.out() + applied.err()).doesNotContain(canary);
      assertThat(controlPlaneLog())
          .isNotEmpty()
          .anyMatch(record -> record.contains("identity/client/" + domain + ".reader"))
          .noneMatch(record -> record.contains(canary));
    }
  }

  @Test
  void renewsALostSecret() throws IOException {
    assertThat(mesh.weft("apply", "--yes").code()).isZero();
    String lost = stored("reader").getProperty(SECRET);
    Files.delete(file("reader"));

    Shell.Done planned = mesh.weft("plan");
    Shell.Done applied = mesh.weft("apply", "--yes");

    assertThat(planned.code()).isEqualTo(2);
    assertThat(planned.out()).contains("secret of login of " + domain + ".reader");
    assertThat(applied.code()).as(applied.out() + applied.err()).isZero();
    assertThat(stored("reader").getProperty(SECRET)).isNotEqualTo(lost);
    assertThat(applied.out() + applied.err()).doesNotContain(stored("reader").getProperty(SECRET));
    assertThat(mesh.weft("plan").code()).isZero();
  }

  @Test
  void shutsTheLoginOfAnApplicationThatIsGone() throws IOException {
    assertThat(mesh.weft("apply", "--yes").code()).isZero();
    removeReader();

    Shell.Done applied = mesh.weft("apply", "--yes");

    assertThat(applied.code()).as(applied.out() + applied.err()).isZero();
    assertThat(file("reader")).doesNotExist();
    assertThat(file("writer")).exists();
    assertThat(mesh.weft("plan").code()).isZero();
  }

  @Test
  void plansAsBeforeWithoutAnIdentityProvider() throws IOException {
    List<String> without =
        Files.readAllLines(mesh.stack().environmentFile()).stream()
            .filter(line -> !line.startsWith("identity."))
            .toList();
    Path config = Files.write(folder.resolve("without.properties"), without);

    Shell.Done planned = mesh.weft(config, "plan");

    assertThat(planned.code()).as(planned.out() + planned.err()).isEqualTo(2);
    assertThat(planned.out()).doesNotContain("login of " + domain);
  }

  @Test
  void leavesAClientAloneThatSomebodyElseMade() throws IOException {
    Path foreign = mesh.stack().identity().ensureClient(domain + ".reader");
    String before = Files.readString(foreign);

    Shell.Done applied = mesh.weft("apply", "--yes");

    assertThat(applied.code()).as(applied.out() + applied.err()).isEqualTo(4);
    assertThat(applied.out() + applied.err())
        .contains("Client `" + domain + ".reader` exists already and was not made by Weft.");
    assertThat(foreign).hasContent(before);
    removeReader();
    mesh.stack().identity().removeClient(domain + ".reader");
    assertThat(mesh.weft("apply", "--yes").code()).isZero();
  }

  private void removeReader() throws IOException {
    Files.delete(folder.resolve("domains/%s/applications/reader.yaml".formatted(domain)));
    Files.delete(folder.resolve("domains/%s/things/access/reader.yaml".formatted(domain)));
  }

  private Path file(String application) {
    return mesh.stack().credentials().resolve(domain + "." + application + ".properties");
  }

  private Properties stored(String application) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file(application))) {
      properties.load(reader);
    }
    return properties;
  }

  /// Every record of inventory, journal and audit.
  private List<String> controlPlaneLog() {
    var properties = new Properties();
    properties.putAll(mesh.stack().kafka(mesh.cluster()).adminProperties());
    var found = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> topic.getKey().startsWith("weft."))
              .flatMap(topic -> topic.getValue().stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(record -> {
              found.add(record.key() == null ? "" : text(record.key()));
              found.add(record.value() == null ? "" : text(record.value()));
            });
      }
    }
    return found;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
