// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static dev.weft.provisioner.cli.WalkingMesh.topic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.devstack.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way from a manifest to the servers and back, through the command line, with the faults
/// that happen on it. Shows the message that a person gets, and that the next run finishes.
class WalkingMeshIT {

  @TempDir static Path folder;
  private static WalkingMesh mesh;

  @BeforeAll
  static void starts() {
    mesh = new WalkingMesh(folder);
  }

  @AfterAll
  static void closes() {
    mesh.close();
  }

  @Test
  void makesTheServersSoAndThenHasNothingToDo() throws Exception {
    // Given
    mesh.domain("first");
    mesh.product("first", "things");

    // When
    Shell.Done planned = mesh.weft("plan");
    Shell.Done applied = mesh.weft("apply", "--yes");
    Shell.Done again = mesh.weft("apply", "--yes");
    Shell.Done after = mesh.weft("plan");

    // Then
    assertThat(planned.code()).as(planned.out() + planned.err()).isEqualTo(2);
    assertThat(planned.out()).contains(topic("first", "things"), "product.yaml");
    assertThat(applied.code()).as(applied.out() + applied.err()).isZero();
    assertThat(again.code()).as(again.out() + again.err()).isZero();
    assertThat(after.code()).as(after.out() + after.err()).isZero();
    assertThat(config("first", "things", "retention.ms")).isEqualTo("172800000");
    assertThat(partitions("first", "things")).isEqualTo(3);
    assertThat(mesh.admin().describeAcls(AclBindingFilter.ANY).values().get())
        .extracting(binding -> binding.entry().principal() + " " + binding.entry().operation())
        .contains("User:first.writer WRITE", "User:first.reader READ");
  }

  @Test
  void refusesAnIncompatibleSchemaBeforeAnythingIsWritten() {
    // Given
    mesh.domain("evolving");
    mesh.product("evolving", "things");
    assertDone(mesh.weft("apply", "--yes"));
    mesh.schema("evolving", "things", ", {\"name\": \"amount\", \"type\": \"long\"}");

    // When
    Shell.Done planned = mesh.weft("plan");
    Shell.Done applied = mesh.weft("apply", "--yes");

    // Then
    assertThat(planned.code()).as(planned.out() + planned.err()).isEqualTo(3);
    assertThat(planned.out()).contains("amount");
    assertThat(applied.code()).as(applied.out() + applied.err()).isEqualTo(3);
    mesh.schema(
        "evolving", "things", ", {\"name\": \"amount\", \"type\": \"long\", \"default\": 0}");
    assertDone(mesh.weft("apply", "--yes"));
    assertDone(mesh.weft("plan"));
  }

  @Test
  void refusesFewerPartitionsAndAnotherReplicationFactor() throws Exception {
    // Given
    mesh.domain("shrinking");
    mesh.product("shrinking", "things");
    assertDone(mesh.weft("apply", "--yes"));
    String product = "domains/shrinking/things/product.yaml";

    // When
    mesh.edit(product, "partitions: 3", "partitions: 2");
    Shell.Done fewer = mesh.weft("plan");
    mesh.edit(product, "partitions: 2", "partitions: 3, replication: 2");
    Shell.Done replication = mesh.weft("plan");
    mesh.edit(product, ", replication: 2", "");

    // Then
    assertThat(fewer.code()).as(fewer.out()).isEqualTo(3);
    assertThat(fewer.out()).contains("partitions");
    assertThat(replication.code()).as(replication.out()).isEqualTo(3);
    assertThat(replication.out()).contains("replica");
    assertThat(partitions("shrinking", "things")).isEqualTo(3);
    assertDone(mesh.weft("plan"));
  }

  @Test
  void cutsRetentionOnlyWithThePlansDigest() throws Exception {
    // Given
    mesh.domain("cutting");
    mesh.product("cutting", "things");
    assertDone(mesh.weft("apply", "--yes"));
    mesh.edit("domains/cutting/things/product.yaml", "retention: P2D", "retention: PT1H");

    // When
    Shell.Done planned = mesh.weft("plan", "--format", "json");
    Shell.Done withoutApproval = mesh.weft("apply", "--yes");
    String before = config("cutting", "things", "retention.ms");
    String digest = new ObjectMapper().readTree(planned.out()).path("digest").asText();
    Shell.Done withApproval = mesh.weft("apply", "--yes", "--approve", digest);

    // Then
    assertThat(planned.code()).as(planned.out()).isEqualTo(3);
    assertThat(withoutApproval.code()).as(withoutApproval.out()).isEqualTo(3);
    assertThat(withoutApproval.out() + withoutApproval.err()).contains("--approve " + digest);
    assertThat(before).isEqualTo("172800000");
    assertDone(withApproval);
    assertThat(config("cutting", "things", "retention.ms")).isEqualTo("3600000");
    assertDone(mesh.weft("plan"));
  }

  @Test
  void leavesAloneWhatSomebodyElseMade() throws Exception {
    // Given
    mesh.domain("polite");
    mesh.product("polite", "things");
    assertDone(mesh.weft("apply", "--yes"));
    var foreignTopic = new NewTopic("somebody.elses", 1, (short) 1);
    answer(mesh.admin().createTopics(List.of(foreignTopic)).values(), "somebody.elses");
    var foreignAcl =
        new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, topic("polite", "things"), PatternType.LITERAL),
            new AccessControlEntry("User:legacy", "*", AclOperation.READ, AclPermissionType.ALLOW));
    answer(mesh.admin().createAcls(List.of(foreignAcl)).values(), foreignAcl);
    set("polite", "things", "max.message.bytes", "2000000");

    // When
    Shell.Done planned = mesh.weft("plan");
    Shell.Done applied = mesh.weft("apply", "--yes");

    // Then
    assertDone(planned);
    assertDone(applied);
    assertThat(planned.out()).contains("max.message.bytes");
    assertThat(mesh.admin().listTopics().names().get()).contains("somebody.elses");
    assertThat(mesh.admin().describeAcls(foreignAcl.toFilter()).values().get())
        .containsExactly(foreignAcl);
    assertThat(config("polite", "things", "max.message.bytes")).isEqualTo("2000000");
  }

  @Test
  void doesNotTakeOverATopicThatExistsUnlessTheManifestSaysSo() throws Exception {
    // Given
    mesh.domain("adopting");
    mesh.product("adopting", "things");
    String name = topic("adopting", "things");
    var made = new NewTopic(name, 3, (short) 1).configs(Map.of("retention.ms", "172800000"));
    answer(mesh.admin().createTopics(List.of(made)).values(), name);

    // When
    Shell.Done blocked = mesh.weft("plan");
    mesh.edit(
        "domains/adopting/things/product.yaml", "partitions: 3", "adopt: true, partitions: 3");
    Shell.Done adopted = mesh.weft("apply", "--yes");
    // Then
    assertThat(blocked.code()).as(blocked.out()).isEqualTo(3);
    assertThat(blocked.out()).contains(name, "adopt");
    assertDone(adopted);
    assertDone(mesh.weft("plan"));
    assertThat(config("adopting", "things", "retention.ms")).isEqualTo("172800000");
  }

  @Test
  void appliesEverythingButTheProductWhoseFileIsBroken() throws Exception {
    // Given
    mesh.domain("mixed");
    mesh.product("mixed", "sick");
    assertDone(mesh.weft("apply", "--yes"));
    mesh.product("mixed", "healthy");
    mesh.edit("domains/mixed/sick/product.yaml", "partitions: 3", "partitons: 9");

    // When
    Shell.Done applied = mesh.weft("apply", "--yes");

    // Then
    assertThat(applied.code()).as(applied.out() + applied.err()).isEqualTo(1);
    assertThat(applied.out() + applied.err()).contains("partitons", "partitions");
    assertThat(partitions("mixed", "healthy")).isEqualTo(3);
    assertThat(partitions("mixed", "sick")).isEqualTo(3);
    mesh.edit("domains/mixed/sick/product.yaml", "partitons: 9", "partitions: 3");
    assertDone(mesh.weft("plan"));
  }

  @Test
  void saysThatABrokerIsDownAndFinishesWhenItIsBack() {
    // Given
    mesh.domain("patient");
    mesh.product("patient", "things");
    Service broker = Service.kafka(mesh.cluster());
    mesh.stack().killHard(broker);

    // When
    Shell.Done down = mesh.weft("plan");
    mesh.startCluster();
    Shell.Done up = mesh.weft("apply", "--yes");

    // Then
    assertThat(down.code()).as(down.out() + down.err()).isEqualTo(1);
    assertThat(down.out() + down.err())
        .contains(
            "Cluster `" + mesh.cluster() + "` cannot be reached",
            "Connection refused",
            "`clusters." + mesh.cluster() + ".bootstrap.servers`");
    assertDone(up);
    assertDone(mesh.weft("plan"));
  }

  @Test
  void saysThatTheRegistryIsDownAndFinishesWhenItIsBack() {
    // Given
    mesh.domain("waiting");
    mesh.product("waiting", "things");
    mesh.stack().killHard(Service.REGISTRY);

    // When
    Shell.Done down = mesh.weft("plan");
    mesh.stack().start(Service.REGISTRY);
    Shell.Done up = mesh.weft("apply", "--yes");

    // Then
    assertThat(down.code()).as(down.out() + down.err()).isEqualTo(1);
    assertThat(down.out() + down.err()).contains("registry");
    assertDone(up);
    assertDone(mesh.weft("plan"));
  }

  @Test
  void finishesInTheNextRunWhatAKilledOneBegan() throws Exception {
    // Given
    mesh.domain("killed");
    for (int i = 0; i < 60; i++) {
      mesh.product("killed", "product-" + i);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(mesh.commandLine(mesh.stack().environmentFile(), "apply", "--yes"));

    // When
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("killed.log").toFile())
            .start();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .until(() ->
            !process.isAlive()
                || mesh.admin().listTopics().names().get().stream()
                    .anyMatch(name -> name.startsWith("killed.")));
    boolean wasKilled = process.isAlive();
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    Shell.Done next = mesh.weft("apply", "--yes");

    // Then
    assertThat(wasKilled).as(Files.readString(folder.resolve("killed.log"))).isTrue();
    assertDone(next);
    assertDone(mesh.weft("plan"));
    assertThat(partitions("killed", "product-59")).isEqualTo(3);
  }

  @Test
  void writesNothingToTheWrongCluster() throws Exception {
    // Given
    mesh.domain("astray");
    mesh.product("astray", "things");
    mesh.write("mesh.yaml", mesh.meshManifest("{id: AAAAAAAAAAAAAAAAAAAAAA}"));

    // When
    Shell.Done applied = mesh.weft("apply", "--yes");
    mesh.write("mesh.yaml", mesh.meshManifest("{}"));

    // Then
    assertThat(applied.code()).as(applied.out() + applied.err()).isEqualTo(1);
    assertThat(applied.out() + applied.err()).contains("AAAAAAAAAAAAAAAAAAAAAA");
    assertThat(mesh.admin().listTopics().names().get()).doesNotContain(topic("astray", "things"));
    assertDone(mesh.weft("apply", "--yes"));
  }

  @Test
  void saysWhichRightsAreMissing() throws Exception {
    // Given
    Path credentials = mesh.stack().identity().ensureClient("walking.powerless");
    var client = new Properties();
    try (var reader = Files.newBufferedReader(credentials)) {
      client.load(reader);
    }
    String settings = Files.readString(mesh.stack().environmentFile());
    var weak = new StringBuilder();
    settings
        .lines()
        .filter(line -> !line.startsWith("clusters." + mesh.cluster() + ".sasl"))
        .forEach(line -> weak.append(line).append('\n'));
    client.forEach((key, value) -> {
      if (key.toString().startsWith("sasl")) {
        weak.append("clusters.%s.%s=%s\n".formatted(mesh.cluster(), key, value));
      }
    });
    Path config = Files.writeString(folder.resolve("weak.properties"), weak);

    // When
    Shell.Done planned = mesh.weft(config, "plan");

    // Then
    assertThat(planned.code()).as(planned.out() + planned.err()).isEqualTo(1);
    assertThat(planned.out() + planned.err())
        .contains(
            "on cluster `" + mesh.cluster() + "`",
            "The principal `User:walking.powerless` lacks rights on the log",
            "--allow-principal 'User:walking.powerless' --operation Describe"
                + " --operation DescribeConfigs --operation Read --topic weft.",
            "--operation Describe --operation DescribeConfigs --cluster");
    assertThat(planned.out() + planned.err())
        .doesNotContain(
            client.getProperty("sasl.oauthbearer.client.credentials.client.secret", "no secret"));
  }

  @Test
  void revokesAnExpiredGrantAndKeepsTheTopic() throws Exception {
    // Given
    mesh.domain("ending");
    mesh.product("ending", "things");
    assertDone(mesh.weft("apply", "--yes"));
    String grant = "domains/ending/things/access/reader.yaml";
    mesh.edit(grant, "expires: " + WalkingMesh.EXPIRES, "expires: 2026-01-31");

    // When
    Shell.Done revoked = mesh.weft("apply", "--yes");

    // Then
    assertDone(revoked);
    assertThat(mesh.admin().describeAcls(AclBindingFilter.ANY).values().get())
        .noneMatch(binding -> binding.entry().principal().equals("User:ending.reader"));
    assertThat(mesh.admin().listTopics().names().get()).contains(topic("ending", "things"));
  }

  private static void assertDone(Shell.Done done) {
    assertThat(done.code()).as(done.out() + done.err()).isZero();
  }

  private static ConfigResource resource(String domain, String product) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic(domain, product));
  }

  private static @Nullable String config(String domain, String product, String key)
      throws Exception {
    ConfigResource resource = resource(domain, product);
    return answer(mesh.admin().describeConfigs(List.of(resource)).values(), resource)
        .get(key)
        .value();
  }

  private static void set(String domain, String product, String key, String value)
      throws Exception {
    ConfigResource resource = resource(domain, product);
    var edit = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    answer(
        mesh.admin().incrementalAlterConfigs(Map.of(resource, List.of(edit))).values(), resource);
  }

  private static int partitions(String domain, String product) throws Exception {
    String topic = topic(domain, product);
    return answer(mesh.admin().describeTopics(List.of(topic)).topicNameValues(), topic)
        .partitions()
        .size();
  }

  private static <K, V extends @Nullable Object> V answer(Map<K, KafkaFuture<V>> calls, K key)
      throws Exception {
    return Objects.requireNonNull(calls.get(key)).get();
  }
}
