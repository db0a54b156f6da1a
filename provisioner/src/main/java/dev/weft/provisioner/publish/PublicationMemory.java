// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.governance.Compliance;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.event.GrantStatus;
import dev.weft.model.event.StatusDocument;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.MeshDifference;
import dev.weft.model.name.ProductName;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.log.Documents;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was told last, so that telling what a change of one product has come to costs one product.
/// Whoever keeps one tells it of every publication, and of every one that failed.
public final class PublicationMemory {

  private @Nullable Told told;

  /// What the documents in the log were made from.
  ///
  /// @param open owners that the plan had anything to say about
  /// @param readAt when each cluster was read in full
  private record Told(
      EnvironmentMesh mesh,
      DesiredState desired,
      Map<ProductName, List<FindingDocument>> findings,
      @Nullable Map<ProductName, Compliance> scanned,
      Set<Owner> open,
      SortedMap<String, Instant> readAt) {}

  /// Nothing is known of what is in the log.
  public void forget() {
    told = null;
  }

  /// What was published is in the log.
  public void told(Publication publication) {
    Prepared prepared = publication.prepared();
    told = prepared == null || isBlind(prepared.world()) ? null : of(publication, prepared);
  }

  private static Told of(Publication publication, Prepared prepared) {
    Set<Owner> open = new HashSet<>();
    prepared.plan().changes().forEach(planned -> open.add(planned.owner()));
    prepared.plan().held().forEach(remark -> open.add(remark.owner()));
    return new Told(
        publication.mesh(),
        publication.desired(),
        new ProductFindings(publication).all(),
        publication.scanned(),
        open,
        readAt(prepared.world()));
  }

  private static SortedMap<String, Instant> readAt(World world) {
    SortedMap<String, Instant> readAt = new TreeMap<>();
    world.clusters().forEach((name, cluster) -> readAt.put(name, cluster.readAt()));
    return readAt;
  }

  private static boolean isBlind(World world) {
    return !world.unreachable().isEmpty()
        || world.registry() == null
        || world.links().values().stream().anyMatch(link -> link.snapshot() == null);
  }

  /// Of whom something else may have to be told now.
  ///
  /// @param there the documents in the log
  Affected affected(Publication publication, Documents there) {
    Prepared prepared = publication.prepared();
    Told before = told;
    if (before == null || prepared == null || isBlind(prepared.world())) {
      return Affected.EVERYTHING;
    }
    Told now = of(publication, prepared);
    Optional<Set<ResourceKey>> resources = now.desired().changedSince(before.desired());
    if (resources.isEmpty() || !isOfOneKind(before, now)) {
      return Affected.EVERYTHING;
    }
    Set<Owner> owners = new HashSet<>(before.open());
    owners.addAll(now.open());
    for (ResourceKey key : resources.get()) {
      add(owners, before.desired().resources().get(key));
      add(owners, now.desired().resources().get(key));
    }
    var difference = MeshDifference.between(before.mesh(), now.mesh());
    difference.products().forEach(name -> owners.add(Owner.of(name)));
    difference.applications().forEach(name -> owners.add(Owner.of(name)));
    difference.grants().forEach(grant -> owners.add(Owner.of(grant.product())));
    addDifferences(owners, before.findings(), now.findings());
    if (before.scanned() != null && now.scanned() != null) {
      addDifferences(owners, before.scanned(), now.scanned());
    }
    now.mesh().quarantine().products().forEach(broken -> owners.add(Owner.of(broken)));
    for (StatusDocument status : there.status().values()) {
      if (status instanceof GrantStatus grant && !isSettled(grant)) {
        owners.add(Owner.of(product(grant)));
      }
    }
    return Affected.of(owners);
  }

  /// Whether products can be judged one by one. What is said of grants to broken applications hangs
  /// on manifests that no mesh shows.
  private static boolean isOfOneKind(Told before, Told now) {
    EnvironmentMesh then = before.mesh();
    EnvironmentMesh mesh = now.mesh();
    return then.name().equals(mesh.name())
        && then.links().equals(mesh.links())
        && then.quarantine().equals(mesh.quarantine())
        && mesh.quarantine().applications().isEmpty()
        && before.readAt().equals(now.readAt())
        && (before.scanned() == null) == (now.scanned() == null);
  }

  private static void add(Set<Owner> owners, @Nullable Desired desired) {
    if (desired != null) {
      owners.add(desired.owner());
    }
  }

  private static <V> void addDifferences(
      Set<Owner> owners, Map<ProductName, V> then, Map<ProductName, V> now) {
    now.forEach((product, value) -> {
      if (!Objects.equals(value, then.get(product))) {
        owners.add(Owner.of(product));
      }
    });
    then.keySet().stream()
        .filter(product -> !now.containsKey(product))
        .forEach(product -> owners.add(Owner.of(product)));
  }

  private static boolean isSettled(GrantStatus grant) {
    boolean isAllThere = grant.readBackAt() != null && grant.message().isEmpty();
    return grant.endedAt() != null || isAllThere;
  }

  private static ProductName product(GrantStatus grant) {
    String[] part = grant.product().split(":", -1);
    return new ProductName(part[2], part[3]);
  }
}
