// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import static dev.weft.provisioner.registry.SchemaChanges.applyOne;
import static dev.weft.provisioner.registry.SchemaChanges.register;
import static dev.weft.provisioner.registry.SchemaChanges.schema;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.DevStack;
import dev.weft.devstack.KafkaAccess;
import dev.weft.devstack.TestStack;
import dev.weft.model.mesh.Port;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.feed.FeedReport.Result;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.registry.ApicurioRegistry;
import dev.weft.provisioner.registry.RegistryAccess;
import dev.weft.provisioner.resource.ResourceKey.Artifact;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SampleFeederIT {

  private static final String AVRO =
      """
      {"type": "record", "name": "t.Sale", "fields": [
        {"name": "id", "type": "string"},
        {"name": "cents", "type": ["null", "long"], "default": null}]}
      """;

  private static DevStack stack;
  private static KafkaAccess kafka;
  private static ApicurioRegistry registry;
  private static Admin admin;

  private final String product = "p" + UUID.randomUUID().toString().substring(0, 8);
  private final String topic = "shop." + product + ".records.v1";

  @BeforeAll
  static void start() {
    stack = TestStack.shared();
    kafka = stack.kafka("onprem");
    kafka.allowTokenEndpoint();
    stack.identity().ensureClient("shop.till");
    registry =
        new ApicurioRegistry(
            new RegistryAccess(
                URI.create(stack.registry().url()),
                URI.create(stack.identity().tokenEndpoint()),
                stack.identity().provisionerId(),
                stack.identity().provisionerSecret()),
            Clock.systemUTC());
    admin = Admin.create(new HashMap<String, Object>(kafka.adminProperties()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    registry.close();
  }

  private SampleFeeder feeder(MemoryTree tree) {
    return new SampleFeeder(
        FeedMesh.source(tree),
        registry::schemaIds,
        (_, application) -> Optional.of(kafka.clientProperties(application.clientId())));
  }

  private void provision(MemoryTree tree) throws Exception {
    Port port = FeedMesh.port(tree);
    SchemaFormat format = port.schema().document().format();
    Outcome outcome =
        applyOne(
            registry,
            register(
                null,
                schema(
                    new Artifact("shop", topic + "-value"),
                    format,
                    port.schema().document().content())));
    assertThat(outcome).isEqualTo(new Outcome.Applied());
    var acls = new ArrayList<AclBinding>();
    for (AclOperation operation : List.of(AclOperation.WRITE, AclOperation.DESCRIBE)) {
      acls.add(
          new AclBinding(
              new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
              new AccessControlEntry("User:shop.till", "*", operation, AclPermissionType.ALLOW)));
    }
    var rights = admin.createAcls(acls).values();
    for (AclBinding acl : acls) {
      assertThat(requireNonNull(rights.get(acl)).get()).isNull();
    }
    var created = admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).values();
    assertThat(requireNonNull(created.get(topic)).get()).isNull();
    // Success of a creation comes before everybody sees it.
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() ->
            !requireNonNull(admin.describeTopics(Set.of(topic)).topicNameValues().get(topic))
                .get()
                .partitions()
                .isEmpty());
  }

  private <V> List<ConsumerRecord<String, V>> consume(Deserializer<V> values) {
    var settings = new HashMap<String, Object>(kafka.adminProperties());
    settings.put("auto.offset.reset", "earliest");
    var records = new ArrayList<ConsumerRecord<String, V>>();
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return records.size() >= end;
          });
    }
    return records;
  }

  private AvroKafkaDeserializer<GenericRecord> apicurio() {
    var deserializer = new AvroKafkaDeserializer<GenericRecord>();
    deserializer.configure(
        Map.of(
            "apicurio.registry.url", stack.registry().url(),
            "apicurio.registry.auth.service.token.endpoint", stack.identity().tokenEndpoint(),
            "apicurio.registry.auth.client.id", stack.identity().provisionerId(),
            "apicurio.registry.auth.client.secret", stack.identity().provisionerSecret()),
        false);
    return deserializer;
  }

  @Test
  void writesAvroThatApicuriosDeserializerReadsAndFeedsOnce() throws Exception {
    MemoryTree tree =
        FeedMesh.tree(product, "sale.avsc", AVRO, "key: {type: string, field: id}")
            .with(
                FeedMesh.FILE.formatted(product),
                """
                {"value": {"id": "a", "cents": 250}, "headers": {"source": "test"}}
                {"key": "b", "value": {"id": "b"}}
                {"key": "a", "value": null}
                """);
    provision(tree);

    FeedReport first = feeder(tree).feed(FeedMesh.mesh(tree));
    FeedReport second = feeder(tree).feed(FeedMesh.mesh(tree));

    assertThat(first.ports()).singleElement().extracting("result").isEqualTo(new Result.Fed(3));
    assertThat(second.ports())
        .singleElement()
        .extracting("result")
        .isInstanceOf(Result.NotNeeded.class);
    assertThat(second.isComplete()).isTrue();
    try (var deserializer = apicurio()) {
      var records = consume(deserializer);
      assertThat(records).hasSize(3);
      assertThat(records.getFirst().key()).isEqualTo("a");
      assertThat(records.getFirst().value().get("cents")).isEqualTo(250L);
      assertThat(records.getFirst().headers().lastHeader("source").value())
          .isEqualTo("test".getBytes(StandardCharsets.UTF_8));
      assertThat(records.get(1).value().get("cents")).isNull();
      assertThat(records.get(2).value()).isNull();
    }
  }

  @Test
  void putsTheContentIdBeforeJson() throws Exception {
    MemoryTree tree =
        FeedMesh.tree(product, "sale.json", "{\"type\": \"object\"}", "tags: [open]")
            .with(FeedMesh.FILE.formatted(product), "{\"value\": {\"price\": 10.50}}\n");
    provision(tree);

    assertThat(feeder(tree).feed(FeedMesh.mesh(tree)).isComplete()).isTrue();

    ByteBuffer value = ByteBuffer.wrap(consume(new ByteArrayDeserializer()).getFirst().value());
    var key = new Artifact("shop", topic + "-value");
    assertThat(value.get()).isZero();
    assertThat(value.getInt())
        .isEqualTo((int) requireNonNull(registry.schemaIds(Set.of(key)).get(key)).contentId());
    assertThat(StandardCharsets.UTF_8.decode(value).toString()).isEqualTo("{\"price\":10.50}");
  }

  @Test
  void writesNothingWhenOneSampleIsWrong() throws Exception {
    MemoryTree tree =
        FeedMesh.tree(product, "sale.avsc", AVRO, "tags: [x]")
            .with(
                FeedMesh.FILE.formatted(product),
                "{\"value\": {\"id\": \"a\"}}\n{\"value\": {\"id\": 1}}\n");
    provision(tree);

    FeedReport report = feeder(tree).feed(FeedMesh.mesh(tree));

    assertThat(report.isComplete()).isFalse();
    assertThat(report.ports().getFirst().result())
        .isInstanceOfSatisfying(
            Result.Broken.class,
            broken -> assertThat(broken.diagnostics().toString()).contains(":2:1: error: `id`"));
    assertThat(consume(new ByteArrayDeserializer())).isEmpty();
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    MemoryTree tree =
        FeedMesh.tree(product, "sale.avsc", AVRO, "tags: [x]")
            .with(FeedMesh.FILE.formatted(product), "{\"value\": {\"id\": \"a\"}}\n");

    FeedReport withoutTopic = feeder(tree).feed(FeedMesh.mesh(tree));
    FeedReport withoutCredentials =
        new SampleFeeder(FeedMesh.source(tree), registry::schemaIds, (_, _) -> Optional.empty())
            .feed(FeedMesh.mesh(tree));

    assertThat(withoutTopic.ports().getFirst().result())
        .isInstanceOfSatisfying(
            Result.Failed.class, failed -> assertThat(failed.message()).contains(topic));
    assertThat(withoutCredentials.ports().getFirst().result())
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> assertThat(failed.message()).contains("no credentials of shop/till"));
  }
}
