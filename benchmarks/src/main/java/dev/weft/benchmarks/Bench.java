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
import dev.weft.provisioner.log.KafkaControlPlaneLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/// One broker of its own for a benchmark, with a raw client and Weft's engine beside each other.
final class Bench implements AutoCloseable {

  private final Path folder;
  private final DevStack stack;
  private final Admin admin;
  private final KafkaCluster cluster;
  private final KafkaControlPlaneLog log;

  private Bench(Path folder, DevStack stack) {
    this.folder = folder;
    this.stack = stack;
    KafkaAccess kafka = stack.kafka(Shape.CLUSTER);
    Properties properties = new Properties();
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
