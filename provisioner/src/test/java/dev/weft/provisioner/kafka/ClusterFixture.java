// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.Changes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Short words for tests on one cluster.
final class ClusterFixture {

  private ClusterFixture() {}

  static KafkaCluster cluster(String name, Properties properties) {
    return new KafkaCluster(name, properties, Clock.systemUTC());
  }

  static KafkaCluster cluster(String name, Properties properties, UnaryOperator<Limits> limits) {
    return new KafkaCluster(
        new Lanes.Tools(
            new Connection(name, properties),
            limits.apply(Limits.STANDARD),
            Pause.real(),
            System::nanoTime,
            new Random()),
        Clock.systemUTC());
  }

  /// Calls far bigger than brokers take.
  static Limits huge(Limits limits) {
    return new Limits(
        100_000,
        10_000,
        10_000,
        20_000,
        limits.filters(),
        limits.visible(),
        limits.patience(),
        limits.total());
  }

  static Limits hasty(Limits limits) {
    return new Limits(
        limits.records(),
        limits.topics(),
        limits.configs(),
        limits.acls(),
        limits.filters(),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10));
  }

  /// A name no other test has.
  static String unique(String name) {
    return name + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  static List<PlannedChange> topics(
      String cluster, String prefix, int count, int partitions, Map<String, String> config) {
    return IntStream.range(0, count)
        .mapToObj(i -> Changes.createTopic(cluster, prefix + "." + i, partitions, config))
        .toList();
  }

  static ResourceKey.AclSet topicAcls(String cluster, String topic) {
    return new ResourceKey.AclSet(
        cluster, ResourceKey.AclSet.Type.TOPIC, ResourceKey.AclSet.Pattern.LITERAL, topic);
  }

  static ResourceKey.AclSet clusterAcls(String cluster) {
    return new ResourceKey.AclSet(
        cluster,
        ResourceKey.AclSet.Type.CLUSTER,
        ResourceKey.AclSet.Pattern.LITERAL,
        "kafka-cluster");
  }

  static Acl allow(String user, Acl.Operation operation) {
    return Acl.allow("User:" + user, operation);
  }
}
