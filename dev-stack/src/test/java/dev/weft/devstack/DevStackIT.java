// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.devstack.process.ProcessIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole stack: started once, then disturbed in every way that people and machines disturb it.
class DevStackIT {

  private static final Service KAFKA = Service.kafka("onprem");

  @TempDir private static Path folder = Path.of("");
  private static DevStack stack = TestStack.in(folder, StackSpec.forTests());

  @BeforeAll
  static void up() {
    stack = TestStack.in(folder.resolve("stack"), StackSpec.forTests());
    StackStatus status = stack.up(Progress.SILENT);
    assertThat(status.isHealthy()).as(status.summary()).isTrue();
  }

  @AfterAll
  static void down() {
    stack.down(Progress.SILENT);
    assertThat(Processes.mentioning(folder.toString())).isEmpty();
  }

  @Test
  void answersOnEveryService() {
    awaitHealthy();

    assertThat(stack.status().services()).hasSize(4);
  }

  @Test
  void listensOnLoopbackOnly() throws IOException {
    for (Service service : stack.services()) {
      long pid = stack.process(service).orElseThrow().pid();

      List<String> addresses = LoopbackSockets.listening(pid);

      assertThat(addresses).as(service.name()).isNotEmpty().allMatch(LoopbackSockets::isLoopback);
    }
  }

  @Test
  void changesNothingTheSecondTime() {
    Map<Service, ProcessIdentity> before = processes();

    StackStatus status = stack.up(Progress.SILENT);

    assertThat(status.isHealthy()).as(status.summary()).isTrue();
    assertThat(processes()).isEqualTo(before);
  }

  @Test
  void keepsTopicsAndPortsWhenTheBrokerCrashes() throws Exception {
    String topic = "kept." + UUID.randomUUID();
    createTopic(stack.kafka("onprem"), topic);
    String address = stack.kafka("onprem").bootstrapServers();

    stack.killHard(KAFKA);
    stack.start(KAFKA);

    assertThat(stack.kafka("onprem").bootstrapServers()).isEqualTo(address);
    assertThat(topics(stack.kafka("onprem"))).contains(topic);
  }

  @Test
  void keepsRowsWhenTheDatabaseCrashes() throws Exception {
    execute("CREATE TABLE kept (word text)");

    stack.killHard(Service.POSTGRES);
    stack.start(Service.POSTGRES);

    execute("SELECT word FROM kept");
    StackStatus status = stack.up(Progress.SILENT);
    assertThat(status.isHealthy()).as(status.summary()).isTrue();
  }

  @Test
  void movesWhenItsPortIsTaken() throws Exception {
    DevStack other = TestStack.in(folder.resolve("stack"), StackSpec.forTests());
    KafkaAccess kafka = stack.startCluster(ClusterSpec.named("moving"));
    String topic = "moved." + UUID.randomUUID();
    createTopic(kafka, topic);
    String before = kafka.bootstrapServers();
    stack.stop(Service.kafka("moving"));

    int port = Integer.parseInt(before.substring(before.indexOf(':') + 1));
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      other.startCluster(ClusterSpec.named("moving"));
    }

    assertThat(kafka.bootstrapServers()).isNotEqualTo(before);
    assertThat(topics(kafka)).contains(topic);
    stack.stop(Service.kafka("moving"));
  }

  @Test
  void showsWhyAServiceDoesNotStart() {
    ClusterSpec broken = ClusterSpec.named("broken").with("num.io.threads", "none");

    assertThatThrownBy(() -> stack.startCluster(broken))
        .isInstanceOf(DevStackException.class)
        .hasMessageContaining("kafka-broken: STOPPED")
        .hasMessageContaining("num.io.threads");
    awaitHealthy();
  }

  @Test
  void passesPropertiesToTheBroker() throws Exception {
    KafkaAccess strict =
        stack.startCluster(ClusterSpec.named("strict").with("delete.topic.enable", "false"));
    createTopic(strict, "undeletable");

    try (Admin admin = admin(strict)) {
      assertThatThrownBy(
              () -> admin.deleteTopics(List.of("undeletable")).all().get(20, TimeUnit.SECONDS))
          .hasMessageContaining("Topic deletion is disabled");
    }
    assertThat(Files.readString(stack.environmentFile()))
        .contains("clusters.strict.bootstrap.servers=" + strict.bootstrapServers())
        .contains("clusters.onprem.bootstrap.servers=")
        .contains("registry.url=" + stack.registry().url());
    stack.stop(Service.kafka("strict"));
  }

  @Test
  void showsSecretsToNobodyElse() throws IOException {
    for (Path file :
        List.of(
            stack.environmentFile(),
            stack.credentials().resolve("users.properties"),
            stack.credentials().resolve("weft-provisioner.properties"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as(file.toString())
          .isEqualTo("rw-------");
    }
    for (Service service : stack.services()) {
      long pid = stack.process(service).orElseThrow().pid();
      assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline")))
          .doesNotContain(stack.postgres().password("apicurio"))
          .doesNotContain(stack.identity().provisionerSecret());
    }
  }

  /// A question that a busy server does not answer within seconds is asked again.
  private static void awaitHealthy() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(() -> {
          StackStatus status = stack.status();
          assertThat(status.isHealthy()).as(status.summary()).isTrue();
        });
  }

  private static Map<Service, ProcessIdentity> processes() {
    var processes = new TreeMap<Service, ProcessIdentity>();
    stack.services().forEach(name -> processes.put(name, stack.process(name).orElseThrow()));
    return processes;
  }

  private static Admin admin(KafkaAccess kafka) {
    return Admin.create(new TreeMap<String, Object>(kafka.adminProperties()));
  }

  private static void createTopic(KafkaAccess kafka, String name) throws Exception {
    try (Admin admin = admin(kafka)) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
    }
  }

  private static Iterable<String> topics(KafkaAccess kafka) throws Exception {
    try (Admin admin = admin(kafka)) {
      return admin.listTopics().names().get(20, TimeUnit.SECONDS);
    }
  }

  private static void execute(String sql) throws Exception {
    PostgresAccess access = stack.postgres();
    try (var connection =
            DriverManager.getConnection(
                access.jdbcUrl("catalog"), access.user("catalog"), access.password("catalog"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
