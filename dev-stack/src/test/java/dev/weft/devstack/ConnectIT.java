// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two clusters and a worker between them, as a mesh with a link gets them.
class ConnectIT {

  private static final Service WORKER = Service.connect("cloud");
  private static final String MIRROR = "org.apache.kafka.connect.mirror.";
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private static Path folder = Path.of("");
  private static DevStack stack = TestStack.in(folder, StackSpec.forTests());

  @BeforeAll
  static void up() {
    StackSpec spec =
        StackSpec.forTests().kafkaOnly().with(ClusterSpec.second("cloud")).withWorker("cloud");
    stack = TestStack.in(folder.resolve("stack"), spec);
    StackStatus status = stack.up(Progress.SILENT);
    assertThat(status.isHealthy())
        .as(status.summary() + TestStack.logTails(stack, status))
        .isTrue();
    assertThat(stack.services())
        .containsExactly(Service.KEYCLOAK, Service.kafka("onprem"), Service.kafka("cloud"), WORKER);
  }

  @AfterAll
  static void down() {
    stack.down(Progress.SILENT);
    assertThat(Processes.mentioning(folder.toString())).isEmpty();
  }

  @Test
  void hasTheConnectorsOfMirrorMaker() {
    JsonNode plugins = require("GET", "/connector-plugins", null);

    assertThat(plugins.findValuesAsText("class"))
        .contains(
            MIRROR + "MirrorSourceConnector",
            MIRROR + "MirrorCheckpointConnector",
            MIRROR + "MirrorHeartbeatConnector");
  }

  @Test
  void listensOnLoopbackOnly() throws Exception {
    long pid = stack.process(WORKER).orElseThrow().pid();

    List<String> addresses = LoopbackSockets.listening(pid);

    assertThat(addresses).isNotEmpty().allMatch(LoopbackSockets::isLoopback);
  }

  @Test
  void namesTheSecondClusterAndTheWorkerInTheEnvironment() {
    Map<String, String> environment = PrivateFiles.readProperties(stack.environmentFile());

    assertThat(environment)
        .containsEntry("clusters.cloud.bootstrap.servers", stack.kafka("cloud").bootstrapServers())
        .containsEntry("links.cloud.type", "connect")
        .containsEntry("links.cloud.url", stack.connect("cloud").url())
        .containsEntry(
            "links.cloud.source.onprem.bootstrap.servers", stack.kafka("onprem").bootstrapServers())
        .containsEntry(
            "links.cloud.target.bootstrap.servers", stack.kafka("cloud").bootstrapServers());
  }

  @Test
  void givesTheWorkerNoMoreThanItNeeds() throws Exception {
    try (Admin admin = admin(stack.kafka("onprem"))) {
      assertThat(resourcesOf(admin)).allMatch(name -> name.endsWith(".records"));
    }
    try (Admin admin = admin(stack.kafka("cloud"))) {
      assertThat(resourcesOf(admin))
          .filteredOn(name -> !name.endsWith(".records"))
          .containsOnly(
              "weft-connect-cloud",
              "weft-connect-cloud-",
              "mm2-offset-syncs.onprem.internal",
              "onprem.checkpoints.internal");
    }
  }

  /// The worker dies as in a crash while records come in, and leaves out none of them.
  @Test
  void goesOnMirroringAfterACrash() throws Exception {
    String topic = "crash-test.records";
    mirror("crash-test", topic);
    send(topic, "first");
    awaitRecords(topic, Set.of("first"));

    stack.killHard(WORKER);
    send(topic, "second");
    stack.start(WORKER);
    send(topic, "third");

    awaitRecords(topic, Set.of("first", "second", "third"));
  }

  /// Neither the API nor the worker's own topics show what only the worker shall know.
  @Test
  void keepsSecretsOutOfConnectorConfigs() throws Exception {
    String topic = "secret-test.records";
    mirror("secret-test", topic);
    send(topic, "any");
    awaitRecords(topic, Set.of("any"));
    Path file = stack.connect("cloud").secrets().resolve(ConnectAccess.CLIENT);
    String secret = Files.readString(file);

    String shown = require("GET", "/connectors/secret-test/config", null).toString();
    String tasks = require("GET", "/connectors/secret-test/tasks", null).toString();
    String kept = String.join("\n", records("cloud", "weft-connect-cloud-configs"));

    String all = shown + tasks + kept + Files.readString(stack.log(WORKER));
    assertThat(secret).hasSizeGreaterThan(20);
    assertThat(all).contains("${dir:").doesNotContain(secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(stack.environmentFile())).doesNotContain(secret);
  }

  private static void mirror(String name, String topic) throws Exception {
    String principal = stack.connect("cloud").principal();
    allow("onprem", principal, topic, AclOperation.READ, AclOperation.DESCRIBE_CONFIGS);
    AclOperation[] all = {
      AclOperation.CREATE, AclOperation.WRITE, AclOperation.READ, AclOperation.DESCRIBE_CONFIGS
    };
    allow("cloud", principal, topic, all);
    try (Admin admin = admin(stack.kafka("onprem"))) {
      admin
          .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
    var config = new TreeMap<String, String>();
    config.put("connector.class", MIRROR + "MirrorSourceConnector");
    config.put("source.cluster.alias", "onprem");
    config.put("target.cluster.alias", "cloud");
    for (String cluster : List.of("onprem", "cloud")) {
      String prefix = cluster.equals("onprem") ? "source.cluster." : "target.cluster.";
      stack
          .connect("cloud")
          .clientProperties(cluster)
          .forEach((key, value) -> config.put(prefix + key, value));
    }
    for (String kind : List.of("key", "value", "header")) {
      config.put(kind + ".converter", BYTES);
    }
    config.put("replication.policy.class", MIRROR + "IdentityReplicationPolicy");
    config.put("topics", topic.replace(".", "\\."));
    config.put("replication.factor", "1");
    config.put("offset-syncs.topic.replication.factor", "1");
    config.put("offset-syncs.topic.location", "target");
    config.put("sync.topic.acls.enabled", "false");
    config.put("sync.topic.configs.enabled", "false");
    config.put("refresh.topics.interval.seconds", "1");
    ObjectNode body = JsonHttp.JSON.createObjectNode();
    config.forEach(body::put);
    // Refused for a moment while the worker takes up another change.
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreException(DevStackException.class)
        .until(() -> !require("PUT", "/connectors/" + name + "/config", body).isMissingNode());
  }

  private static JsonNode require(String method, String path, @Nullable JsonNode body) {
    return JsonHttp.send(method, stack.connect("cloud").url() + path, null, body)
        .require(method + " " + path);
  }

  private static void send(String topic, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            new TreeMap<String, Object>(stack.kafka("onprem").adminProperties()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get(20, TimeUnit.SECONDS);
    }
  }

  private static void awaitRecords(String topic, Set<String> wanted) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(new HashSet<>(records("cloud", topic))).isEqualTo(wanted));
  }

  /// All records of the first partition that are there now.
  private static List<String> records(String cluster, String topic) {
    var properties = new TreeMap<String, Object>(stack.kafka(cluster).adminProperties());
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      if (!consumer.listTopics().containsKey(topic)) {
        return List.of();
      }
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      var values = new ArrayList<String>();
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(one -> values.add(String.valueOf(one.value())));
      }
      return values;
    }
  }

  private static Set<String> resourcesOf(Admin admin) throws Exception {
    var names = new HashSet<String>();
    admin.describeAcls(AclBindingFilter.ANY).values().get(20, TimeUnit.SECONDS).stream()
        .filter(acl -> acl.entry().principal().equals(stack.connect("cloud").principal()))
        .forEach(acl -> names.add(acl.pattern().name()));
    return names;
  }

  private static void allow(
      String cluster, String principal, String topic, AclOperation... operations) throws Exception {
    Bindings.allow(stack.kafka(cluster), principal, ResourceType.TOPIC, topic, operations);
  }

  private static Admin admin(KafkaAccess kafka) {
    return Admin.create(new TreeMap<String, Object>(kafka.adminProperties()));
  }
}
