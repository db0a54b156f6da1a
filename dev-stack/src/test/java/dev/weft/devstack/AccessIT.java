// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who gets in, and who does not, in the stack that the tests of other modules use.
class AccessIT {

  private static final DevStack STACK = TestStack.shared();
  private static final KafkaAccess KAFKA = STACK.kafka("onprem");

  @BeforeAll
  static void allow() {
    KAFKA.allowTokenEndpoint();
  }

  @Test
  void refusesAnApplicationWithoutAnAcl() throws Exception {
    STACK.identity().ensureClient("access-test.stranger");
    createTopic("access-test.closed.v1");

    assertThatThrownBy(() -> send("access-test.stranger", "access-test.closed.v1"))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void acceptsAnApplicationWithAnAcl() throws Exception {
    STACK.identity().ensureClient("access-test.producer");
    createTopic("access-test.open.v1");
    allow("access-test.producer", ResourceType.TOPIC, "access-test.open.v1", AclOperation.WRITE);

    long offset = send("access-test.producer", "access-test.open.v1");

    assertThat(offset).isNotNegative();
  }

  @Test
  void refusesAWrongSecret() {
    STACK.identity().ensureClient("access-test.forger");
    Map<String, String> forged = KAFKA.clientProperties("access-test.forger", "wrong");

    assertThatThrownBy(() -> producer(forged).close()).isInstanceOf(KafkaException.class);
  }

  @Test
  void keepsTheSecretOfAClient() {
    Path first = STACK.identity().ensureClient("access-test.kept");
    Map<String, String> before = PrivateFiles.readProperties(first);

    Path second = STACK.identity().ensureClient("access-test.kept");

    assertThat(second).isEqualTo(first);
    assertThat(PrivateFiles.readProperties(second)).isEqualTo(before);
  }

  @Test
  void forgetsARemovedClient() {
    Path file = STACK.identity().ensureClient("access-test.removed");

    STACK.identity().removeClient("access-test.removed");

    assertThat(file).doesNotExist();
    assertThatThrownBy(() -> token("access-test.removed")).isInstanceOf(DevStackException.class);
  }

  @Test
  void worksWithTheStockConsoleTools() throws Exception {
    Path credentials = STACK.identity().ensureClient("access-test.console");
    String topic = "access-test.console.v1";
    createTopic(topic);
    allow("access-test.console", ResourceType.TOPIC, topic, AclOperation.WRITE);
    allow("access-test.console", ResourceType.TOPIC, topic, AclOperation.READ);
    allow("access-test.console", ResourceType.GROUP, "access-test.console.g", AclOperation.READ);

    tool("hello\n", "kafka-console-producer", "--producer.config", credentials, "--topic", topic);
    String read =
        tool(
            "",
            "kafka-console-consumer",
            "--consumer.config",
            credentials,
            "--topic",
            topic,
            "--group",
            "access-test.console.g",
            "--from-beginning",
            "--max-messages",
            "1",
            "--timeout-ms",
            "30000");

    assertThat(read.lines()).contains("hello");
    assertThat(tool("", "kafka-topics", "--list").lines()).contains(topic);
    assertThat(tool("", "kafka-topics", "--cluster", KAFKA.name(), "--list").lines())
        .contains(topic);
  }

  @Test
  void saysThatAClusterDoesNotRunHere() throws Exception {
    var command = List.of(STACK.commands().resolve("kafka-topics").toString(), "--cluster", "on");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said).isEqualTo("No cluster 'on' runs here. ./weft status shows those that do.\n");
  }

  @Test
  void letsReadersReadTheRegistryButNotWrite() {
    STACK.identity().ensureClient("access-test.reader");
    STACK.identity().ensureClient("access-test.developer", RegistryRole.DEVELOPER);
    JsonNode group =
        JsonHttp.JSON.createObjectNode().put("groupId", "access-test-" + System.nanoTime());
    String groups = STACK.registry().url() + "/groups";

    assertThat(JsonHttp.send("GET", groups, null, null).status()).isEqualTo(401);
    assertThat(JsonHttp.send("GET", groups, token("access-test.reader"), null).status())
        .isEqualTo(200);
    assertThat(JsonHttp.send("POST", groups, token("access-test.reader"), group).status())
        .isEqualTo(403);
    assertThat(JsonHttp.send("POST", groups, token("access-test.developer"), group).status())
        .isEqualTo(200);
  }

  @Test
  void letsTheDemoUsersLogIn() {
    for (DemoUser user : DemoUser.values()) {
      var answer =
          JsonHttp.postForm(
              STACK.identity().tokenEndpoint(),
              Map.of(
                  "grant_type",
                  "password",
                  "client_id",
                  "admin-cli",
                  "username",
                  user.username(),
                  "password",
                  STACK.identity().password(user)));

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
  }

  @Test
  void refusesAWrongDatabasePassword() {
    String url = STACK.postgres().jdbcUrl("apicurio");

    assertThatThrownBy(() -> DriverManager.getConnection(url, "apicurio", "wrong").close())
        .hasMessageContaining("password authentication failed");
  }

  private static String token(String clientId) {
    Map<String, String> login = KAFKA.clientProperties(clientId);
    return STACK
        .identity()
        .token(
            clientId, login.getOrDefault("sasl.oauthbearer.client.credentials.client.secret", ""));
  }

  private static long send(String clientId, String topic) throws Exception {
    try (var producer = producer(KAFKA.clientProperties(clientId))) {
      return producer
          .send(new ProducerRecord<>(topic, "key", "value"))
          .get(30, TimeUnit.SECONDS)
          .offset();
    }
  }

  private static KafkaProducer<String, String> producer(Map<String, String> properties) {
    return new KafkaProducer<>(
        new TreeMap<String, Object>(properties), new StringSerializer(), new StringSerializer());
  }

  private static void createTopic(String name) throws Exception {
    try (Admin admin = admin()) {
      if (!admin.listTopics().names().get(20, TimeUnit.SECONDS).contains(name)) {
        admin
            .createTopics(List.of(new NewTopic(name, 1, (short) 1)))
            .all()
            .get(20, TimeUnit.SECONDS);
      }
    }
  }

  private static void allow(
      String application, ResourceType type, String name, AclOperation operation) throws Exception {
    Bindings.allow(KAFKA, "User:" + application, type, name, operation);
  }

  private static Admin admin() {
    return Admin.create(new TreeMap<String, Object>(KAFKA.provisionerProperties()));
  }

  private static String tool(String input, String name, Object... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(STACK.commands().resolve(name).toString()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var stream = process.getOutputStream()) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
