// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ScramSnapshot;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything a plan is computed from besides the manifests.
///
/// @param clusters what the clusters hold that could be read, by name
/// @param unreachable why a cluster could not be read, by name; nothing of it is touched
/// @param registry what the registry holds; null when it could not be read
/// @param registryFailure why the registry could not be read; empty when it was
/// @param identity what the identity provider holds; null when none is configured or it could not
///   be read
/// @param identityFailure why the identity provider could not be read; empty when it was, or when
///   none is configured
/// @param links what is mirrored to clusters, by the name of the cluster that receives; a cluster
///   without a configured link is absent
/// @param scram the SCRAM users of applications, by the name of the cluster; one that applications
///   do not log in to by SCRAM is absent
/// @param inventory what Weft owns
/// @param revision the manifests' revision
/// @param now the time of the plan
public record World(
    SortedMap<String, ClusterSnapshot> clusters,
    SortedMap<String, String> unreachable,
    @Nullable RegistrySnapshot registry,
    String registryFailure,
    @Nullable IdentitySnapshot identity,
    String identityFailure,
    SortedMap<String, Link> links,
    SortedMap<String, Scram> scram,
    Inventory inventory,
    String revision,
    Instant now) {

  /// A world without an identity provider.
  public World(
      SortedMap<String, ClusterSnapshot> clusters,
      SortedMap<String, String> unreachable,
      @Nullable RegistrySnapshot registry,
      String registryFailure,
      Inventory inventory,
      String revision,
      Instant now) {
    this(clusters, unreachable, registry, registryFailure, null, "", inventory, revision, now);
  }

  /// A world without links and SCRAM users.
  public World(
      SortedMap<String, ClusterSnapshot> clusters,
      SortedMap<String, String> unreachable,
      @Nullable RegistrySnapshot registry,
      String registryFailure,
      @Nullable IdentitySnapshot identity,
      String identityFailure,
      Inventory inventory,
      String revision,
      Instant now) {
    this(
        clusters,
        unreachable,
        registry,
        registryFailure,
        identity,
        identityFailure,
        new TreeMap<>(),
        new TreeMap<>(),
        inventory,
        revision,
        now);
  }

  /// The same servers, compared with other manifests at another time.
  public World with(Inventory newest, String newRevision, Instant at) {
    return new World(
        clusters,
        unreachable,
        registry,
        registryFailure,
        identity,
        identityFailure,
        links,
        scram,
        newest,
        newRevision,
        at);
  }

  /// The same with other clusters.
  public World with(SortedMap<String, ClusterSnapshot> other) {
    return of(other, registry, registryFailure, identity, identityFailure, links, scram);
  }

  /// The same with a registry that holds something else.
  public World with(RegistrySnapshot other) {
    return of(clusters, other, "", identity, identityFailure, links, scram);
  }

  /// The same with other clients of applications.
  public World with(IdentitySnapshot other) {
    return of(clusters, registry, registryFailure, other, "", links, scram);
  }

  /// The same with another link to a cluster.
  public World with(String target, Link link) {
    SortedMap<String, Link> others = new TreeMap<>(links);
    others.put(target, link);
    return of(clusters, registry, registryFailure, identity, identityFailure, others, scram);
  }

  /// The same with other SCRAM users of a cluster.
  public World with(String cluster, Scram users) {
    SortedMap<String, Scram> others = new TreeMap<>(scram);
    others.put(cluster, users);
    return of(clusters, registry, registryFailure, identity, identityFailure, links, others);
  }

  /// The same with servers that hold something else.
  private World of(
      SortedMap<String, ClusterSnapshot> clusters,
      @Nullable RegistrySnapshot registry,
      String registryFailure,
      @Nullable IdentitySnapshot identity,
      String identityFailure,
      SortedMap<String, Link> links,
      SortedMap<String, Scram> scram) {
    return new World(
        clusters,
        unreachable,
        registry,
        registryFailure,
        identity,
        identityFailure,
        links,
        scram,
        inventory,
        revision,
        now);
  }

  /// What is known of whatever copies topics to a cluster.
  ///
  /// @param makesTopics whether it makes the topics on the target itself
  /// @param snapshot what it copies; null when that could not be read
  /// @param failure why not; empty when it was read
  public record Link(boolean makesTopics, @Nullable LinkSnapshot snapshot, String failure) {}

  /// What is known of the SCRAM users of a cluster.
  ///
  /// @param snapshot null when they could not be read
  /// @param failure why not; empty when they were read
  public record Scram(@Nullable ScramSnapshot snapshot, String failure) {}

  /// Whether applications' clients are Weft's business here.
  public boolean hasIdentityProvider() {
    return identity != null || !identityFailure.isEmpty();
  }

  /// Whether a part of the world could not be read, which makes the run an error.
  public boolean isPartlyUnknown() {
    return !unreachable.isEmpty()
        || registry == null
        || !identityFailure.isEmpty()
        || links.values().stream().anyMatch(link -> link.snapshot() == null)
        || scram.values().stream().anyMatch(users -> users.snapshot() == null);
  }
}
