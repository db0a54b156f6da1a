// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.StackStatus.ServiceStatus;
import dev.weft.devstack.StackStatus.State;
import dev.weft.devstack.install.Distribution;
import dev.weft.devstack.process.ProcessIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The servers that a stack consists of.
final class Servers {

  private final StackFiles files;
  private final StackState state;
  private final StackSpec spec;
  private final Distribution distribution;

  Servers(StackFiles files, StackState state, StackSpec spec, Distribution distribution) {
    this.files = files;
    this.state = state;
    this.spec = spec;
    this.distribution = distribution;
  }

  /// What the spec asks for, those that others need first.
  List<Server> wanted() {
    List<Server> all = basic();
    if (spec.hasPlatform()) {
      all.addAll(platform());
    }
    return all;
  }

  private List<Server> basic() {
    var all = new ArrayList<Server>();
    if (!spec.isKafkaOnly()) {
      all.add(new PostgresServer(files, state, distribution));
    }
    all.add(new KeycloakServer(files, state, distribution, spec.teams()));
    spec.clusters().forEach(cluster -> all.add(kafka(cluster)));
    spec.workers().forEach(cluster -> all.add(connect(cluster)));
    if (!spec.isKafkaOnly()) {
      all.add(new RegistryServer(files, state, distribution));
    }
    return all;
  }

  /// Daemon and catalog, whether or not the spec asks for them.
  List<Server> platform() {
    Path mesh = spec.mesh();
    if (mesh == null) {
      return List.of();
    }
    List<String> clusters = spec.clusters().stream().map(ClusterSpec::name).toList();
    Set<Service> provisioned =
        basic().stream().map(Server::service).collect(Collectors.toCollection(TreeSet::new));
    var daemon =
        new QuarkusApp(
            distribution.checkout().resolve("provisioner/daemon"),
            Service.DAEMON,
            Heap.of("WEFT_DAEMON_HEAP", "192m"));
    var catalog =
        new QuarkusApp(
            distribution.checkout().resolve("catalog-service"),
            Service.CATALOG,
            Heap.of("WEFT_CATALOG_HEAP", "256m"));
    Runnable file = () -> new EnvironmentFile(files, state).write(clusters, spec.workers(), true);
    return List.of(
        new DaemonServer(daemon, files, state, provisioned, file, mesh),
        new CatalogServer(catalog, files, state, clusters));
  }

  /// The same, daemon and catalog if they were started once, and the clusters and workers that were
  /// started besides and still run.
  List<Server> known() {
    List<Server> all = new ArrayList<>(wanted());
    if (!spec.hasPlatform()) {
      List<Service> started = files.startedServices();
      platform().stream().filter(server -> started.contains(server.service())).forEach(all::add);
    }
    List<Service> wanted = all.stream().map(Server::service).toList();
    for (Service service : files.startedServices()) {
      if (!wanted.contains(service) && files.process(service).running().isPresent()) {
        if (service.isKafka()) {
          all.add(kafka(ClusterSpec.named(service.cluster())));
        } else if (service.isConnect()) {
          all.add(connect(service.cluster()));
        }
      }
    }
    return all;
  }

  Server require(Service service) {
    return known().stream()
        .filter(server -> server.service().equals(service))
        .findFirst()
        .orElseThrow(
            () -> new DevStackException("The stack has no service `%s`.".formatted(service)));
  }

  Server kafka(ClusterSpec cluster) {
    List<String> names = spec.clusters().stream().map(ClusterSpec::name).toList();
    int index = names.indexOf(cluster.name());
    return new KafkaServer(cluster, index < 0 ? names.size() : index, files, state, distribution);
  }

  Server connect(String cluster) {
    List<String> sources =
        spec.clusters().stream()
            .map(ClusterSpec::name)
            .filter(source -> !source.equals(cluster))
            .toList();
    return new ConnectServer(cluster, sources, files, state, distribution);
  }

  ServiceStatus status(Server server) {
    Optional<ProcessIdentity> process = files.process(server.service()).running();
    if (process.isEmpty()) {
      return new ServiceStatus(
          server.service(), State.STOPPED, Optional.empty(), address(server), Optional.empty(), "");
    }
    String detail =
        switch (server.probe()) {
          case Health.Healthy _ -> "";
          case Health.Unhealthy(String reason) -> reason;
          case Health.Blocked(Service _, String reason) -> reason;
        };
    return new ServiceStatus(
        server.service(),
        detail.isEmpty() ? State.HEALTHY : State.UNHEALTHY,
        process.map(ProcessIdentity::pid),
        address(server),
        process.flatMap(ProcessIdentity::uptime),
        detail);
  }

  /// Writes what people and the `weft` command need to find the servers.
  void writeGuides(Identity identity) {
    List<Service> known = known().stream().map(Server::service).toList();
    List<String> clusters =
        known.stream()
            .filter(Service::isKafka)
            .map(Service::cluster)
            .filter(this::hasPorts)
            .toList();
    List<String> workers =
        known.stream()
            .filter(Service::isConnect)
            .map(Service::cluster)
            .filter(cluster -> state.findPort(ConnectAccess.portOf(cluster)).isPresent())
            .toList();
    if (clusters.isEmpty() || state.findPort(KeycloakServer.PORT).isEmpty()) {
      return;
    }
    boolean hasRegistry = state.findPort(RegistryServer.PORT).isPresent();
    new EnvironmentFile(files, state).write(clusters, workers, hasRegistry);
    identity.refreshCredentials();
    KafkaAccess first = new KafkaAccess(clusters.getFirst(), state);
    new KafkaCommands(files, first, distribution.kafkaHome()).write();
  }

  private boolean hasPorts(String cluster) {
    return state.findPort(new KafkaPorts(cluster).client()).isPresent();
  }

  private String address(Server server) {
    boolean isSettled =
        server.ports().stream().allMatch(wish -> state.findPort(wish.name()).isPresent());
    return isSettled ? server.address() : "";
  }
}
