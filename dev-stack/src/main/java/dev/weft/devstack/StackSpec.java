// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a stack consists of.
///
/// @param clusters the Kafka clusters that `up` starts; the control-plane log is on the first
/// @param workers the clusters, among them, that have a Kafka Connect worker writing to them
/// @param ports how ports are chosen the first time; later the same are taken again while they are
///   free
/// @param isKafkaOnly leaves out PostgreSQL and the registry, for tests and benchmarks of Kafka
///   alone
/// @param mesh the folder of the sample mesh, whose teams become groups of the realm; null without
///   one
/// @param hasPlatform whether daemon and catalog run too, with the sample mesh as the beginning of
///   their repository
public record StackSpec(
    List<ClusterSpec> clusters,
    List<String> workers,
    Ports ports,
    boolean isKafkaOnly,
    @Nullable Path mesh,
    boolean hasPlatform) {

  /// How ports are chosen.
  public enum Ports {
    /// The well-known ones of this project, or the next free ones.
    PREFERRED,
    /// Any, so that stacks on one machine stay out of each other's way.
    RANDOM
  }

  public StackSpec {
    clusters = List.copyOf(clusters);
    workers = List.copyOf(workers);
    if (!clusters.stream().map(ClusterSpec::name).toList().containsAll(workers)) {
      throw new IllegalArgumentException("a worker writes to a cluster of the stack: " + workers);
    }
    if (hasPlatform && (mesh == null || isKafkaOnly)) {
      throw new IllegalArgumentException("daemon and catalog need a mesh and all servers");
    }
  }

  /// What `weft up` starts.
  public static StackSpec standard() {
    return new StackSpec(
        List.of(ClusterSpec.named("onprem")), List.of(), Ports.PREFERRED, false, null, false);
  }

  /// The same servers on other ports.
  public static StackSpec forTests() {
    return standard().withPorts(Ports.RANDOM);
  }

  /// The same with one more cluster, or with another spec for the one of that name.
  public StackSpec with(ClusterSpec cluster) {
    var all = new ArrayList<>(clusters);
    all.replaceAll(known -> known.name().equals(cluster.name()) ? cluster : known);
    if (!all.contains(cluster)) {
      all.add(cluster);
    }
    return new StackSpec(all, workers, ports, isKafkaOnly, mesh, hasPlatform);
  }

  /// The same with a Kafka Connect worker that writes to a cluster, which has to be there.
  public StackSpec withWorker(String cluster) {
    var all = new ArrayList<>(workers);
    if (!all.contains(cluster)) {
      all.add(cluster);
    }
    return new StackSpec(clusters, all, ports, isKafkaOnly, mesh, hasPlatform);
  }

  /// The same with the clusters that a mesh has in the environment `dev`, small ones, and a worker
  /// for each of them that a link leads to. A mesh of one cluster gets that one, and no worker.
  public StackSpec withClustersOf(Path folder) {
    MeshClusters wanted = MeshClusters.of(folder, DaemonServer.ENVIRONMENT);
    List<ClusterSpec> all = wanted.names().stream().map(this::cluster).toList();
    return new StackSpec(all, wanted.linked(), ports, isKafkaOnly, mesh, hasPlatform);
  }

  private ClusterSpec cluster(String name) {
    return clusters.stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseGet(() -> ClusterSpec.second(name));
  }

  /// The same with other ports.
  public StackSpec withPorts(Ports choice) {
    return new StackSpec(clusters, workers, choice, isKafkaOnly, mesh, hasPlatform);
  }

  /// Only Kafka and the identity provider that it trusts.
  public StackSpec kafkaOnly() {
    return new StackSpec(clusters, workers, ports, true, mesh, false);
  }

  /// The same with the teams of this mesh.
  public StackSpec withMesh(Path folder) {
    return new StackSpec(clusters, workers, ports, isKafkaOnly, folder, hasPlatform);
  }

  /// The same with daemon and catalog; there has to be a mesh.
  public StackSpec withPlatform() {
    return new StackSpec(clusters, workers, ports, isKafkaOnly, mesh, true);
  }

  /// The names of the teams.
  List<String> teams() {
    return mesh == null ? List.of() : Teams.of(mesh).names();
  }
}
