// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.PortTraffic;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.kafka.ClusterAddress;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.Changes;
import dev.weft.provisioner.testing.ControlPlaneLogContract;
import dev.weft.provisioner.testing.TestClusters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/// What the log does in Kafka, on topics of each test's own.
class KafkaControlPlaneLogIT extends ControlPlaneLogContract {

  private static final String CLUSTER = "onprem";
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC);

  private final String own = "log-" + UUID.randomUUID();
  private final LogTopics topics =
      new LogTopics(
          "weft.inventory." + own,
          "weft.journal." + own,
          "weft.audit." + own,
          "weft.products." + own,
          "weft.status." + own,
          "weft.measurements." + own);

  private KafkaControlPlaneLog kafkaLog() {
    return new KafkaControlPlaneLog(topics, CLUSTER, properties(), NOON);
  }

  private static Properties properties() {
    return TestClusters.onprem();
  }

  @Override
  protected ControlPlaneLog log() {
    return kafkaLog();
  }

  @Override
  protected String environment() {
    return own;
  }

  private void send(String topic, String key, String value)
      throws InterruptedException, ExecutionException {
    try (var producer =
        new KafkaProducer<>(properties(), new StringSerializer(), new ByteArraySerializer())) {
      RecordMetadata _ =
          producer
              .send(new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8)))
              .get();
    }
  }

  private String text(String topic) {
    var text = new StringBuilder();
    try (var reader =
        new LogReader(ClusterAddress.of(CLUSTER, properties()), properties(), System::nanoTime)) {
      reader.read(
          List.of(topic),
          message -> {
            byte[] value = message.value();
            text.append(message.key())
                .append('=')
                .append(value == null ? "gone" : new String(value, StandardCharsets.UTF_8))
                .append('\n');
          });
    }
    return text.toString();
  }

  @Test
  void namesRecordThatCannotBeRead() throws Exception {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.record(List.of(), List.of(TOPIC), List.of());
    }
    send(topics.inventory(), BINDINGS.key().text(), "{\"version\":1,\"owner\":\"product:");

    assertThatThrownBy(() -> log().inventory())
        .isInstanceOf(ObservationException.class)
        .hasMessageContaining(topics.inventory() + ", offset 2")
        .hasMessageContaining(BINDINGS.key().text());
  }

  @Test
  void refusesVersionOfLaterRelease() throws Exception {
    begin("r1").close();
    send(topics.inventory(), TOPIC.key().text(), "{\"version\":2,\"owner\":\"product:a/b\"}");

    assertThatThrownBy(() -> log().inventory())
        .isInstanceOf(ObservationException.class)
        .hasMessageContaining("has version 2, and this release of Weft reads version 1");
  }

  @Test
  void skipsFieldsOfLaterReleaseOfSameVersion() throws Exception {
    begin("r1").close();
    String value = new String(InventoryCodec.entry(TOPIC), StandardCharsets.UTF_8);
    send(
        topics.inventory(),
        TOPIC.key().text(),
        value.replaceFirst("\\{", "{\"future\":{\"owner\":[1,{}]},"));

    assertThat(log().inventory().entries()).containsOnly(Map.entry(TOPIC.key(), TOPIC));
  }

  @Test
  void dropsStepsOfEarlierRunsThatNothingHangsOn() {
    PlannedChange done = Changes.createTopic("onprem", "done", 1, Map.of());
    PlannedChange open = Changes.createTopic("onprem", "open", 1, Map.of());
    PlannedChange altered = Changes.alterConfig("onprem", "other", "retention.ms", "1");
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.intend(List.of(done, open, altered));
      run.record(
          List.of(new ControlPlaneLog.Result(done, new Outcome.Applied())), List.of(), List.of());
    }

    begin("r2").close();

    assertThat(text(topics.journal()))
        .contains("r1/" + done.id() + "=gone", "r1/" + altered.id() + "=gone")
        .doesNotContain("r1/" + open.id() + "=gone");
    assertThat(log().inventory().pending())
        .containsOnlyKeys(new ResourceKey.Topic("onprem", "open"));
  }

  @Test
  void chainsAuditRecordsAcrossRuns() {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.audit("plan", "shop/orders", "3 changes");
      run.intend(List.of(Changes.createTopic("onprem", "x", 1, Map.of())));
      run.record(
          List.of(),
          List.of(),
          List.of(),
          List.of(
              new ControlPlaneLog.AuditLine("approve", "shop/orders", "by digest"),
              new ControlPlaneLog.AuditLine("apply", "shop/orders", "done")));
    }
    try (ControlPlaneLog.Run run = begin("r2")) {
      run.audit("plan", "shop/orders", "nothing");
    }

    AuditChain.Check check = checkAudit();
    assertThat(check.breach()).isNull();
    assertThat(check.records()).isEqualTo(4);
    assertThat(Objects.requireNonNull(check.last()).run()).isEqualTo("r2");
  }

  @Test
  void findsRecordThatWasSlippedIntoTheAuditLog() throws Exception {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.audit("plan", "shop/orders", "3 changes");
    }
    AuditRecord forged =
        AuditRecord.after(
            null,
            new AuditRecord.Author("r1", "mallory", "prod", "4f2a9c"),
            new ControlPlaneLog.AuditLine("approve", "everything", "really"),
            NOON.instant());
    send(topics.audit(), "r1", new String(forged.value(), StandardCharsets.UTF_8));

    assertThat(checkAudit().breach())
        .isEqualTo("offset 2: record 1 stands where record 2 should be");
  }

  private AuditChain.Check checkAudit() {
    var chain = new AuditChain(null);
    assertThat(new AuditLog(topics, "onprem", properties()).read(chain::add)).isTrue();
    return chain.check();
  }

  @Test
  void hidesWhatCrashedWriterDidNotCommit() {
    begin("r1").close();
    var settings = properties();
    settings.put("transactional.id", "weft-provisioner-" + own);
    var crashed = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    crashed.initTransactions();
    crashed.beginTransaction();
    var answer =
        crashed.send(
            new ProducerRecord<>(
                topics.inventory(), TOPIC.key().text(), InventoryCodec.entry(TOPIC)));
    crashed.flush();

    Inventory before = log().inventory();
    try (ControlPlaneLog.Run run = begin("r2")) {
      run.record(List.of(), List.of(BINDINGS), List.of());
    }
    crashed.close(Duration.ZERO);

    assertThat(answer).isDone();
    assertThat(before.entries()).isEmpty();
    assertThat(log().inventory().entries()).containsOnlyKeys(BINDINGS.key());
  }

  @Test
  void refusesTopicThatWouldLoseRecords() throws Exception {
    try (Admin admin = Admin.create(properties())) {
      Void _ =
          admin
              .createTopics(
                  List.of(
                      new NewTopic(topics.inventory(), 1, (short) 1)
                          .configs(Map.of("cleanup.policy", "delete"))))
              .all()
              .get();
    }

    assertThatThrownBy(() -> begin("r1"))
        .isInstanceOf(LogWriteException.class)
        .hasMessageContaining(topics.inventory())
        .hasMessageContaining("cleanup.policy=delete");
  }

  @Test
  void refusesInventoryWithoutItsJournal() throws Exception {
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.record(List.of(), List.of(TOPIC), List.of());
    }
    try (Admin admin = Admin.create(properties())) {
      Void _ = admin.deleteTopics(List.of(topics.journal())).all().get();
    }
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() ->
            assertThatThrownBy(() -> log().inventory())
                .isInstanceOf(ObservationException.class)
                .hasMessageContaining(topics.journal())
                .hasMessageContaining("is missing"));
  }

  @Test
  void appendsMeasurementsToATopicOfTheirOwn() throws Exception {
    var traffic = new PortTraffic("urn:weft:a:b:c:v1", "onprem", NOON.instant(), 7);
    var changes =
        new DocumentChanges(
            List.of(), new TreeSet<>(), List.of(), new TreeSet<>(), List.of(traffic));

    var _ = log().publish(own, _ -> changes);
    var _ = log().publish(own, _ -> changes);

    assertThat(text(topics.measurements()).lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("urn:weft:a:b:c:v1@onprem={\"version\":1,"));
    try (Admin admin = Admin.create(properties())) {
      var topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.measurements());
      Config config =
          Objects.requireNonNull(admin.describeConfigs(List.of(topic)).all().get().get(topic));
      assertThat(Objects.requireNonNull(config.get("retention.ms")).value()).isEqualTo("604800000");
    }
  }

  @Test
  void readsDocumentsAnewWhenTheirTopicWasMadeAnew() throws Exception {
    // Given
    var document =
        new DaemonStatus("dev", null, null, NOON.instant(), null, null, null, "", true, null);
    try (ControlPlaneLog reading = log()) {
      var _ = log().publish(own, _ -> DocumentChanges.ofStatus(List.of(document, document)));
      assertThat(reading.documents().status()).hasSize(1);

      // When
      try (Admin admin = Admin.create(properties())) {
        Void _ = admin.deleteTopics(List.of(topics.status())).all().get();
      }
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .ignoreException(LogWriteException.class)
          .until(() -> {
            begin("r1").close();
            return true;
          });

      // Then
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .ignoreException(ObservationException.class)
          .untilAsserted(() -> assertThat(reading.documents().status()).isEmpty());
    }
  }

  @Test
  void readsTwentyThousandEntriesQuickly() {
    List<Inventory.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      entries.add(
          new Inventory.Entry(
              new ResourceKey.Topic("onprem", "shop.orders.p" + i + ".v1"),
              TOPIC.owner(),
              TOPIC.topicId(),
              true,
              TOPIC.managed(),
              TOPIC.acls(),
              TOPIC.origin(),
              TOPIC.revision(),
              TOPIC.updatedAt()));
    }
    try (ControlPlaneLog.Run run = begin("r1")) {
      run.record(List.of(), entries, List.of());
    }
    assertThat(log().inventory().entries()).hasSize(20_000);

    // Ten times the target, and the best of several: a machine may be busy, but a slow reader is
    // slow each time.
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollDelay(Duration.ZERO)
        .untilAsserted(() -> {
          long before = System.nanoTime();
          Inventory inventory = log().inventory();
          Duration took = Duration.ofNanos(System.nanoTime() - before);

          assertThat(inventory.entries()).hasSize(20_000);
          assertThat(took).isLessThan(Duration.ofSeconds(5));
        });
  }
}
