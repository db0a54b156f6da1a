// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a SCRAM user, from manifest to Kafka and to the file that its application logs in
/// with, by the command line, on a real broker.
class ScramLoginIT {

  /// Names of Avro take no dashes.
  private final String domain = "scram" + UUID.randomUUID().toString().substring(0, 8);

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

  @Test
  void producesAndConsumesWithWhatWasHandedOverFromTheFirstSecretToTheLast() throws Exception {
    mesh.domain(domain);
    application("writer");
    application("reader");
    mesh.product(domain, "things");
    var heard = new ArrayList<String>();
    Path kept = config("kept", "PT24H");

    // A first secret.
    Shell.Done applied = mesh.weft(kept, "apply", "--yes");
    heard.add(applied.out() + applied.err());
    assertThat(applied.code()).as(applied.out() + applied.err()).isZero();
    Properties first = stored("writer");
    assertThat(first)
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("security.protocol", "SASL_PLAINTEXT");
    produce(first, "one");
    assertThat(consume(stored("reader"))).containsExactly("one");
    assertThat(mesh.weft(kept, "plan").code()).isZero();

    // A second one beside it.
    Shell.Done rotated = rotate(kept, domain + "/writer");
    heard.add(rotated.out() + rotated.err());
    assertThat(rotated.code()).as(rotated.out() + rotated.err()).isZero();
    Properties second = stored("writer");
    assertThat(second).containsEntry("sasl.mechanism", "SCRAM-SHA-256");
    produce(first, "two");
    produce(second, "three");
    assertThat(mesh.weft(kept, "plan").code()).isZero();

    // Its time is over.
    Path over = config("over", "PT0S");
    Shell.Done ended = mesh.weft(over, "apply", "--yes");
    heard.add(ended.out() + ended.err());
    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertRefused(first);
    produce(second, "four");

    // Somebody removes the user by hand.
    remove(domain + ".writer", "SCRAM-SHA-256");
    assertRefused(second);
    Shell.Done drifted = mesh.weft(over, "drift");
    heard.add(drifted.out() + drifted.err());
    assertThat(drifted.out()).contains("secret of login of " + domain + ".writer");
    assertThat(mesh.weft(over, "apply", "--yes").code()).isZero();
    produce(second, "five");
    assertThat(consume(stored("reader"))).containsExactly("one", "two", "three", "four", "five");

    // The application is gone.
    Properties reader = stored("reader");
    Files.delete(folder.resolve("domains/%s/applications/reader.yaml".formatted(domain)));
    Files.delete(folder.resolve("domains/%s/things/access/reader.yaml".formatted(domain)));
    Shell.Done removed = mesh.weft(over, "apply", "--yes");
    heard.add(removed.out() + removed.err());
    assertThat(removed.code()).as(removed.out() + removed.err()).isZero();
    assertRefused(reader);
    assertThat(file("reader")).doesNotExist();
    produce(second, "six");
    assertThat(mesh.weft(over, "plan").code()).isZero();
    assertNobodyWasTold(heard, List.of(first, second, reader));
  }

  @Test
  void leavesAUserAloneThatSomebodyElseMade() throws Exception {
    mesh.domain(domain);
    application("reader");
    mesh.product(domain, "things");
    Properties theirs = byHand(domain + ".reader");

    Shell.Done applied = mesh.weft(config("foreign", "PT24H"), "apply", "--yes");

    assertThat(applied.code()).as(applied.out() + applied.err()).isEqualTo(4);
    assertThat(applied.out() + applied.err())
        .contains("SCRAM user `" + domain + ".reader` exists already and was not made by Weft.");
    assertThat(consume(theirs)).isEmpty();
    remove(domain + ".reader", "SCRAM-SHA-512");
  }

  private void application(String name) {
    mesh.write(
        "domains/%s/applications/%s.yaml".formatted(domain, name),
        """
        apiVersion: weft.dev/v1
        kind: Application
        metadata: {name: %s}
        spec: {type: scram}
        """
            .formatted(name));
  }

  private void assertNobodyWasTold(List<String> heard, List<Properties> logins) {
    List<String> records = controlPlaneLog();
    assertThat(records).anyMatch(record -> record.contains("/scram/" + domain + ".reader"));
    for (Properties login : logins) {
      String secret = secret(login);
      assertThat(heard).noneMatch(text -> text.contains(secret));
      assertThat(records).noneMatch(record -> record.contains(secret));
    }
  }

  private static Shell.Done rotate(Path config, String application) {
    var shell = new Shell(folder);
    return shell.runWith(
        new ProvisionerBackend(Clock.systemUTC(), folder, shell.secrets),
        "application",
        "rotate",
        application,
        folder.toString(),
        "--env",
        "dev",
        "--config",
        config.toString(),
        "--yes");
  }

  /// The stack's own configuration, with SCRAM on the listener that knows passwords.
  private Path config(String name, String overlap) throws IOException {
    var lines = new ArrayList<>(Files.readAllLines(mesh.stack().environmentFile()));
    String prefix = "scram." + mesh.cluster() + ".";
    lines.add(prefix + "mechanisms=SCRAM-SHA-512 SCRAM-SHA-256");
    lines.add(prefix + "credentials.security.protocol=SASL_PLAINTEXT");
    lines.add(prefix + "credentials.bootstrap.servers=" + admin().get("bootstrap.servers"));
    lines.add("identity.rotation.overlap=" + overlap);
    return Files.write(folder.resolve(name + ".properties"), lines);
  }

  private static Map<String, String> admin() {
    return mesh.stack().kafka(mesh.cluster()).adminProperties();
  }

  private String topic() {
    return WalkingMesh.topic(domain, "things");
  }

  private void produce(Properties login, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(quick(login), new StringSerializer(), new StringSerializer())) {
      var _ =
          producer.send(new ProducerRecord<>(topic(), 0, null, value)).get(20, TimeUnit.SECONDS);
    }
  }

  private List<String> consume(Properties login) {
    var values = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(quick(login), new StringDeserializer(), new StringDeserializer())) {
      var partition = new TopicPartition(topic(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
      }
    }
    return values;
  }

  private static void assertRefused(Properties login) {
    try (Admin admin = Admin.create(quick(login))) {
      assertThatThrownBy(() -> admin.describeCluster().clusterId().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  private static Properties quick(Properties login) {
    var properties = new Properties();
    properties.putAll(login);
    properties.put("request.timeout.ms", "30000");
    properties.put("default.api.timeout.ms", "60000");
    return properties;
  }

  private static void remove(String user, String mechanism) throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(admin()))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialDeletion(
                      user, ScramMechanism.fromMechanismName(mechanism))))
          .all()
          .get();
    }
  }

  private static Properties byHand(String user) throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(admin()))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      user,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                      "by-hand")))
          .all()
          .get();
    }
    var login = new Properties();
    login.putAll(admin());
    login.put("sasl.mechanism", "SCRAM-SHA-512");
    login.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"by-hand\";"
            .formatted(user));
    return login;
  }

  private static String secret(Properties login) {
    return Objects.requireNonNull(login.getProperty("sasl.jaas.config"))
        .replaceAll(".*password=\"|\";", "");
  }

  private Path file(String application) {
    return mesh.stack()
        .credentials()
        .resolve("%s.%s.%s.properties".formatted(domain, application, mesh.cluster()));
  }

  private Properties stored(String application) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file(application))) {
      properties.load(reader);
    }
    return properties;
  }

  /// Every record of inventory, journal and audit.
  private static List<String> controlPlaneLog() {
    var properties = new Properties();
    properties.putAll(admin());
    var found = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
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
            .forEach(record ->
                found.add(
                    Objects.toString(record.key(), "") + Objects.toString(record.value(), "")));
      }
    }
    return found;
  }
}
