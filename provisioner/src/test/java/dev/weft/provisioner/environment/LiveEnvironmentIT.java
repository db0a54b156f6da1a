// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.ClusterSpec;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.LogTopic;
import dev.weft.model.event.ProductStatus;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.provisioner.deployment.Deployment;
import dev.weft.provisioner.deployment.Secrets;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.log.Documents;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.publish.PublishReport;
import dev.weft.provisioner.testing.TestClusters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// From a commit to what others read in the log, on real servers. Each test has a domain of its own
/// in one mesh.
class LiveEnvironmentIT {

  private static final String CLUSTER = "live-" + UUID.randomUUID().toString().substring(0, 8);
  private static final MemoryTree TREE = new MemoryTree();
  private static Properties properties = new Properties();
  private static @Nullable LiveEnvironment opened;
  private static int commits;

  @BeforeAll
  static void starts() {
    properties = TestClusters.start(ClusterSpec.named(CLUSTER));
    opened = open();
    TREE.with(
        "mesh.yaml",
        manifest(
            "Mesh",
            "live",
            """
              clusters: {%1$s: {}}
              environments: {dev: {clusters: {%1$s: {}}, budget: {revokes: 50}}}
              defaults: {topic: {partitions: 2, replication: 1, retention: P7D}}
            """
                .formatted(CLUSTER)));
    TREE.with("teams.yaml", manifest("TeamList", "teams", "  teams: [{name: makers}]\n"));
  }

  @AfterAll
  static void closes() {
    live().close();
  }

  private static LiveEnvironment live() {
    return Objects.requireNonNull(opened, "before all");
  }

  private static LiveEnvironment open() {
    return LiveEnvironment.open(
        Deployment.read(TestClusters.stack().environmentFile(), Map.of()),
        Clock.systemUTC(),
        new Secrets());
  }

  private static String manifest(String kind, String name, String spec) {
    return "apiVersion: weft.dev/v1\nkind: %s\nmetadata: {name: %s}\nspec:\n%s"
        .formatted(kind, name, spec);
  }

  private static void domain(String domain) {
    String folder = "domains/" + domain;
    TREE.with(folder + "/domain.yaml", manifest("Domain", domain, "  owner: makers\n"));
    for (String application : List.of("writer", "reader")) {
      TREE.with(
          folder + "/applications/" + application + ".yaml",
          manifest("Application", application, "  type: oauth\n"));
    }
    TREE.with(
        folder + "/things/product.yaml",
        manifest(
            "DataProduct",
            "things",
            """
              type: source-aligned
              producer: %s/writer
              ports: [{name: events, version: 1, schema: schemas/event.avsc}]
            """
                .formatted(domain)));
    TREE.with(
        folder + "/things/schemas/event.avsc",
        "{\"type\": \"record\", \"name\": \"Event\", \"namespace\": \"%s\", \"fields\": [{\"name\": \"id\", \"type\": \"string\"}]}"
            .formatted(domain));
    TREE.with(
        folder + "/things/access/reader.yaml",
        manifest(
            "AccessGrant",
            "reader",
            "  {consumer: %s/reader, ports: [events@v1], purpose: any, reason: To see}\n"
                .formatted(domain)));
  }

  private record Done(EnvironmentMesh mesh, RunReport run, PublishReport published) {}

  private static Done pass() {
    LoadedMesh loaded = MeshLoader.load(TREE);
    Resolution resolution = loaded.resolve("dev", LocalDate.now(Clock.systemUTC()));
    EnvironmentMesh mesh =
        Objects.requireNonNull(resolution.mesh(), () -> resolution.diagnostics().toString());
    var commit =
        new CommitDocument("c" + ++commits, "Ann", "ann@example.com", Instant.now(), "Change");
    Goal goal = Goal.of(mesh, resolution.diagnostics(), commit.id());
    Prepared prepared = live().plan(goal, new PlanOptions(new TreeSet<>()));
    RunReport run =
        live().apply(goal, prepared, Approval.none("ann", "weft apply"), RunListener.SILENT);
    PublishReport published =
        live().publish(goal, new Pass(loaded, commit, Map.of(), null, List.of(), prepared, run));
    return new Done(mesh, run, published);
  }

  /// As somebody sees it who begins to read now.
  private static Documents documents(EnvironmentMesh mesh) {
    try (LiveEnvironment other = open()) {
      return other.documents(mesh);
    }
  }

  private static GrantStatus facts(EnvironmentMesh mesh, String domain) {
    return (GrantStatus)
        Objects.requireNonNull(
            documents(mesh).status().get(GrantStatus.key(domain + "/things/reader", CLUSTER)));
  }

  private static long end(String topic) throws Exception {
    try (Admin admin = Admin.create(properties)) {
      var place = new TopicPartition(topic, 0);
      return admin
          .listOffsets(Map.of(place, OffsetSpec.latest()))
          .partitionResult(place)
          .get()
          .offset();
    }
  }

  @Test
  void tellsWhatWasMadeOnceAndThenNothing() throws Exception {
    // Given
    domain("told");

    // When
    Done done = pass();
    GrantStatus facts = facts(done.mesh(), "told");
    long products = end(LogTopic.PRODUCTS);
    long status = end(LogTopic.STATUS);
    Done again = pass();

    // Then
    assertThat(done.run().exitCode()).as(done.run().toString()).isZero();
    Documents documents = documents(done.mesh());
    assertThat(documents.catalog())
        .containsKeys("urn:weft", "urn:weft:told", "urn:weft:told:things");
    assertThat(documents.status())
        .hasEntrySatisfying(
            ProductStatus.key("urn:weft:told:things", CLUSTER),
            document ->
                assertThat(((ProductStatus) document).conditions())
                    .anyMatch(one -> one.type().equals("Ready") && one.status().equals("True")));
    assertThat(facts.writtenAt()).isNotNull();
    assertThat(facts.readBackAt()).isNotNull().isAfterOrEqualTo(facts.writtenAt());
    assertThat(done.published().unreadable()).isEmpty();
    assertThat(again.published().written()).isEmpty();
    assertThat(end(LogTopic.PRODUCTS)).isEqualTo(products);
    assertThat(end(LogTopic.STATUS)).isEqualTo(status);
  }

  @Test
  void tellsWhenAConsumerFirstReadsAndHowFarItIsBehind() throws Exception {
    // Given
    domain("second");
    Done done = pass();
    String topic = "second.things.events.v1";
    produce(topic, 10);
    PublishReport unused = live().measureUse(done.mesh());
    GrantStatus before = facts(done.mesh(), "second");

    // When
    consume(topic, "second.reader.job", 4);
    PublishReport used = live().measureUse(done.mesh());
    GrantStatus first = facts(done.mesh(), "second");
    produce(topic, 5);
    PublishReport later;
    try (LiveEnvironment restarted = open()) {
      later = restarted.measureUse(done.mesh());
    }
    GrantStatus after = facts(done.mesh(), "second");

    // Then
    assertThat(unused.written().getFirst().measurements()).isNotEmpty();
    assertThat(before.firstUsedAt()).isNull();
    assertThat(used.unreadable()).isEmpty();
    assertThat(first.firstUsedAt()).isNotNull().isEqualTo(first.lastUsedAt());
    assertThat(first.position()).isEqualTo(4);
    assertThat(first.lag()).isEqualTo(6);
    assertThat(later.size()).isPositive();
    assertThat(after.firstUsedAt()).isEqualTo(first.firstUsedAt());
    assertThat(after.lastUsedAt()).isEqualTo(first.lastUsedAt());
    assertThat(after.lag()).isEqualTo(11);
    assertThat(end(LogTopic.MEASUREMENTS)).isPositive();
  }

  @Test
  void leavesATombstoneForWhatIsGone() {
    // Given
    domain("third");
    Done done = pass();
    assertThat(documents(done.mesh()).catalog()).containsKey("urn:weft:third:things");

    // When
    TREE.without("domains/third/things/product.yaml")
        .without("domains/third/things/schemas/event.avsc")
        .without("domains/third/things/access/reader.yaml");
    Done gone = pass();

    // Then
    Documents documents = documents(gone.mesh());
    assertThat(gone.published().written().getFirst().catalogGone())
        .containsExactly("urn:weft:third:things");
    assertThat(documents.catalog())
        .containsKey("urn:weft:third")
        .doesNotContainKey("urn:weft:third:things");
    assertThat(documents.status())
        .doesNotContainKey(ProductStatus.key("urn:weft:third:things", CLUSTER));
  }

  @Test
  void tellsHowTheDaemonIsDoing() {
    domain("fourth");
    Done done = pass();
    var status =
        new DaemonStatus("dev", "c1", null, Instant.EPOCH, null, null, null, "Looking", true, null);

    live().report(done.mesh(), status);

    assertThat(documents(done.mesh()).status()).containsEntry("daemon/dev", status);
  }

  private static void produce(String topic, int count) throws Exception {
    try (var producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < count; i++) {
        RecordMetadata _ = producer.send(new ProducerRecord<>(topic, 0, "k", "v" + i)).get();
      }
    }
  }

  private static void consume(String topic, String group, int count) {
    var settings = new Properties();
    settings.putAll(properties);
    settings.put("group.id", group);
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", Integer.toString(count));
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      int read = 0;
      Instant deadline = Instant.now().plusSeconds(60);
      while (read < count && Instant.now().isBefore(deadline)) {
        read += consumer.poll(Duration.ofMillis(500)).count();
      }
      assertThat(read).isEqualTo(count);
      consumer.commitSync();
    }
  }
}
