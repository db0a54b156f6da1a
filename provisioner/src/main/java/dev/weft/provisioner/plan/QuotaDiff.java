// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.diagnostic.Location;
import dev.weft.provisioner.plan.Change.Edit;
import dev.weft.provisioner.plan.Context.Unwanted;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Client quotas, user by user and key by key.
final class QuotaDiff {

  private final Context context;
  private final Draft draft;

  QuotaDiff(Context context, Draft draft) {
    this.context = context;
    this.draft = draft;
  }

  /// One user's quotas while they are compared.
  private record Case(
      ResourceKey.Quota key,
      Owner owner,
      SortedMap<String, Double> wanted,
      Map<String, Double> seen,
      Inventory.@Nullable Entry entry,
      List<Location> causes) {

    SortedMap<String, String> recorded() {
      return entry == null ? Collections.emptySortedMap() : entry.managed();
    }
  }

  void run() {
    for (Desired desired : context.compared()) {
      if (desired instanceof Desired.Quota quota) {
        diff(quota.key(), quota.owner(), quota.values(), List.of(quota.location()));
      }
    }
    for (Unwanted unwanted : context.unwanted()) {
      if (unwanted.key() instanceof ResourceKey.Quota key
          && !context.holdsInDoubt(draft, key, unwanted.owner())) {
        diff(key, unwanted.owner(), Collections.emptySortedMap(), List.of());
      }
    }
  }

  private void diff(
      ResourceKey.Quota key, Owner owner, SortedMap<String, Double> wanted, List<Location> causes) {
    if (draft.holdsUnseen(key, owner)) {
      return;
    }
    if (context.quarantine().holds(owner)) {
      draft.hold(key, owner, "Left alone: the manifest of its owner is broken.");
      return;
    }
    if (wanted.isEmpty() && context.quarantine().holdsPrincipal("User:" + key.user())) {
      draft.hold(
          key, owner, "Left alone: the manifest of a product that the user works with is broken.");
      return;
    }
    ClusterSnapshot cluster = context.snapshot(key.cluster());
    Map<String, Double> seen =
        cluster == null ? Map.of() : cluster.quotas().getOrDefault(key.user(), Map.of());
    compare(new Case(key, owner, wanted, seen, context.entry(key), causes));
  }

  private void compare(Case quota) {
    Inventory.Entry entry = quota.entry();
    if (quota.wanted().isEmpty() && entry != null && isImported(entry)) {
      draft.hold(
          quota.key(),
          quota.owner(),
          "Imported, and no applied manifest has wanted it yet; left alone.");
      return;
    }
    var edits = new TreeMap<String, Edit<Double>>();
    var foreign = new TreeMap<String, Edit<Double>>();
    var managed = new TreeMap<String, String>();
    sort(quota, edits, foreign, managed);
    holdDrifted(quota, edits);
    reset(quota, edits, managed);
    keepBooks(quota, managed, !edits.isEmpty());
    set(quota, edits);
    block(quota, foreign);
  }

  /// Leaves out what somebody changed and what is not undone now.
  private void holdDrifted(Case quota, SortedMap<String, Edit<Double>> edits) {
    Inventory.Entry entry = quota.entry();
    if (entry == null) {
      return;
    }
    var drifted = new TreeMap<String, Edit<Double>>();
    edits.forEach((name, edit) -> {
      Double to = edit.to();
      if (to != null && InventoryValues.ofQuota(to).equals(quota.recorded().get(name))) {
        drifted.put(name, edit);
      }
    });
    if (!drifted.isEmpty()
        && !new Setbacks(context, draft)
            .isDue(
                quota.key(),
                quota.owner(),
                context.desired().upkeep().drift().quotas(),
                entry,
                "Somebody changed " + String.join(", ", drifted.keySet()))) {
      edits.keySet().removeAll(drifted.keySet());
    }
  }

  private static boolean isImported(Inventory.Entry entry) {
    return entry.origin() == Inventory.Origin.IMPORTED;
  }

  private void sort(
      Case quota,
      SortedMap<String, Edit<Double>> edits,
      SortedMap<String, Edit<Double>> foreign,
      SortedMap<String, String> managed) {
    quota
        .wanted()
        .forEach((name, value) -> {
          Double seen = quota.seen().get(name);
          String recorded = quota.recorded().get(name);
          boolean isOurs = recorded != null || isIntended(quota.key(), name);
          if (value.equals(seen) && isOurs) {
            managed.put(name, InventoryValues.ofQuota(value));
          } else if (value.equals(seen)) {
            draft.note(
                quota.key(),
                quota.owner(),
                "Stood there before and is not ours: %s=%s. It will stay when its manifest ends."
                    .formatted(name, value));
          } else if (seen == null || isOurs) {
            edits.put(name, new Edit<>(seen, value));
            if (recorded != null) {
              managed.put(name, recorded);
            }
          } else {
            foreign.put(name, new Edit<>(seen, value));
          }
        });
  }

  /// Whether an interrupted run was about to set the value.
  private boolean isIntended(ResourceKey.Quota key, String name) {
    Inventory.Intent intent = context.intent(key);
    return context.isPending(key) && (intent == null || intent.keys().contains(name));
  }

  private void reset(
      Case quota, SortedMap<String, Edit<Double>> edits, SortedMap<String, String> managed) {
    var ours = new TreeMap<String, String>(quota.recorded());
    Inventory.Intent intent = context.intent(quota.key());
    if (intent != null && context.isPending(quota.key())) {
      intent.keys().forEach(name -> ours.putIfAbsent(name, "unknown"));
    }
    ours.forEach((name, recorded) -> {
      Double seen = quota.seen().get(name);
      // What one look does not show so soon may be set; to unset it once too often does no harm.
      boolean mayBeSet = seen != null || context.isFresh(quota.key());
      if (!quota.wanted().containsKey(name) && mayBeSet) {
        edits.put(name, new Edit<>(seen, null));
        managed.put(name, recorded);
      }
    });
  }

  private void keepBooks(Case quota, SortedMap<String, String> managed, boolean edits) {
    Inventory.Entry entry = quota.entry();
    boolean isEmptied = managed.isEmpty() && !edits;
    boolean isOpen = context.isPending(quota.key()) && !edits;
    if (isEmptied && (entry != null || isOpen)) {
      draft.add(
          new Proposal(
              new Change.Forget(quota.key()),
              entry == null ? quota.owner() : entry.owner(),
              "None of the quotas that Weft set exists any more."));
      return;
    }
    boolean isMoved = entry != null && !entry.owner().equals(quota.owner());
    if (managed.equals(quota.recorded()) && !isMoved && !isOpen) {
      return;
    }
    draft.addGate(
        new Proposal(
                new Change.Adopt(quota.key(), null, managed, new TreeSet<>()),
                quota.owner(),
                isMoved
                    ? "The quotas move to %s in the inventory.".formatted(quota.owner())
                    : "The inventory is brought up to date with the quotas that are set.")
            .causes(quota.causes()));
  }

  private void set(Case quota, SortedMap<String, Edit<Double>> edits) {
    if (edits.isEmpty()) {
      return;
    }
    boolean isReset = edits.values().stream().allMatch(edit -> edit.to() == null);
    draft.add(
        new Proposal(
                new Change.AlterQuota(quota.key(), edits),
                quota.owner(),
                isReset
                    ? "No manifest wants these quotas any more."
                    : "The application's manifest sets these quotas.")
            .risk(rating(edits))
            .causes(quota.causes())
            .after(draft.gate(quota.key())));
  }

  private static RiskRules.Rating rating(SortedMap<String, Edit<Double>> edits) {
    for (Edit<Double> edit : edits.values()) {
      Double from = edit.from();
      Double to = edit.to();
      if (to == null) {
        return RiskRules.Rating.disruptive("The user falls back to the cluster's default quotas");
      }
      if (from != null && to < from) {
        return RiskRules.Rating.disruptive("Clients are throttled sooner");
      }
    }
    return RiskRules.Rating.SAFE;
  }

  private void block(Case quota, SortedMap<String, Edit<Double>> foreign) {
    if (foreign.isEmpty()) {
      return;
    }
    draft.add(
        new Proposal(
                new Change.AlterQuota(quota.key(), foreign),
                quota.owner(),
                "The application's manifest sets these quotas.")
            .id("take")
            .risk(rating(foreign))
            .causes(quota.causes())
            .block(
                Cause.OWNERSHIP,
                "Somebody else limits user `%s` by %s."
                    .formatted(quota.key().user(), String.join(", ", foreign.keySet())),
                "write the existing value into the manifest, or remove the quota by hand"));
  }
}
