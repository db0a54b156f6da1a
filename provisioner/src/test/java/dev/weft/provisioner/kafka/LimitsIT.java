// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import static dev.weft.provisioner.kafka.ClusterFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.ClusterSpec;
import dev.weft.devstack.DevStack;
import dev.weft.devstack.Service;
import dev.weft.model.topic.TopicConfigs;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.testing.Changes;
import dev.weft.provisioner.testing.Reports;
import dev.weft.provisioner.testing.TestClusters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Limits and failures that need a cluster of their own, on which topics cannot be deleted.
class LimitsIT {

  private static final String CLUSTER = "traps";
  private static final ClusterSpec SPEC =
      ClusterSpec.named(CLUSTER).withHeap("512m").with("delete.topic.enable", "false");

  private static Properties properties;

  @BeforeAll
  static void start() {
    properties = TestClusters.start(SPEC);
  }

  /// T1: more than 10,000 records in one call fail the whole call; smaller calls go through.
  @Test
  void findsSizeOfCallThatBrokersTake() {
    Map<String, String> config = new TreeMap<>();
    for (TopicConfigs.Config known : TopicConfigs.all()) {
      switch (known.type()) {
        case MILLISECONDS -> config.put(known.name(), "100000000");
        case FLAG, WHOLE, BYTES, DECIMAL, WORD, WORDS, REPLICAS -> {
          // The others do not matter here.
        }
      }
    }
    config.keySet().removeIf(key -> key.startsWith("local.") || key.startsWith("remote."));
    int count = 10_500 / (2 + config.size());
    List<PlannedChange> creates = ClusterFixture.topics(CLUSTER, unique("limit"), count, 1, config);
    try (KafkaCluster cluster = ClusterFixture.cluster(CLUSTER, properties, ClusterFixture::huge)) {
      List<Throwable> errors = questionAtOnce(creates);
      Map<String, String> refusals = cluster.validate(creates);
      Reports reports = Reports.of(cluster, creates);

      // The premise: in one call, each of them is refused.
      assertThat(errors).hasSize(count).hasOnlyElementsOfType(PolicyViolationException.class);
      assertThat(refusals).isEmpty();
      assertThat(reports.all()).containsOnly(new Outcome.Applied());
    }
  }

  /// T2, T3: what the mutation quota rejects is sent again, and nothing else.
  @Test
  void pacesItselfUnderMutationQuota() {
    try (KafkaCluster cluster = ClusterFixture.cluster(CLUSTER, properties)) {
      Reports.allSucceed(
          cluster, Changes.alterQuota(CLUSTER, "admin", "controller_mutation_rate", 5.0));
      List<PlannedChange> creates = creates(CLUSTER, "paced");
      try {
        long before = System.nanoTime();
        Reports reports = Reports.of(cluster, creates);
        Duration took = Duration.ofNanos(System.nanoTime() - before);

        assertThat(reports.all()).containsOnly(new Outcome.Applied());
        // The premise: the quota is used up, so that a client which does not wait is rejected.
        assertThat(questionAtOnce(creates(CLUSTER, "probe")))
            .hasAtLeastOneElementOfType(ThrottlingQuotaExceededException.class);
        // 80 mutations at 5 per second, after a burst of 11 seconds' worth.
        assertThat(took).isGreaterThan(Duration.ofSeconds(2));
      } finally {
        Reports.allSucceed(
            cluster, Changes.alterQuota(CLUSTER, "admin", "controller_mutation_rate", null));
      }
    }
  }

  private static List<PlannedChange> creates(String cluster, String name) {
    return ClusterFixture.topics(cluster, unique(name), 40, 2, Map.of());
  }

  /// The errors of a raw client that asks about all topics in one call and does not wait.
  private static List<Throwable> questionAtOnce(List<PlannedChange> creates) {
    List<NewTopic> topics = new ArrayList<>();
    for (PlannedChange planned : creates) {
      var create = (Change.CreateTopic) planned.change();
      topics.add(
          new NewTopic(create.resource().name(), create.partitions(), create.replication())
              .configs(create.config()));
    }
    List<Throwable> errors = new ArrayList<>();
    try (Admin admin = Admin.create(properties)) {
      var options = new CreateTopicsOptions().validateOnly(true).retryOnQuotaViolation(false);
      admin
          .createTopics(topics, options)
          .values()
          .forEach((_, answer) -> {
            Throwable error = Answer.of(answer).error();
            if (error != null) {
              errors.add(error);
            }
          });
    }
    return errors;
  }

  /// T7: a cluster that does not delete says so, and the topic is still there.
  @Test
  void reportsThatClusterDoesNotDelete() {
    try (KafkaCluster cluster = ClusterFixture.cluster(CLUSTER, properties)) {
      String topic = unique("undeletable");
      Reports.allSucceed(cluster, Changes.createTopic(CLUSTER, topic, 1, Map.of()));
      ClusterSnapshot.Topic observed =
          Objects.requireNonNull(cluster.observe().topics().get(topic));
      PlannedChange delete = Changes.deleteTopic(CLUSTER, topic, observed.id());

      Reports reports = Reports.of(cluster, List.of(delete));

      assertThat(reports.of(delete))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(Outcome.Kind.PERMANENT);
                assertThat(failed.message()).contains("disabled");
              });
      assertThat(cluster.observe().topics()).containsKey(topic);
    }
  }

  /// A broker that dies in the middle and comes back: no change is reported wrongly, and the next
  /// run finishes the rest.
  @Test
  void finishesAfterBrokerWasKilled() throws Exception {
    DevStack stack = TestClusters.stack();
    List<PlannedChange> creates =
        new ArrayList<>(ClusterFixture.topics(CLUSTER, unique("killed"), 600, 1, Map.of()));
    var firstReport = new CountDownLatch(1);
    try (KafkaCluster cluster =
        ClusterFixture.cluster(
            CLUSTER,
            properties,
            limits ->
                new Limits(
                    limits.records(),
                    50,
                    limits.configs(),
                    limits.acls(),
                    limits.filters(),
                    limits.visible(),
                    limits.patience(),
                    limits.total()))) {
      Map<String, Outcome> outcomes = new TreeMap<>();
      CompletableFuture<Void> run =
          CompletableFuture.runAsync(() ->
              cluster.apply(
                  creates,
                  (planned, outcome) -> {
                    Outcome earlier = outcomes.put(planned.id(), outcome);
                    assertThat(earlier).isNull();
                    firstReport.countDown();
                  }));
      assertThat(firstReport.await(3, TimeUnit.MINUTES)).isTrue();

      stack.killHard(Service.kafka(CLUSTER));
      assertThat(stack.startCluster(SPEC).name()).isEqualTo(CLUSTER);
      run.get(5, TimeUnit.MINUTES);

      assertThat(outcomes).hasSize(creates.size());
      Map<String, ClusterSnapshot.Topic> present = cluster.observe().topics();
      for (PlannedChange planned : creates) {
        boolean isThere = present.containsKey(name(planned));
        Outcome outcome = Objects.requireNonNull(outcomes.get(planned.id()));
        assertThat(outcome.isSuccess() && !isThere).as("%s: %s", name(planned), outcome).isFalse();
        assertThat(outcome instanceof Outcome.Failed && isThere)
            .as("%s: %s", name(planned), outcome)
            .isFalse();
      }
      List<PlannedChange> rest =
          creates.stream().filter(planned -> !present.containsKey(name(planned))).toList();
      assertThat(Reports.of(cluster, rest).all())
          .allMatch(outcome -> outcome instanceof Outcome.Applied);
      assertThat(cluster.observe().topics().keySet())
          .containsAll(creates.stream().map(LimitsIT::name).toList());
    }
  }

  private static String name(PlannedChange planned) {
    return ((dev.weft.provisioner.resource.ResourceKey.Topic) planned.change().resource()).name();
  }
}
