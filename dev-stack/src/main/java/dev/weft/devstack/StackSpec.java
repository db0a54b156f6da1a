// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.util.ArrayList;
import java.util.List;

/// What a stack consists of.
///
/// @param clusters the Kafka clusters that `up` starts
/// @param ports how ports are chosen the first time; later the same are taken again while they are
///   free
/// @param isKafkaOnly leaves out PostgreSQL and the registry, for tests and benchmarks of Kafka
///   alone
/// @param teams the teams of the mesh, each a group of the realm
public record StackSpec(
    List<ClusterSpec> clusters, Ports ports, boolean isKafkaOnly, List<String> teams) {

  /// How ports are chosen.
  public enum Ports {
    /// The well-known ones of this project, or the next free ones.
    PREFERRED,
    /// Any, so that stacks on one machine stay out of each other's way.
    RANDOM
  }

  public StackSpec {
    clusters = List.copyOf(clusters);
    teams = List.copyOf(teams);
  }

  /// What `weft up` starts.
  public static StackSpec standard() {
    return new StackSpec(List.of(ClusterSpec.named("onprem")), Ports.PREFERRED, false, List.of());
  }

  /// The same servers on other ports.
  public static StackSpec forTests() {
    return standard().withPorts(Ports.RANDOM);
  }

  /// The same with one more cluster, or with another spec for the one of that name.
  public StackSpec with(ClusterSpec cluster) {
    var all = new ArrayList<>(clusters);
    all.removeIf(known -> known.name().equals(cluster.name()));
    all.add(cluster);
    return new StackSpec(all, ports, isKafkaOnly, teams);
  }

  /// The same with other ports.
  public StackSpec withPorts(Ports choice) {
    return new StackSpec(clusters, choice, isKafkaOnly, teams);
  }

  /// Only Kafka and the identity provider that it trusts.
  public StackSpec kafkaOnly() {
    return new StackSpec(clusters, ports, true, teams);
  }

  /// The same with these teams.
  public StackSpec withTeams(List<String> names) {
    return new StackSpec(clusters, ports, isKafkaOnly, names);
  }
}
