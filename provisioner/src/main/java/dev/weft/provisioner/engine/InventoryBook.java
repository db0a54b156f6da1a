// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Change.Edit;
import dev.weft.provisioner.plan.InventoryValues;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.ScramLogin;
import dev.weft.provisioner.plan.Setback;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Healing;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Inventory.Entry;
import dev.weft.provisioner.resource.Inventory.Origin;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.Removal;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The inventory as it becomes while a run makes its changes. Lanes never share a resource, so each
/// entry is only ever touched by one thread.
final class InventoryBook {

  /// What has become another one; empty when it is no entry any more.
  private final Map<ResourceKey, Optional<Entry>> changed = new ConcurrentHashMap<>();

  private final Inventory before;
  private final String revision;
  private final Clock clock;

  InventoryBook(Inventory before, String revision, Clock clock) {
    this.before = before;
    this.revision = revision;
    this.clock = clock;
  }

  /// The entry as it is now, or null.
  @Nullable Entry entry(ResourceKey key) {
    Optional<Entry> now = changed.get(key);
    return now == null ? before.entries().get(key) : now.orElse(null);
  }

  /// Enters a change that succeeded.
  ///
  /// @param topicIds ids of topics that were just made, by name
  void enter(PlannedChange planned, Map<String, String> topicIds) {
    ResourceKey key = planned.change().resource();
    Entry old = entry(key);
    Entry entry = next(planned, old, topicIds);
    if (entry != null && old != null && Setback.isOne(planned.change(), old)) {
      entry = entry.healed(Healing.after(old.healing(), entry.updatedAt()));
    }
    changed.put(key, Optional.ofNullable(entry));
  }

  /// An entry that a run has wanted is imported no more.
  Entry confirmed(Entry entry) {
    Entry confirmed = entry(entry.key(), entry.owner(), entry, entry.topicId());
    changed.put(entry.key(), Optional.of(confirmed));
    return confirmed;
  }

  private @Nullable Entry next(
      PlannedChange planned, @Nullable Entry old, Map<String, String> topicIds) {
    Owner owner = planned.owner();
    return switch (planned.change()) {
      case Change.CreateTopic create ->
          with(
              entry(create.resource(), owner, null, topicIds.get(create.resource().name())),
              create.config(),
              new TreeSet<>());
      case Change.AddPartitions add -> entry(add.resource(), owner, old, id(old));
      case Change.AlterConfig alter -> {
        Entry entry = entry(alter.resource(), owner, old, id(old));
        yield with(entry, edited(entry.managed(), alter.edits(), value -> value), entry.acls());
      }
      case Change.AlterQuota alter -> quota(alter, owner, old);
      case Change.AddAcls add -> {
        Entry entry = entry(add.resource(), owner, old, null);
        var acls = new TreeSet<Acl>(entry.acls());
        acls.addAll(add.acls());
        yield with(entry, entry.managed(), acls);
      }
      case Change.RemoveAcls remove -> {
        Entry entry = entry(remove.resource(), owner, old, null);
        var acls = new TreeSet<Acl>(entry.acls());
        acls.removeAll(remove.acls());
        yield acls.isEmpty() ? null : with(entry, entry.managed(), acls);
      }
      case Change.CreateClient create ->
          with(entry(create.resource(), owner, null, null), create.settings(), new TreeSet<>());
      case Change.AlterClient alter -> {
        Entry entry = entry(alter.resource(), owner, old, null);
        yield with(entry, edited(entry.managed(), alter.edits(), value -> value), entry.acls());
      }
      case Change.StoreSecret store -> entry(store.resource(), owner, old, null);
      case Change.CreateUser create ->
          login(create.resource(), owner, old, (_, now) -> ScramLogin.created(create, now));
      case Change.AlterUser alter ->
          login(alter.resource(), owner, old, (known, now) -> known.after(alter, now));
      case Change.SetCompatibility set -> entry(set.resource(), owner, old, null);
      case Change.RegisterSchema register ->
          with(
              entry(register.resource(), owner, old, null),
              InventoryValues.ofSchema(register.schema().canonical()),
              new TreeSet<>());
      case Change.Adopt adopt -> adopted(adopt, owner, old);
      case Change.StepRemoval step -> stepped(step, owner, old);
      case Change.CreateMirror create ->
          with(
              entry(create.resource(), owner, null, null),
              InventoryValues.ofMirror(create.source()),
              new TreeSet<>());
      case Change.RestoreMirror restore -> entry(restore.resource(), owner, old, null);
      case Change.DeleteTopic _,
          Change.RemoveUser _,
          Change.RemoveMirror _,
          Change.PromoteMirror _,
          Change.Forget _ ->
          null;
    };
  }

  private Entry login(
      ResourceKey key,
      Owner owner,
      @Nullable Entry old,
      BiFunction<ScramLogin, Instant, ScramLogin> change) {
    Entry entry = entry(key, owner, old, null);
    ScramLogin login = change.apply(ScramLogin.of(entry.managed()), entry.updatedAt());
    return with(entry, login.values(), entry.acls());
  }

  private Entry stepped(Change.StepRemoval step, Owner owner, @Nullable Entry old) {
    Entry entry = entry(step.resource(), owner, old, id(old));
    return entry.leaving(
        step.to() == null ? null : Removal.after(entry.removal(), step.to(), entry.updatedAt()));
  }

  private @Nullable Entry quota(Change.AlterQuota alter, Owner owner, @Nullable Entry old) {
    Entry entry = entry(alter.resource(), owner, old, null);
    SortedMap<String, String> managed =
        edited(entry.managed(), alter.edits(), InventoryValues::ofQuota);
    return managed.isEmpty() ? null : with(entry, managed, entry.acls());
  }

  private Entry adopted(Change.Adopt adopt, Owner owner, @Nullable Entry old) {
    Entry entry = entry(adopt.resource(), owner, old, adopt.topicId());
    boolean isTaken = old == null && !before.pending().containsKey(adopt.resource());
    return new Entry(
        entry.key(),
        entry.owner(),
        adopt.topicId(),
        entry.isProtected(),
        adopt.managed(),
        adopt.acls(),
        isTaken ? Origin.ADOPTED : entry.origin(),
        entry.revision(),
        entry.updatedAt(),
        entry.removal(),
        entry.healing());
  }

  private static <T> SortedMap<String, String> edited(
      SortedMap<String, String> managed,
      SortedMap<String, Edit<T>> edits,
      Function<T, String> text) {
    var result = new TreeMap<String, String>(managed);
    edits.forEach((key, edit) -> {
      T value = edit.to();
      if (value == null) {
        result.remove(key);
      } else {
        result.put(key, text.apply(value));
      }
    });
    return result;
  }

  private static @Nullable String id(@Nullable Entry old) {
    return old == null ? null : old.topicId();
  }

  /// The old entry, or a new one, of this run.
  private Entry entry(ResourceKey key, Owner owner, @Nullable Entry old, @Nullable String topicId) {
    SortedMap<String, String> managed = old == null ? new TreeMap<>() : old.managed();
    SortedSet<Acl> acls = old == null ? new TreeSet<>() : old.acls();
    boolean isProtected = old == null ? key instanceof ResourceKey.Topic : old.isProtected();
    Origin origin = old == null ? Origin.CREATED : old.origin();
    return new Entry(
        key,
        owner,
        topicId,
        isProtected,
        managed,
        acls,
        origin == Origin.IMPORTED ? Origin.ADOPTED : origin,
        revision,
        clock.instant(),
        old == null ? null : old.removal(),
        old == null ? null : old.healing());
  }

  private static Entry with(Entry entry, SortedMap<String, String> managed, SortedSet<Acl> acls) {
    return new Entry(
        entry.key(),
        entry.owner(),
        entry.topicId(),
        entry.isProtected(),
        managed,
        acls,
        entry.origin(),
        entry.revision(),
        entry.updatedAt(),
        entry.removal(),
        entry.healing());
  }
}
