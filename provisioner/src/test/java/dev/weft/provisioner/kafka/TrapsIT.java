// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import static dev.weft.provisioner.kafka.ClusterFixture.allow;
import static dev.weft.provisioner.kafka.ClusterFixture.topicAcls;
import static dev.weft.provisioner.kafka.ClusterFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.KafkaAccess;
import dev.weft.provisioner.driver.UseReader.Content;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.Changes;
import dev.weft.provisioner.testing.Reports;
import dev.weft.provisioner.testing.TestClusters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What goes wrong with topics, configs, ACLs and quotas on real brokers, one test each.
class TrapsIT {

  private static final String CLUSTER = "onprem";
  private static KafkaCluster cluster;

  @BeforeAll
  static void connect() {
    cluster = ClusterFixture.cluster(CLUSTER, TestClusters.onprem());
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static ClusterSnapshot.Topic observed(String topic) {
    return Objects.requireNonNull(cluster.observe().topics().get(topic));
  }

  private static String topic(Map<String, String> config) {
    String topic = unique("trap.topic");
    Reports.allSucceed(cluster, Changes.createTopic(CLUSTER, topic, 2, config));
    return topic;
  }

  /// T11: a value equal to the default is an override, until it is taken away.
  @Test
  void tellsOverrideFromDefaultOfSameValue() {
    String topic = topic(Map.of("retention.ms", "604800000"));
    Map<String, String> before = observed(topic).overrides();

    Reports.allSucceed(
        cluster, Changes.alterConfig(CLUSTER, topic, "retention.ms", "604800000", null));

    assertThat(before).containsOnly(Map.entry("retention.ms", "604800000"));
    assertThat(observed(topic).overrides()).isEmpty();
  }

  /// T12, T14: other keys of the topic, and other topics of the call, stay as they are.
  @Test
  void leavesKeysOfOthersAlone() {
    String topic = topic(Map.of("leader.replication.throttled.replicas", "*"));
    PlannedChange good = Changes.alterConfig(CLUSTER, topic, "retention.ms", "60000");
    PlannedChange bad = Changes.alterConfig(CLUSTER, topic(Map.of()), "retention.ms", "soon");

    Reports reports = Reports.of(cluster, List.of(good, bad));

    assertThat(reports.of(good)).isEqualTo(new Outcome.Applied());
    assertThat(reports.of(bad)).isInstanceOf(Outcome.Failed.class);
    assertThat(observed(topic).overrides())
        .containsOnly(
            Map.entry("leader.replication.throttled.replicas", "*"),
            Map.entry("retention.ms", "60000"));
  }

  /// T9: order of policies means nothing.
  @Test
  void readsListsAsSets() {
    String topic = topic(Map.of("cleanup.policy", "delete,compact"));

    assertThat(observed(topic).overrides())
        .containsOnly(Map.entry("cleanup.policy", "compact,delete"));
  }

  /// T17: a number left to the cluster is observed as what it became.
  @Test
  void observesWhatDefaultsBecame() {
    String topic = unique("trap.defaults");
    PlannedChange create =
        Changes.planned(
            new Change.CreateTopic(
                new ResourceKey.Topic(CLUSTER, topic), -1, (short) -1, new TreeMap<>()));

    Reports.allSucceed(cluster, create);

    assertThat(observed(topic).partitions()).isPositive();
    assertThat(observed(topic).replication()).isPositive();
  }

  /// T18: tools' topics are marked.
  @Test
  void marksInternalTopics() {
    String name = unique("trap") + "-changelog";
    Reports.allSucceed(cluster, Changes.createTopic(CLUSTER, name, 1, Map.of()));

    assertThat(observed(name).internal()).isTrue();
  }

  /// T19: which cluster it is.
  @Test
  void knowsWhichClusterItTalksTo() {
    assertThat(cluster.clusterId()).isEqualTo(KafkaAccess.clusterIdOf(CLUSTER));
    assertThat(cluster.observe().clusterId()).isEqualTo(KafkaAccess.clusterIdOf(CLUSTER));
  }

  /// T7: a topic of the same name can be made right after, and has another id.
  @Test
  void givesRecreatedTopicAnotherId() {
    String topic = topic(Map.of());
    String before = observed(topic).id();

    Reports.allSucceed(cluster, Changes.deleteTopic(CLUSTER, topic, before));
    Reports.allSucceed(cluster, Changes.createTopic(CLUSTER, topic, 1, Map.of()));

    assertThat(observed(topic).id()).isNotEqualTo(before);
  }

  /// T22: bindings outlive their topic, and are observed without it.
  @Test
  void observesBindingsOfTopicThatIsGone() {
    String topic = topic(Map.of());
    Acl read = allow("orphan", Acl.Operation.READ);
    Reports.allSucceed(cluster, Changes.addAcls(topicAcls(CLUSTER, topic), read));

    Reports.allSucceed(cluster, Changes.deleteTopic(CLUSTER, topic, observed(topic).id()));

    ClusterSnapshot snapshot = cluster.observe();
    assertThat(snapshot.topics()).doesNotContainKey(topic);
    assertThat(snapshot.acls().get(topicAcls(CLUSTER, topic))).containsExactly(read);
  }

  /// T23: brokers store what can never match; it is read as it stands.
  @Test
  void readsMisspelledPrincipalAsItStands() {
    String topic = unique("trap.acl");
    Acl typo = Acl.allow("user:typo", Acl.Operation.READ);

    Reports.allSucceed(cluster, Changes.addAcls(topicAcls(CLUSTER, topic), typo));

    assertThat(cluster.observe().acls().get(topicAcls(CLUSTER, topic))).containsExactly(typo);
  }

  /// T23: a principal without a type is refused, and the rest of the call is not.
  @Test
  void reportsPrincipalWithoutType() {
    PlannedChange bad =
        Changes.addAcls(
            topicAcls(CLUSTER, unique("trap.acl")), Acl.allow("alice", Acl.Operation.READ));
    PlannedChange good =
        Changes.addAcls(topicAcls(CLUSTER, unique("trap.acl")), allow("alice", Acl.Operation.READ));

    Reports reports = Reports.of(cluster, List.of(bad, good));

    assertThat(reports.of(bad)).isInstanceOf(Outcome.Failed.class);
    assertThat(reports.of(good)).isEqualTo(new Outcome.Applied());
  }

  /// T25: many removals go out in small calls.
  @Test
  void removesManyBindings() {
    List<PlannedChange> adds = new ArrayList<>();
    List<PlannedChange> removes = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      ResourceKey.AclSet resource = topicAcls(CLUSTER, unique("trap.many"));
      Acl read = allow("many", Acl.Operation.READ);
      Acl describe = allow("many", Acl.Operation.DESCRIBE);
      adds.add(Changes.addAcls(resource, read, describe));
      removes.add(Changes.removeAcls(resource, read, describe));
    }
    assertThat(Reports.of(cluster, adds).all()).containsOnly(new Outcome.Applied());

    Reports reports = Reports.of(cluster, removes);

    assertThat(reports.all()).containsOnly(new Outcome.Applied());
    Set<ResourceKey.AclSet> left = cluster.observe().acls().keySet();
    assertThat(removes).noneMatch(planned -> left.contains(planned.change().resource()));
  }

  /// T29: quotas of defaults and of client ids are nobody's user's.
  @Test
  void readsQuotasOfSingleUsersOnly() throws Exception {
    String user = unique("quota");
    try (Admin admin = Admin.create(TestClusters.onprem())) {
      var rate = List.of(new ClientQuotaAlteration.Op("consumer_byte_rate", 1e9));
      Map<String, String> anyUser = new HashMap<>();
      anyUser.put(ClientQuotaEntity.USER, null);
      Void _ =
          admin
              .alterClientQuotas(
                  List.of(
                      new ClientQuotaAlteration(new ClientQuotaEntity(anyUser), rate),
                      new ClientQuotaAlteration(
                          new ClientQuotaEntity(
                              Map.of(
                                  ClientQuotaEntity.USER, user, ClientQuotaEntity.CLIENT_ID, "x")),
                          rate)))
              .all()
              .get();
    }

    Reports.allSucceed(cluster, Changes.alterQuota(CLUSTER, user, "producer_byte_rate", 5e5));

    Map<String, Map<String, Double>> quotas = cluster.observe().quotas();
    assertThat(quotas.get(user)).containsOnly(Map.entry("producer_byte_rate", 5e5));
    assertThat(quotas.keySet()).doesNotContainNull();
  }

  /// Topics that come and go while the cluster is read are there or not, and never an error.
  @Test
  void readsClusterWhileTopicsComeAndGo() throws Exception {
    var isOver = new AtomicBoolean();
    var rounds = new AtomicInteger();
    try (KafkaCluster other = ClusterFixture.cluster(CLUSTER, TestClusters.onprem())) {
      CompletableFuture<Void> churn =
          CompletableFuture.runAsync(() -> {
            while (!isOver.get()) {
              String topic = unique("trap.churn");
              Reports.allSucceed(other, Changes.createTopic(CLUSTER, topic, 1, Map.of()));
              String id = Objects.requireNonNull(other.observe().topics().get(topic)).id();
              Reports.allSucceed(other, Changes.deleteTopic(CLUSTER, topic, id));
              rounds.incrementAndGet();
            }
          });
      int reads = 0;
      try {
        // Until enough has come and gone meanwhile; a churn that failed is found below.
        while ((rounds.get() < 10 || reads < 40) && !churn.isDone()) {
          assertThat(cluster.observe().topics()).isNotEmpty();
          reads++;
        }
      } finally {
        isOver.set(true);
      }

      churn.get(2, TimeUnit.MINUTES);
      assertThat(rounds).hasValueGreaterThanOrEqualTo(10);
      assertThat(reads).isGreaterThanOrEqualTo(40);
    }
  }

  @Test
  void tellsWhoReadsTopicAndWhatIsInIt() throws Exception {
    String topic = topic(Map.of());
    String group = unique("billing.invoices.app");
    try (var producer =
        new KafkaProducer<>(
            TestClusters.onprem(), new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < 10; i++) {
        assertThat(producer.send(new ProducerRecord<>(topic, 0, "k", "v")).get().offset())
            .isEqualTo(i);
      }
    }
    try (Admin admin = Admin.create(TestClusters.onprem())) {
      Void _ =
          admin
              .alterConsumerGroupOffsets(
                  group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(3)))
              .all()
              .get();
    }

    List<String> evidence =
        Objects.requireNonNull(cluster.evidence(Set.of(topic)).get(topic)).sentences();

    assertThat(evidence).hasSize(2);
    assertThat(evidence.getFirst()).startsWith("it holds up to 10 records, the newest from 20");
    assertThat(evidence.getLast())
        .isEqualTo("group `" + group + "` (no members now) is 7 records behind");
  }

  @Test
  void measuresWhatTopicsHold() throws Exception {
    String topic = topic(Map.of("retention.ms", "-1"));
    String empty = topic(Map.of());
    long oldest = 1_700_000_000_000L;
    try (var producer =
        new KafkaProducer<>(
            TestClusters.onprem(), new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < 10; i++) {
        var record = new ProducerRecord<>(topic, 0, oldest + i * 1000L, "k", "v");
        assertThat(producer.send(record).get().offset()).isEqualTo(i);
      }
    }
    try (Admin admin = Admin.create(TestClusters.onprem())) {
      Void _ =
          admin
              .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(4)))
              .all()
              .get();
    }

    Map<String, Content> contents =
        cluster.contents(Set.of(topic, empty, unique("no.such"))).topics();

    assertThat(contents).containsOnlyKeys(topic, empty);
    Content content = Objects.requireNonNull(contents.get(topic));
    assertThat(content.begin()).isEqualTo(4);
    assertThat(content.end()).isEqualTo(10);
    assertThat(content.oldestAt()).isEqualTo(Instant.ofEpochMilli(oldest + 4000));
    assertThat(content.newestAt()).isEqualTo(Instant.ofEpochMilli(oldest + 9000));
    assertThat(Objects.requireNonNull(content.bytes())).isPositive();
    assertThat(contents.get(empty)).isEqualTo(new Content(0, 0, null, null, 0L));
  }
}
