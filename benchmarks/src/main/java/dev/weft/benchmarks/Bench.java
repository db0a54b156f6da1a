// SPDX-License-Identifier: Apache-2.0
package dev.weft.benchmarks;

import dev.weft.devstack.ClusterSpec;
import dev.weft.devstack.DevStack;
import dev.weft.devstack.KafkaAccess;
import dev.weft.devstack.Progress;
import dev.weft.devstack.StackSpec;
import dev.weft.devstack.install.Distribution;
import dev.weft.provisioner.engine.Provisioner;
import dev.weft.provisioner.engine.Servers;
import dev.weft.provisioner.kafka.KafkaCluster;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.KafkaControlPlaneLog;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/// One broker of its own for a benchmark, with a raw client and Weft's engine beside each other.
final class Bench implements AutoCloseable {

  private static final int BATCH = 2_000;
  private static final int RESOURCES_OF_A_TOPIC = 5;

  private final Path folder;
  private final DevStack stack;
  private final Admin admin;
  private final KafkaCluster cluster;
  private final KafkaControlPlaneLog log;
  private final Properties properties = new Properties();

  private Bench(Path folder, DevStack stack) {
    this.folder = folder;
    this.stack = stack;
    KafkaAccess kafka = stack.kafka(Shape.CLUSTER);
    properties.putAll(kafka.adminProperties());
    this.admin = Admin.create(properties);
    this.cluster = new KafkaCluster(Shape.CLUSTER, properties, Clock.systemUTC());
    this.log = new KafkaControlPlaneLog(Shape.CLUSTER, properties, Clock.systemUTC());
  }

  /// Starts a broker with an authorizer and a heap of 1 GiB on fresh data.
  static Bench start(Path root) {
    Path folder = root.resolve(".weft/bench");
    delete(folder);
    DevStack stack =
        DevStack.in(
            folder,
            StackSpec.standard()
                .withPorts(StackSpec.Ports.RANDOM)
                .with(ClusterSpec.named(Shape.CLUSTER).forBenchmarks())
                .kafkaOnly(),
            Distribution.ofCheckout(root));
    stack.up(Progress.SILENT);
    return new Bench(folder, stack);
  }

  Admin admin() {
    return admin;
  }

  RawKafka raw() {
    return new RawKafka(admin);
  }

  /// The engine, without a registry: the shapes of the benchmarks want no schemas.
  Provisioner provisioner() {
    return new Provisioner(
        new Servers(Map.of(Shape.CLUSTER, cluster), null),
        log,
        Clock.systemUTC(),
        () -> UUID.randomUUID().toString());
  }

  /// Reads cluster and inventory as a plan does, one after the other, and does nothing with them.
  int readOnly() {
    return cluster.observe().topics().size() + log.inventory().entries().size();
  }

  /// A log that has read nothing yet; the caller closes it.
  KafkaControlPlaneLog newLog() {
    return new KafkaControlPlaneLog(Shape.CLUSTER, properties, Clock.systemUTC());
  }

  /// Writes an inventory of topics and their bindings, as Weft writes it.
  void fill(int resources) {
    var owner = new Owner(Owner.Kind.PRODUCT, "bench", "things");
    try (ControlPlaneLog.Run run = log.begin("fill", "bench", "bench", "bench")) {
      for (int from = 0; from < resources; from += BATCH) {
        List<Inventory.Entry> entries =
            IntStream.range(from, Math.min(from + BATCH, resources))
                .mapToObj(number -> entry(number, owner))
                .toList();
        run.record(List.of(), entries, List.of(), List.of());
      }
    }
  }

  /// Every fifth resource is a topic, the others are bindings.
  private static Inventory.Entry entry(int number, Owner owner) {
    String name = "bench.things.port-%d.v1".formatted(number);
    boolean isTopic = number % RESOURCES_OF_A_TOPIC == 0;
    ResourceKey key =
        isTopic
            ? new ResourceKey.Topic(Shape.CLUSTER, name)
            : new ResourceKey.AclSet(
                Shape.CLUSTER,
                ResourceKey.AclSet.Type.TOPIC,
                ResourceKey.AclSet.Pattern.LITERAL,
                name);
    var acls = new TreeSet<Acl>();
    var managed = new TreeMap<String, String>();
    if (isTopic) {
      managed.put("retention.ms", "604800000");
    } else {
      acls.add(Acl.allow("User:bench.reader-" + number, Acl.Operation.READ));
      acls.add(Acl.allow("User:bench.reader-" + number, Acl.Operation.DESCRIBE));
    }
    return new Inventory.Entry(
        key,
        owner,
        isTopic ? "uYb3kTopicIdOfTwentyTw" : null,
        isTopic,
        managed,
        acls,
        Inventory.Origin.CREATED,
        "bench",
        Instant.now());
  }

  @Override
  public void close() {
    cluster.close();
    log.close();
    admin.close();
    stack.down(Progress.SILENT);
    delete(folder);
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
