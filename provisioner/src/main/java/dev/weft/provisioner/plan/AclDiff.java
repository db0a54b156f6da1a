// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.diagnostic.Location;
import dev.weft.provisioner.plan.Context.Unwanted;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Forbidden;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// ACL bindings, pattern by pattern. Ownership is per binding: one that stood there before is as
/// good as ours while it is wanted, and stays when it is not.
final class AclDiff {

  private final Context context;
  private final Draft draft;
  private final Removals removals;
  private final Setbacks setbacks;
  private final Map<String, Denials> denials = new HashMap<>();

  AclDiff(Context context, Draft draft, Removals removals) {
    this.context = context;
    this.draft = draft;
    this.removals = removals;
    this.setbacks = new Setbacks(context, draft);
  }

  void run() {
    for (Desired desired : context.compared()) {
      if (desired instanceof Desired.Acls acls) {
        wanted(acls);
      }
    }
    for (Unwanted unwanted : context.unwanted()) {
      if (unwanted.key() instanceof ResourceKey.AclSet key) {
        unwanted(key, unwanted);
      }
    }
  }

  private void wanted(Desired.Acls acls) {
    if (draft.holdsUnseen(acls.key(), acls.owner())) {
      return;
    }
    Set<Acl> seen = seen(acls.key());
    Inventory.Entry entry = context.entry(acls.key());
    Set<Acl> wanted = acls.acls().keySet();
    boolean isAsWanted =
        entry != null
            && entry.owner().equals(acls.owner())
            && !context.isPending(acls.key())
            && entry.acls().equals(wanted)
            && seen.containsAll(wanted);
    if (!isAsWanted) {
      diff(acls.key(), acls.owner(), acls.acls(), acls.adopt(), seen);
    }
    for (String sentence : denials(acls.key().cluster()).defeating(acls.key(), wanted)) {
      draft.note(acls.key(), acls.owner(), sentence);
    }
  }

  private void unwanted(ResourceKey.AclSet key, Unwanted unwanted) {
    if (draft.holdsUnseen(key, unwanted.owner())) {
      return;
    }
    Inventory.Entry entry = unwanted.entry();
    boolean isNamed =
        key.type() == ResourceKey.AclSet.Type.TOPIC && context.isNamedForDeletion(key.name());
    if (!isNamed && context.holdsInDoubt(draft, key, unwanted.owner())) {
      return;
    }
    if (entry != null && entry.origin() == Inventory.Origin.IMPORTED) {
      draft.hold(
          key,
          unwanted.owner(),
          "Imported, and no applied manifest has wanted it yet; left alone.");
      return;
    }
    diff(key, unwanted.owner(), Collections.emptySortedMap(), false, seen(key));
  }

  private void diff(
      ResourceKey.AclSet key,
      Owner owner,
      SortedMap<Acl, SortedSet<Location>> wanted,
      boolean adopt,
      Set<Acl> shown) {
    Set<Acl> seen = standing(key, wanted.keySet(), shown);
    SortedSet<Acl> recorded = recorded(key);
    SortedSet<Acl> claimed = claimed(key, wanted.keySet(), adopt, seen);
    if (context.quarantine().holds(owner)) {
      if (!recorded.equals(wanted.keySet())) {
        draft.hold(key, owner, "Left alone: the manifest of its owner is broken.");
      }
      return;
    }
    var ours = new TreeSet<Acl>(recorded);
    ours.retainAll(seen);
    ours.addAll(claimed);

    var add = new TreeSet<Acl>(wanted.keySet());
    add.removeAll(seen);
    var remove = new TreeSet<Acl>(ours);
    remove.removeAll(wanted.keySet());
    holdBroken(key, owner, add, remove);
    holdLeaving(key, owner, remove);
    holdLost(key, owner, add);
    forbid(key, owner, add, wanted);

    var base = new TreeSet<Acl>(recorded);
    base.removeIf(acl -> !seen.contains(acl) && !wanted.containsKey(acl));
    base.addAll(claimed);
    keepBooks(key, owner, base, !add.isEmpty(), claimed.isEmpty());
    add(key, owner, add, wanted);
    remove(key, owner, remove);
    noteForeign(key, owner, wanted.keySet(), seen, ours);
  }

  /// Takes out, as a change that is blocked, what only grants want that a policy forbids.
  private void forbid(
      ResourceKey.AclSet key,
      Owner owner,
      SortedSet<Acl> add,
      SortedMap<Acl, SortedSet<Location>> wanted) {
    SortedMap<Location, Forbidden.Reason> grants = context.desired().forbidden().grants();
    if (grants.isEmpty()) {
      return;
    }
    var byGrant = new TreeMap<Location, SortedSet<Acl>>();
    for (Acl acl : add) {
      SortedSet<Location> causes = wanted.getOrDefault(acl, Collections.emptySortedSet());
      if (!causes.isEmpty() && grants.keySet().containsAll(causes)) {
        byGrant.computeIfAbsent(causes.first(), _ -> new TreeSet<>()).add(acl);
      }
    }
    int number = 0;
    for (Map.Entry<Location, SortedSet<Acl>> entry : byGrant.entrySet()) {
      Forbidden.Reason reason = grants.get(entry.getKey());
      if (reason == null) {
        throw new IllegalStateException("forbidden without a reason: " + entry.getKey());
      }
      number++;
      add.removeAll(entry.getValue());
      draft.add(
          new Proposal(
                  new Change.AddAcls(key, entry.getValue()),
                  owner,
                  "A grant asks for these rights, and a policy forbids it.")
              .id("forbidden-" + number)
              .causes(List.of(entry.getKey()))
              .block(PlannedChange.Cause.POLICY, reason.message(), reason.hint()));
    }
  }

  /// What a look shows, and what it may not show yet and nobody wants any more: to take that away
  /// once too often does no harm, and to forget it would leave it behind.
  private Set<Acl> standing(ResourceKey.AclSet key, Set<Acl> wanted, Set<Acl> shown) {
    if (!context.isFresh(key)) {
      return shown;
    }
    var standing = new TreeSet<Acl>(recorded(key));
    Inventory.Intent intent = context.isPending(key) ? context.intent(key) : null;
    if (intent != null) {
      standing.addAll(intent.acls());
    }
    standing.removeAll(wanted);
    standing.addAll(shown);
    return standing;
  }

  private SortedSet<Acl> recorded(ResourceKey.AclSet key) {
    Inventory.Entry entry = context.entry(key);
    return entry == null ? Collections.emptySortedSet() : entry.acls();
  }

  /// Bindings that stand and that the inventory has to learn of: those of an interrupted run, and
  /// those a manifest adopts.
  private SortedSet<Acl> claimed(
      ResourceKey.AclSet key, Set<Acl> wanted, boolean adopt, Set<Acl> seen) {
    var claimed = new TreeSet<Acl>();
    if (context.isPending(key)) {
      Inventory.Intent intent = context.intent(key);
      claimed.addAll(intent == null ? wanted : intent.acls());
    }
    if (adopt) {
      claimed.addAll(wanted);
    }
    claimed.retainAll(seen);
    claimed.removeAll(recorded(key));
    return claimed;
  }

  private void holdBroken(
      ResourceKey.AclSet key, Owner owner, SortedSet<Acl> add, SortedSet<Acl> remove) {
    var held = new TreeSet<Acl>();
    add.stream().filter(acl -> context.quarantine().holds(owner, acl)).forEach(held::add);
    remove.stream().filter(acl -> context.quarantine().holds(owner, acl)).forEach(held::add);
    if (!held.isEmpty()) {
      add.removeAll(held);
      remove.removeAll(held);
      draft.hold(
          key,
          owner,
          "Left alone, because a manifest that decides about it is broken: " + list(held) + ".");
    }
  }

  /// Bindings that somebody took away and that are not given back now.
  private void holdLost(ResourceKey.AclSet key, Owner owner, SortedSet<Acl> add) {
    Inventory.Entry entry = context.entry(key);
    if (entry == null) {
      return;
    }
    var lost = new TreeSet<Acl>(add);
    lost.retainAll(entry.acls());
    if (!lost.isEmpty()
        && !setbacks.isDue(
            key,
            owner,
            context.desired().upkeep().drift().access(),
            entry,
            "Somebody removed " + list(lost))) {
      add.removeAll(lost);
    }
  }

  /// Rights on topics that go out step by step stay until their step has come, and so do those that
  /// are of no use without them.
  private void holdLeaving(ResourceKey.AclSet key, Owner owner, SortedSet<Acl> remove) {
    var held = new TreeSet<Acl>();
    remove.stream().filter(acl -> removals.keeps(key, acl)).forEach(held::add);
    if (!held.isEmpty()) {
      remove.removeAll(held);
      draft.hold(
          key,
          owner,
          "Stays until the topic that no manifest wants has come that far on its way out: "
              + list(held)
              + ".");
    }
  }

  private void keepBooks(
      ResourceKey.AclSet key,
      Owner owner,
      SortedSet<Acl> base,
      boolean adds,
      boolean claimsNothing) {
    Inventory.Entry entry = context.entry(key);
    // Whatever is added settles what an interrupted run left open; else the books have to.
    boolean isOpen = context.isPending(key) && !adds;
    if (entry == null && base.isEmpty() && !isOpen) {
      return;
    }
    if (base.isEmpty() && !adds) {
      draft.add(
          new Proposal(
              new Change.Forget(key),
              entry == null ? owner : entry.owner(),
              "None of its bindings exists any more."));
      return;
    }
    boolean isMoved = entry != null && !entry.owner().equals(owner);
    if (entry != null && !isMoved && !isOpen && entry.acls().equals(base)) {
      return;
    }
    String reason =
        isMoved
            ? "The bindings move to %s in the inventory.".formatted(owner)
            : claimsNothing
                ? "The inventory is brought up to date with the bindings that exist."
                : "The inventory learns of bindings that exist.";
    draft.addGate(new Proposal(new Change.Adopt(key, null, new TreeMap<>(), base), owner, reason));
  }

  private void add(
      ResourceKey.AclSet key,
      Owner owner,
      SortedSet<Acl> add,
      SortedMap<Acl, SortedSet<Location>> wanted) {
    if (add.isEmpty()) {
      return;
    }
    String gate =
        key.type() == ResourceKey.AclSet.Type.TOPIC
                && key.pattern() == ResourceKey.AclSet.Pattern.LITERAL
            ? draft.gate(new ResourceKey.Topic(key.cluster(), key.name()))
            : null;
    SortedSet<Acl> recorded = recorded(key);
    boolean isLost = add.stream().allMatch(recorded::contains);
    Inventory.Entry entry = context.entry(key);
    var proposal =
        new Proposal(
                new Change.AddAcls(key, add),
                owner,
                isLost
                    ? "Somebody removed bindings that manifests want."
                    : "Manifests give these rights and the cluster does not have them yet.")
            .causes(
                add.stream()
                    .map(acl -> wanted.getOrDefault(acl, new TreeSet<>()))
                    .flatMap(Collection::stream)
                    .toList())
            .after(gate)
            .after(draft.gate(key));
    if (isLost && entry != null) {
      proposal.fact("They vanished " + setbacks.moment(entry));
    }
    draft.add(proposal);
  }

  private void remove(ResourceKey.AclSet key, Owner owner, SortedSet<Acl> remove) {
    if (remove.isEmpty()) {
      return;
    }
    ResourceKey.Topic leaving = removals.topicOf(key);
    Proposal revoke =
        new Proposal(
                new Change.RemoveAcls(key, remove),
                owner,
                "No manifest gives these rights any more.")
            .risk(
                RiskRules.Rating.disruptive(
                    "These principals lose rights: "
                        + String.join(
                            ", ", new TreeSet<>(remove.stream().map(Acl::principal).toList()))))
            .after(leaving == null ? null : draft.gate(leaving))
            .after(draft.gate(key));
    if (key.type() == ResourceKey.AclSet.Type.TOPIC
        && key.pattern() == ResourceKey.AclSet.Pattern.LITERAL) {
      draft.endsOfUse(new ResourceKey.Topic(key.cluster(), key.name())).forEach(revoke::after);
    }
    draft.addGate(revoke);
  }

  private void noteForeign(
      ResourceKey.AclSet key, Owner owner, Set<Acl> wanted, Set<Acl> seen, Set<Acl> ours) {
    var foreign = new TreeSet<Acl>(wanted);
    foreign.retainAll(seen);
    foreign.removeAll(ours);
    if (!foreign.isEmpty()) {
      draft.note(
          key,
          owner,
          "Stood there before and is not ours: %s. It will stay when its manifest ends."
              .formatted(list(foreign)));
    }
  }

  private Set<Acl> seen(ResourceKey.AclSet key) {
    ClusterSnapshot cluster = context.snapshot(key.cluster());
    return cluster == null ? Set.of() : cluster.acls().getOrDefault(key, Set.of());
  }

  private Denials denials(String cluster) {
    return denials.computeIfAbsent(
        cluster,
        name -> {
          ClusterSnapshot snapshot = context.snapshot(name);
          if (snapshot == null) {
            throw new IllegalStateException("seen and not seen: " + name);
          }
          return new Denials(snapshot);
        });
  }

  private static String list(Collection<Acl> acls) {
    List<String> texts = acls.stream().map(acl -> "`" + acl + "`").toList();
    return String.join(", ", texts);
  }
}
