// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.resource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What Weft owns: the memory that tells its own resources from somebody else's.
///
/// @param entries by key
/// @param pending creations that an earlier run intended and did not confirm, by key; if such a
///   resource exists now, it is ours
/// @param clusterIds Kafka's id of each cluster that was ever written to, by the name manifests use
/// @param intents what exactly the pending creations of bindings and quotas were about to make;
///   where the journal does not tell, what the manifests want now is taken for ours
/// @param intendedAt when the newest of the pending creations was intended, as far as the journal
///   tells
public record Inventory(
    Map<ResourceKey, Entry> entries,
    Map<ResourceKey, Owner> pending,
    Map<String, String> clusterIds,
    Map<ResourceKey, Intent> intents,
    Map<ResourceKey, Instant> intendedAt) {

  /// An inventory whose journal does not tell since when something is pending.
  public Inventory(
      Map<ResourceKey, Entry> entries,
      Map<ResourceKey, Owner> pending,
      Map<String, String> clusterIds,
      Map<ResourceKey, Intent> intents) {
    this(entries, pending, clusterIds, intents, Map.of());
  }

  /// An inventory whose journal does not tell what exactly is pending.
  public Inventory(
      Map<ResourceKey, Entry> entries,
      Map<ResourceKey, Owner> pending,
      Map<String, String> clusterIds) {
    this(entries, pending, clusterIds, Map.of());
  }

  /// An inventory that owns nothing; where the control-plane log was read and is new.
  public static final Inventory EMPTY = new Inventory(Map.of(), Map.of(), Map.of());

  /// What a creation was about to make.
  ///
  /// @param acls bindings; empty for other resources
  /// @param keys quota keys; empty for other resources
  public record Intent(SortedSet<Acl> acls, SortedSet<String> keys) {}

  /// One owned resource.
  ///
  /// @param owner who it belongs to
  /// @param topicId Kafka's id of the topic when it was last seen; null for other resources
  /// @param isProtected whether it may not be deleted; topics are protected until somebody says
  ///   otherwise by name
  /// @param managed the config keys, quota keys or schema digest that Weft set, with their values
  /// @param acls the bindings that Weft made; empty for other resources
  /// @param origin how it came to be owned
  /// @param revision the manifests' revision at the last write
  /// @param updatedAt time of the last write
  /// @param removal how far it has gone on its way out; null while a manifest wants it, and for
  ///   other resources than topics
  /// @param healing how often it was set back lately; null when it never was
  public record Entry(
      ResourceKey key,
      Owner owner,
      @Nullable String topicId,
      boolean isProtected,
      SortedMap<String, String> managed,
      SortedSet<Acl> acls,
      Origin origin,
      String revision,
      Instant updatedAt,
      @Nullable Removal removal,
      @Nullable Healing healing) {

    /// An entry of a resource that is wanted and that nobody else has changed.
    public Entry(
        ResourceKey key,
        Owner owner,
        @Nullable String topicId,
        boolean isProtected,
        SortedMap<String, String> managed,
        SortedSet<Acl> acls,
        Origin origin,
        String revision,
        Instant updatedAt) {
      this(
          key, owner, topicId, isProtected, managed, acls, origin, revision, updatedAt, null, null);
    }

    /// The same, so far on its way out.
    ///
    /// @param step null when it is wanted
    public Entry leaving(@Nullable Removal step) {
      return new Entry(
          key,
          owner,
          topicId,
          isProtected,
          managed,
          acls,
          origin,
          revision,
          updatedAt,
          step,
          healing);
    }

    /// The same after it was set back.
    public Entry healed(Healing more) {
      return new Entry(
          key,
          owner,
          topicId,
          isProtected,
          managed,
          acls,
          origin,
          revision,
          updatedAt,
          removal,
          more);
    }

    /// The same, protected or not.
    public Entry withProtection(boolean shouldProtect, Instant at) {
      return new Entry(
          key,
          owner,
          topicId,
          shouldProtect,
          managed,
          acls,
          origin,
          revision,
          at,
          removal,
          healing);
    }
  }

  /// How a resource came to be owned.
  public enum Origin {
    /// Weft made it.
    CREATED,
    /// It existed and a manifest adopted it.
    ADOPTED,
    /// `weft import` wrote its manifest; until an apply has wanted it, its absence means nothing.
    IMPORTED
  }

  /// Entries of one owner, sorted by key.
  public List<Entry> of(Owner owner) {
    return entries.values().stream()
        .filter(entry -> entry.owner().equals(owner))
        .sorted(java.util.Comparator.comparing(Entry::key))
        .toList();
  }
}
