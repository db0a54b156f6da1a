// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import static dev.weft.provisioner.kafka.ClusterFixture.allow;
import static dev.weft.provisioner.kafka.ClusterFixture.clusterAcls;
import static dev.weft.provisioner.kafka.ClusterFixture.topicAcls;
import static dev.weft.provisioner.kafka.ClusterFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.devstack.ClusterSpec;
import dev.weft.devstack.KafkaAccess;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.testing.Changes;
import dev.weft.provisioner.testing.Reports;
import dev.weft.provisioner.testing.TestClusters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// T26: what cannot be read is never taken for nothing.
class RightsIT {

  private static final String CLUSTER = "onprem";
  private static KafkaCluster mighty;

  @BeforeAll
  static void connect() {
    mighty = ClusterFixture.cluster(CLUSTER, TestClusters.onprem());
  }

  @AfterAll
  static void close() {
    mighty.close();
  }

  private static KafkaCluster as(String client) {
    KafkaAccess access = TestClusters.stack().kafka(CLUSTER);
    access.allowTokenEndpoint();
    assertThat(TestClusters.stack().identity().ensureClient(client)).exists();
    return ClusterFixture.cluster(
        CLUSTER, TestClusters.properties(access.clientProperties(client)), ClusterFixture::hasty);
  }

  @Test
  void refusesViewOfWhoMayReadNothing() {
    String client = unique("rights.nothing");
    try (KafkaCluster poor = as(client)) {
      assertThatThrownBy(poor::observe)
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("DESCRIBE on the cluster")
          .hasMessageContaining("DESCRIBE_CONFIGS on the cluster")
          .hasMessageContaining("DESCRIBE on all topics")
          .hasMessageContaining("--allow-principal 'User:" + client + "'");
    }
  }

  @Test
  void refusesViewOfWhoMayDescribeSomeTopics() {
    String client = unique("rights.some");
    String topic = unique("rights.visible");
    Reports.allSucceed(
        mighty,
        Changes.createTopic(CLUSTER, topic, 1, Map.of()),
        Changes.addAcls(
            topicAcls(CLUSTER, topic),
            allow(client, Acl.Operation.DESCRIBE),
            allow(client, Acl.Operation.DESCRIBE_CONFIGS)),
        Changes.addAcls(
            clusterAcls(CLUSTER),
            allow(client, Acl.Operation.DESCRIBE),
            allow(client, Acl.Operation.DESCRIBE_CONFIGS)));
    try (KafkaCluster poor = as(client)) {
      assertThatThrownBy(poor::observe)
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("the principal lacks DESCRIBE on all topics.");
    }
  }

  @Test
  void letsWhoHasTheRightsOfTheHintReadAndNotWrite() {
    String client = unique("rights.reader");
    Reports.allSucceed(
        mighty,
        Changes.addAcls(
            topicAcls(CLUSTER, "*"),
            allow(client, Acl.Operation.DESCRIBE),
            allow(client, Acl.Operation.DESCRIBE_CONFIGS)),
        Changes.addAcls(
            clusterAcls(CLUSTER),
            allow(client, Acl.Operation.DESCRIBE),
            allow(client, Acl.Operation.DESCRIBE_CONFIGS)));
    PlannedChange create = Changes.createTopic(CLUSTER, unique("rights.new"), 1, Map.of());
    try (KafkaCluster reader = as(client)) {
      assertThat(reader.observe().topics().keySet())
          .containsAll(mighty.observe().topics().keySet().stream().limit(1).toList());

      Reports reports = Reports.of(reader, List.of(create));
      Map<String, String> refusals = reader.validate(List.of(create));

      assertThat(reports.of(create))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(Outcome.Kind.PERMANENT);
                assertThat(failed.message()).contains("uthoriz", "kafka-acls.sh");
              });
      assertThat(refusals).containsOnlyKeys(create.id());
    }
  }

  @Test
  void saysThatCredentialsAreWrong() {
    Properties properties =
        TestClusters.properties(TestClusters.stack().kafka(CLUSTER).adminProperties());
    properties.put(
        "sasl.jaas.config",
        properties
            .getProperty("sasl.jaas.config")
            .replaceAll("password=\"[^\"]*\"", "password=\"wr0ng\""));
    try (KafkaCluster stranger = ClusterFixture.cluster(CLUSTER, properties)) {
      assertThatThrownBy(stranger::observe)
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("Cluster `onprem`")
          .hasMessageContaining("did not accept the credentials")
          .hasMessageContaining("`clusters.onprem.*`")
          .hasMessageNotContaining("wr0ng");
    }
  }

  @Test
  void saysThatClientSecretIsWrong() {
    KafkaAccess access = TestClusters.stack().kafka(CLUSTER);
    access.allowTokenEndpoint();
    Properties properties =
        TestClusters.properties(access.clientProperties("weft-provisioner", "wr0ng"));
    try (KafkaCluster stranger = ClusterFixture.cluster(CLUSTER, properties)) {
      assertThatThrownBy(stranger::observe)
          .isInstanceOf(ObservationException.class)
          .hasMessageStartingWith("No client for cluster `onprem` could be made: ")
          .hasMessageContaining("Invalid client or Invalid client credentials")
          .hasMessageEndingWith("Check `clusters.onprem.*` in the deployment's configuration.")
          .hasMessageNotContaining("wr0ng")
          .hasMessageNotContaining("Exception")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void saysAtOnceThatNobodyIsThere() {
    Properties properties =
        TestClusters.properties(TestClusters.stack().kafka(CLUSTER).adminProperties());
    properties.put("bootstrap.servers", "127.0.0.1:1,localhost.invalid:9092");
    properties.put("default.api.timeout.ms", "600000");
    PlannedChange create = Changes.createTopic(CLUSTER, "never", 1, Map.of());
    try (KafkaCluster absent = ClusterFixture.cluster(CLUSTER, properties, ClusterFixture::hasty)) {
      long before = System.nanoTime();
      assertThatThrownBy(absent::observe)
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("`127.0.0.1:1` says: Connection refused")
          .hasMessageContaining("`localhost.invalid:9092` is an unknown host")
          .hasMessageContaining("Is it running");
      // Whoever waited for the client's own deadline would wait ten times as long.
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMinutes(1));

      assertThat(Reports.of(absent, List.of(create)).of(create))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.message()).contains("Connection refused"));
    }
  }

  @Test
  void refusesClusterWithoutAuthorizer() {
    Properties properties =
        TestClusters.start(ClusterSpec.named("open").with("authorizer.class.name", ""));
    try (KafkaCluster open = ClusterFixture.cluster("open", properties)) {
      assertThatThrownBy(open::observe)
          .isInstanceOf(ObservationException.class)
          .hasMessageContaining("no authorizer")
          .hasMessageContaining("`authorizer.class.name`");
    }
  }
}
