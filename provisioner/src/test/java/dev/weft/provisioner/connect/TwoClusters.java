// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.devstack.TestStack;
import dev.weft.provisioner.deployment.Deployment;
import dev.weft.provisioner.deployment.Link;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Provisioner;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.engine.Servers;
import dev.weft.provisioner.kafka.KafkaCluster;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.testing.FakeControlPlaneLog;
import dev.weft.provisioner.testing.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Two real clusters, a real worker between them, and the engine in front. Each instance has its
/// own environment, and so its own connectors.
final class TwoClusters {

  static final String LINK = "User:weft-connect";

  private final String environment = "it" + UUID.randomUUID().toString().substring(0, 8);
  private final Deployment deployment = deployment();
  private final KafkaCluster onprem = cluster("onprem");
  private final KafkaCluster cloud = cluster("cloud");
  private final Link link = Objects.requireNonNull(deployment.links().get("cloud"));
  final ConnectHttp http = new ConnectHttp(link.url(), null, Patience.STANDARD);
  final ConnectLinks links =
      new ConnectLinks(
          environment,
          link,
          (name, topics) -> (name.equals("onprem") ? onprem : cloud).extents(topics));
  final FakeControlPlaneLog log = new FakeControlPlaneLog();
  private int runs;

  private static Deployment deployment() {
    // The worker and the second cluster are started for whoever asks first.
    assertThat(TestStack.connect().principal()).isEqualTo(LINK);
    return Deployment.read(TestStack.shared().environmentFile(), System.getenv());
  }

  private KafkaCluster cluster(String name) {
    return new KafkaCluster(name, deployment.kafka(name), Clock.systemUTC());
  }

  /// A topic's name that no other test has.
  String topic() {
    return "shop." + environment + ".placed.v1";
  }

  ResourceKey.Mirror key() {
    return new ResourceKey.Mirror("cloud", topic());
  }

  String connector() {
    return "weft." + environment + ".onprem-to-cloud.shop";
  }

  String checkpoint() {
    return "weft." + environment + ".onprem-to-cloud";
  }

  /// The prefix of the only consumer's groups.
  String groups() {
    return "billing." + environment + ".";
  }

  Wanted produced() {
    return new Wanted()
        .cluster("cloud", null)
        .topic(topic(), 2, "retention.ms=3600000")
        .acls(Wanted.topicAcls(topic()), Wanted.write(Wanted.PRODUCER));
  }

  /// What the compiler makes of a port that is available on both clusters and has one consumer.
  Wanted mirrored() {
    return produced()
        .mirror("cloud", topic())
        .acls(
            Wanted.topicAcls(topic()),
            Wanted.write(Wanted.PRODUCER),
            allow("READ"),
            allow("DESCRIBE"),
            allow("DESCRIBE_CONFIGS"))
        .acls(
            onCloud(),
            Wanted.read(Wanted.CONSUMER),
            allow("READ"),
            allow("WRITE"),
            allow("DESCRIBE"))
        .acls(Wanted.groupAcls(groups()), Wanted.APPLICATION, allow("DESCRIBE"))
        .acls(
            new ResourceKey.AclSet(
                "cloud",
                ResourceKey.AclSet.Type.GROUP,
                ResourceKey.AclSet.Pattern.PREFIXED,
                groups()),
            Wanted.APPLICATION,
            allow("READ"),
            allow("DESCRIBE"));
  }

  /// The port is produced on the cloud from now on.
  Wanted moved() {
    return new Wanted()
        .cluster("cloud", null)
        .topic("cloud", topic(), Wanted.PRODUCT, 2, "retention.ms=3600000")
        .acls(onCloud(), Wanted.write(Wanted.PRODUCER), Wanted.read(Wanted.CONSUMER));
  }

  ResourceKey.AclSet onCloud() {
    return new ResourceKey.AclSet(
        "cloud", ResourceKey.AclSet.Type.TOPIC, ResourceKey.AclSet.Pattern.LITERAL, topic());
  }

  private static dev.weft.provisioner.resource.Acl allow(String operation) {
    return dev.weft.provisioner.resource.Acl.allow(
        LINK, dev.weft.provisioner.resource.Acl.Operation.valueOf(operation));
  }

  private Provisioner provisioner() {
    var servers =
        new Servers(Map.of("onprem", onprem, "cloud", cloud), null, null, Map.of("cloud", links));
    return new Provisioner(servers, log, Clock.systemUTC(), () -> "run-" + ++runs);
  }

  Prepared plan(Wanted wanted) {
    return provisioner().plan(wanted.state(), "r1", PlanOptions.DEFAULT);
  }

  /// Plans and applies, approval included.
  RunReport approve(Wanted wanted) {
    Prepared prepared = plan(wanted);
    return provisioner()
        .apply(prepared, new Approval("ann", prepared.digest(), "weft apply"), RunListener.SILENT);
  }

  static List<String> failures(RunReport report) {
    return report.results().stream()
        .filter(result -> !result.outcome().isSuccess())
        .map(result -> result.change().id() + " " + result.outcome())
        .toList();
  }

  void send(String cluster, int partition, String... values)
      throws ExecutionException, InterruptedException {
    try (var producer =
        new KafkaProducer<>(
            deployment.kafka(cluster), new StringSerializer(), new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic(), partition, "key-" + value, value)).get();
      }
    }
  }

  /// Everything in the topic, keys and values, in the order of each partition.
  List<String> records(String cluster) {
    Properties properties = deployment.kafka(cluster);
    properties.put("auto.offset.reset", "earliest");
    properties.put("enable.auto.commit", "false");
    var records = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> places =
          consumer.partitionsFor(topic()).stream()
              .map((PartitionInfo each) -> new TopicPartition(topic(), each.partition()))
              .toList();
      consumer.assign(places);
      consumer.seekToBeginning(places);
      Map<TopicPartition, Long> ends = consumer.endOffsets(places);
      while (places.stream()
          .anyMatch(place -> consumer.position(place) < ends.getOrDefault(place, 0L))) {
        for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(200))) {
          records.add(each.key() + "=" + each.value());
        }
      }
    }
    return records.stream().sorted().toList();
  }

  Admin admin(String cluster) {
    return Admin.create(deployment.kafka(cluster));
  }

  void commit(String cluster, String group, int partition, long offset)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin(cluster)) {
      var _ =
          admin
              .alterConsumerGroupOffsets(
                  group,
                  Map.of(new TopicPartition(topic(), partition), new OffsetAndMetadata(offset)))
              .all()
              .get();
    }
  }

  Map<TopicPartition, OffsetAndMetadata> committed(String cluster, String group)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin(cluster)) {
      return new HashMap<>(
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get());
    }
  }

  JsonNode call(String method, String path, @Nullable JsonNode body) {
    return http.send(method, path, body);
  }

  void close() throws ExecutionException, InterruptedException {
    for (String name : List.of(connector(), checkpoint())) {
      try {
        call("DELETE", ConnectHttp.connector(name, ""), null);
      } catch (ConnectFailure e) {
        if (e.kind() != ConnectFailure.Kind.ABSENT) {
          throw e;
        }
      }
    }
    for (String cluster : List.of("onprem", "cloud")) {
      try (Admin admin = admin(cluster)) {
        Set<String> names = admin.listTopics().names().get();
        if (names.contains(topic())) {
          admin.deleteTopics(Set.of(topic())).all().get();
        }
      }
    }
    links.close();
    http.close();
    onprem.close();
    cloud.close();
  }
}
