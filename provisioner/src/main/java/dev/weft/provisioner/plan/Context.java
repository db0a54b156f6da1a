// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The inputs of one plan. A plan about everything has them indexed by hash, since in trees of
/// resource keys each look compares many texts; one about a few resources looks them up where they
/// are.
final class Context {

  /// So long a broker may be behind the others: what was written since is not gone because one look
  /// does not show it.
  private static final Duration LAG = Duration.ofMinutes(1);

  private final boolean isEmptied;
  private final DesiredState desired;
  private final World world;
  private final PlanOptions options;
  private final Quarantine quarantine;
  private final Map<ResourceKey, Desired> wanted;
  private final Map<ResourceKey, Inventory.Entry> entries;
  private final Map<ResourceKey, Owner> pending;
  private final Collection<Desired> compared;
  private final List<Unwanted> unwanted;

  /// A resource that is, or may be, ours and that no manifest wants.
  ///
  /// @param entry null when only an interrupted run intended it
  record Unwanted(ResourceKey key, Owner owner, Inventory.@Nullable Entry entry) {}

  /// @param about the resources that are compared; null when all are
  Context(
      DesiredState desired, World world, PlanOptions options, @Nullable Set<ResourceKey> about) {
    this.isEmptied = isEmptied(desired, world.inventory());
    this.desired =
        isEmptied
            ? desired.with(desired.upkeep().but("the manifests want nothing at all any more"))
            : desired;
    this.world = world;
    this.options = options;
    Inventory inventory = world.inventory();
    this.quarantine = new Quarantine(desired, inventory);
    if (about == null) {
      this.wanted = new HashMap<>(desired.resources());
      this.entries = new HashMap<>(inventory.entries());
      this.pending = new HashMap<>(inventory.pending());
      this.compared = desired.resources().values();
      Set<ResourceKey> keys = new HashSet<>(entries.keySet());
      keys.addAll(pending.keySet());
      this.unwanted = findUnwanted(keys);
    } else {
      this.wanted = desired.resources();
      this.entries = inventory.entries();
      this.pending = inventory.pending();
      this.compared =
          new TreeSet<>(about).stream().map(wanted::get).filter(Objects::nonNull).toList();
      this.unwanted = findUnwanted(about);
    }
  }

  /// Manifests that want nothing at all, where something is owned, are a mistake until a person
  /// says otherwise by deleting by name.
  private static boolean isEmptied(DesiredState desired, Inventory inventory) {
    return desired.resources().isEmpty()
        && desired.quarantine().isEmpty()
        && !inventory.entries().isEmpty();
  }

  private List<Unwanted> findUnwanted(Set<ResourceKey> keys) {
    record Named(String text, ResourceKey key) {}
    return keys.stream()
        .filter(key -> entries.containsKey(key) || pending.containsKey(key))
        .filter(key -> !wanted.containsKey(key))
        .map(key -> new Named(key.text(), key))
        .sorted(Comparator.comparing(Named::text))
        .map(named -> unwanted(named.key()))
        .toList();
  }

  private Unwanted unwanted(ResourceKey key) {
    Inventory.Entry entry = entries.get(key);
    Owner owner = entry == null ? pending.get(key) : entry.owner();
    if (owner == null) {
      throw new IllegalStateException("neither owned nor pending: " + key.text());
    }
    return new Unwanted(key, owner, entry);
  }

  World world() {
    return world;
  }

  /// Holds what no manifest wants when the manifests want nothing at all.
  boolean holdsInDoubt(Draft draft, ResourceKey key, Owner owner) {
    if (isEmptied) {
      draft.hold(key, owner, "Left alone, because the manifests want nothing at all any more.");
    }
    return isEmptied;
  }

  DesiredState desired() {
    return desired;
  }

  Quarantine quarantine() {
    return quarantine;
  }

  @Nullable Instant comparedAt() {
    return options.comparedAt();
  }

  boolean isNamedForDeletion(String topic) {
    return options.deletions().contains(topic);
  }

  /// The logins that the plan is about; empty when it is about everything.
  Set<ResourceKey> rotations() {
    return options.rotations();
  }

  /// What is wanted and compared with what is, sorted by key.
  Collection<Desired> compared() {
    return compared;
  }

  @Nullable Desired wanted(ResourceKey key) {
    return wanted.get(key);
  }

  Inventory.@Nullable Entry entry(ResourceKey key) {
    return entries.get(key);
  }

  boolean isPending(ResourceKey key) {
    return pending.containsKey(key);
  }

  /// What exactly a pending creation was about to make, or null when the journal does not tell.
  Inventory.@Nullable Intent intent(ResourceKey key) {
    return world.inventory().intents().get(key);
  }

  /// Whether what was written to the resource may not be seen yet, so that its absence means
  /// nothing.
  boolean isFresh(ResourceKey key) {
    Inventory.Entry entry = entry(key);
    Instant intended = world.inventory().intendedAt().get(key);
    return entry != null && isFresh(entry.updatedAt()) || intended != null && isFresh(intended);
  }

  /// In either direction, since clocks are set back, too.
  private boolean isFresh(Instant at) {
    return Duration.between(at, world.now()).abs().compareTo(LAG) < 0;
  }

  /// What is ours and wanted no more, sorted.
  List<Unwanted> unwanted() {
    return unwanted;
  }

  @Nullable ClusterSnapshot snapshot(String cluster) {
    return world.clusters().get(cluster);
  }

  /// Why nothing is known about a scope, or null.
  @Nullable String blindness(ResourceKey key) {
    if (key instanceof ResourceKey.Artifact) {
      return world.registry() == null
          ? "the schema registry could not be read: " + world.registryFailure()
          : null;
    }
    if (key instanceof ResourceKey.Client) {
      return identityBlindness();
    }
    if (world.clusters().containsKey(key.scope())) {
      return switch (key) {
        case ResourceKey.Mirror mirror -> linkBlindness(mirror.cluster());
        case ResourceKey.ScramUser user -> scramBlindness(user.cluster());
        case ResourceKey.Topic _,
            ResourceKey.AclSet _,
            ResourceKey.Quota _,
            ResourceKey.Client _,
            ResourceKey.Artifact _ ->
            null;
      };
    }
    String failure = world.unreachable().get(key.scope());
    return failure == null
        ? "cluster `%s` is no part of environment `%s`"
            .formatted(key.scope(), desired.environment())
        : "cluster `%s` could not be read: %s".formatted(key.scope(), failure);
  }

  /// The mirror that fills a topic, or null when it is produced where it is.
  Desired.@Nullable Mirror mirrorOf(ResourceKey.Topic topic) {
    return wanted(new ResourceKey.Mirror(topic.cluster(), topic.name()))
            instanceof Desired.Mirror mirror
        ? mirror
        : null;
  }

  /// What copies topics to a cluster, or null when nothing is configured.
  World.@Nullable Link link(String target) {
    return world.links().get(target);
  }

  /// How applications log in to a cluster by SCRAM, or null when nobody said that they do.
  World.@Nullable Scram scram(String cluster) {
    return world.scram().get(cluster);
  }

  private @Nullable String scramBlindness(String cluster) {
    World.Scram scram = scram(cluster);
    if (scram == null) {
      return "the configuration does not say that applications log in to cluster `%s` by SCRAM"
          .formatted(cluster);
    }
    return scram.snapshot() == null
        ? "the SCRAM users of cluster `%s` could not be read: %s"
            .formatted(cluster, scram.failure())
        : null;
  }

  private @Nullable String linkBlindness(String target) {
    World.Link link = link(target);
    if (link == null) {
      return "no link to cluster `%s` is configured".formatted(target);
    }
    return link.snapshot() == null
        ? "the link to cluster `%s` could not be read: %s".formatted(target, link.failure())
        : null;
  }

  private @Nullable String identityBlindness() {
    if (world.identity() != null) {
      return null;
    }
    return world.identityFailure().isEmpty()
        ? "no identity provider is configured"
        : "the identity provider could not be read: " + world.identityFailure();
  }
}
