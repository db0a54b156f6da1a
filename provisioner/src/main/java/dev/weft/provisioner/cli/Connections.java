// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.deployment.Deployment;
import dev.weft.provisioner.deployment.Registry;
import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.engine.Provisioner;
import dev.weft.provisioner.engine.Servers;
import dev.weft.provisioner.kafka.KafkaCluster;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.KafkaControlPlaneLog;
import dev.weft.provisioner.registry.ApicurioRegistry;
import dev.weft.provisioner.registry.RegistryAccess;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/// Connections to the servers of one environment; made when asked for, closed together.
final class Connections implements AutoCloseable {

  private static final DateTimeFormatter RUN_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Deployment deployment;
  private final Clock clock;
  private final Secrets secrets;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  Connections(Deployment deployment, Clock clock, Secrets secrets) {
    this.deployment = deployment;
    this.clock = clock;
    this.secrets = secrets;
    deployment
        .registry()
        .map(Registry::login)
        .ifPresent(login -> secrets.add(login.clientSecret()));
  }

  Deployment deployment() {
    return deployment;
  }

  ClusterDriver cluster(String name) {
    return opened(new KafkaCluster(name, kafka(name), clock));
  }

  Optional<ApicurioRegistry> registry() {
    return deployment
        .registry()
        .map(registry -> opened(new ApicurioRegistry(access(registry), clock)));
  }

  ControlPlaneLog log(EnvironmentMesh mesh) {
    return opened(new KafkaControlPlaneLog(kafka(mesh.control()), clock));
  }

  /// The engine for a mesh.
  Provisioner provisioner(EnvironmentMesh mesh, Map<String, ClusterDriver> clusters) {
    var servers = new Servers(clusters, registry().orElse(null));
    return new Provisioner(servers, log(mesh), clock, this::runId);
  }

  /// A driver for each cluster of a mesh.
  Map<String, ClusterDriver> clusters(EnvironmentMesh mesh) {
    var drivers = new TreeMap<String, ClusterDriver>();
    mesh.clusters().keySet().forEach(name -> drivers.put(name, cluster(name)));
    return drivers;
  }

  /// Sorts by time and is unlike any other.
  private String runId() {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return RUN_TIME.format(clock.instant()) + "-" + random;
  }

  private Properties kafka(String cluster) {
    Properties properties = deployment.kafka(cluster);
    secrets.add(properties);
    return properties;
  }

  private static RegistryAccess access(Registry registry) {
    Registry.Login login = registry.login();
    return login == null
        ? RegistryAccess.anonymous(registry.url())
        : new RegistryAccess(
            registry.url(), login.tokenUrl(), login.clientId(), login.clientSecret());
  }

  private <T extends AutoCloseable> T opened(T connection) {
    open.push(connection);
    return connection;
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        first =
            first == null
                ? new IllegalStateException("a connection could not be closed", e)
                : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
