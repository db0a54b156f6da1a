// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.plan.Context.Unwanted;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.LinkSnapshot;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Mirrors: begun once both topics stand, kept running, ended when no manifest wants them. What was
/// copied is never deleted here. When a topic is from now on produced where it was copied to, its
/// mirror is promoted, which a person has to approve.
final class MirrorDiff {

  private final Context context;
  private final Draft draft;
  private final List<Proposal> promotions = new ArrayList<>();
  private final List<ResourceKey.Topic> former = new ArrayList<>();

  MirrorDiff(Context context, Draft draft) {
    this.context = context;
    this.draft = draft;
  }

  void run() {
    for (Desired desired : context.compared()) {
      if (desired instanceof Desired.Mirror mirror) {
        wanted(mirror);
      }
    }
    for (Unwanted unwanted : context.unwanted()) {
      if (unwanted.key() instanceof ResourceKey.Mirror key) {
        unwanted(key, unwanted);
      }
    }
  }

  /// Plans promotions: after the old producer has lost its rights, so that nothing is written that
  /// would not be copied any more, and before the old topic goes, with what is not copied yet.
  void promote() {
    for (int i = 0; i < promotions.size(); i++) {
      ResourceKey.Topic old = former.get(i);
      draft.gateBy(old, draft.add(promotions.get(i).after(draft.gate(TopicDiff.aclsOf(old)))));
    }
  }

  /// What a promotion waits for waits with it: a producer must not lose its rights on one cluster
  /// while nobody has decided that it gets them on the other.
  static List<PlannedChange> holdTogether(List<PlannedChange> changes) {
    var verdicts = new HashMap<String, Verdict>();
    for (PlannedChange planned : changes) {
      if (planned.change() instanceof Change.PromoteMirror promote) {
        Verdict verdict = together(promote, planned.verdict());
        planned.after().forEach(id -> verdicts.put(id, verdict));
      }
    }
    // The step that takes the old producer's rights away waits with them.
    for (PlannedChange planned : changes) {
      Verdict verdict = verdicts.get(planned.id());
      if (verdict != null && planned.change() instanceof Change.RemoveAcls) {
        planned.after().forEach(id -> verdicts.putIfAbsent(id, verdict));
      }
    }
    return verdicts.isEmpty()
        ? changes
        : changes.stream().map(planned -> held(planned, verdicts.get(planned.id()))).toList();
  }

  private static Verdict together(Change.PromoteMirror promote, Verdict verdict) {
    String move =
        "topic `%s` moves from `%s` to `%s`"
            .formatted(promote.resource().topic(), promote.source(), promote.resource().cluster());
    return switch (verdict) {
      case Verdict.Allowed allowed -> allowed;
      case Verdict.NeedsApproval _ -> new Verdict.NeedsApproval(move);
      case Verdict.Blocked _ ->
          new Verdict.Blocked(
              Cause.DEPENDENCY,
              "It is a part of a move that is blocked: " + move + ".",
              "solve that first");
    };
  }

  private static PlannedChange held(PlannedChange planned, @Nullable Verdict verdict) {
    boolean isOpen =
        (planned.change() instanceof Change.RemoveAcls
                || planned.change() instanceof Change.StepRemoval)
            && planned.verdict() instanceof Verdict.Allowed;
    return isOpen && verdict != null ? planned.with(verdict) : planned;
  }

  private void wanted(Desired.Mirror desired) {
    LinkSnapshot link = seen(desired.key(), desired.owner());
    if (link == null) {
      return;
    }
    if (context.quarantine().holds(desired.owner())) {
      draft.hold(
          desired.key(), desired.owner(), "Left alone: the manifest of its owner is broken.");
      return;
    }
    LinkSnapshot.Mirror mirror = link.mirrors().get(desired.key());
    String other = link.foreign().get(desired.key().topic());
    if (mirror == null) {
      create(desired, other);
    } else if (mirror.source().equals(desired.source())) {
      existing(desired, mirror);
    } else {
      elsewhere(desired, mirror);
    }
    if (mirror != null && other != null) {
      draft.note(
          desired.key(),
          desired.owner(),
          "`%s`, which is not Weft's, copies this topic too: readers get its records twice."
              .formatted(other));
    }
    noteWriters(desired);
  }

  private void create(Desired.Mirror desired, @Nullable String other) {
    ResourceKey.Mirror key = desired.key();
    Proposal proposal =
        new Proposal(
                new Change.CreateMirror(key, desired.source()),
                desired.owner(),
                context.entry(key) == null
                    ? "The port is produced on `%s` and available on `%s` too."
                        .formatted(desired.source(), key.cluster())
                    : "Somebody took the topic out of the link.")
            .causes(List.of(desired.location()))
            .after(draft.gate(desired.from()))
            .after(draft.gate(key.target()));
    if (other != null) {
      proposal.block(
          Cause.OWNERSHIP,
          "`%s`, which is not Weft's, copies this topic already.".formatted(other),
          "delete it or take the topic out of it; a mirrored topic has one writer");
    }
    blockLacking(proposal, desired.from());
    blockLacking(proposal, key.target());
    draft.addGate(proposal);
    World.Link link = context.link(key.cluster());
    if (link != null && link.makesTopics()) {
      draft.gateBy(key.target(), ChangeIds.of(proposal.change));
    }
  }

  private void blockLacking(Proposal proposal, ResourceKey.Topic topic) {
    String lack = draft.lacks(topic);
    if (lack != null) {
      proposal.block(
          Cause.DEPENDENCY,
          "Topic `%s` of cluster `%s` is not sure to be as it is wanted: %s."
              .formatted(topic.name(), topic.cluster(), lack),
          "solve that first; a topic is copied once it stands on both clusters");
    }
  }

  private void existing(Desired.Mirror desired, LinkSnapshot.Mirror mirror) {
    ResourceKey.Mirror key = desired.key();
    Inventory.Entry entry = context.entry(key);
    boolean isKnown =
        entry != null
            && entry.owner().equals(desired.owner())
            && entry.managed().equals(InventoryValues.ofMirror(mirror.source()))
            && !context.isPending(key);
    if (!isKnown) {
      // A link of Weft has a name that tells, so what it copies is ours, whatever the inventory
      // lost.
      switch (Ownership.of(context, key, desired.owner(), true, noun(key))) {
        case Ownership.Claim.Held(String reason) -> {
          draft.hold(key, desired.owner(), reason);
          return;
        }
        case Ownership.Claim.Take(String reason) -> take(desired, reason);
        case Ownership.Claim.Ours _ ->
            take(desired, "The inventory is brought up to date with the mirror.");
        case Ownership.Claim.Foreign(String message, String _) ->
            throw new IllegalStateException("links of Weft are adopted: " + message);
      }
    }
    if (!mirror.isHealthy()) {
      draft.addGate(
          new Proposal(
                  new Change.RestoreMirror(
                      key, desired.source(), mirror.state(), new TreeSet<>(mirror.differences())),
                  desired.owner(),
                  reason(mirror))
              .causes(List.of(desired.location()))
              .after(draft.gate(key)));
    }
  }

  private void take(Desired.Mirror desired, String reason) {
    draft.addGate(
        new Proposal(
                new Change.Adopt(
                    desired.key(),
                    null,
                    InventoryValues.ofMirror(desired.source()),
                    new TreeSet<>()),
                desired.owner(),
                reason)
            .causes(List.of(desired.location())));
  }

  private static String reason(LinkSnapshot.Mirror mirror) {
    String why =
        switch (mirror.state()) {
          case RUNNING -> "Somebody changed the link's settings outside Weft.";
          case STARTING -> "No records are copied yet.";
          case PAUSED -> "Somebody paused the link outside Weft.";
          case STOPPED -> "Somebody stopped the link outside Weft.";
          case FAILED -> "The link failed, and no records are copied.";
        };
    return mirror.detail().isEmpty() ? why : why + " " + mirror.detail();
  }

  /// Copies of two clusters in one topic cannot be told apart.
  private void elsewhere(Desired.Mirror desired, LinkSnapshot.Mirror mirror) {
    draft.add(
        new Proposal(
                new Change.CreateMirror(desired.key(), desired.source()),
                desired.owner(),
                "The port is produced on `%s` now.".formatted(desired.source()))
            .causes(List.of(desired.location()))
            .block(
                Cause.IMPOSSIBLE,
                "%s is copied from `%s`; copied from `%s` too, its records would come twice."
                    .formatted(noun(desired.key()), mirror.source(), desired.source()),
                "take `%s` out of `availableOn`, apply, delete its topic by name, and add it again"
                    .formatted(desired.key().cluster())));
  }

  private void unwanted(ResourceKey.Mirror key, Unwanted unwanted) {
    Owner owner = unwanted.owner();
    if (context.holdsInDoubt(draft, key, owner)) {
      return;
    }
    LinkSnapshot link = seen(key, owner);
    if (link == null) {
      return;
    }
    LinkSnapshot.Mirror mirror = link.mirrors().get(key);
    if (context.quarantine().holds(owner)) {
      draft.hold(key, owner, "Left alone: the manifest of its owner is broken.");
    } else if (mirror == null) {
      draft.add(new Proposal(new Change.Forget(key), owner, noun(key) + " is copied no more."));
    } else if (context.wanted(key.target()) instanceof Desired.Topic topic) {
      prepare(key, mirror, topic);
    } else {
      remove(key, owner, mirror.source());
    }
  }

  /// The link keeps its rights on both topics until it has let go of them: without them it would
  /// fail, and with it whatever else it copies.
  private void remove(ResourceKey.Mirror key, Owner owner, String source) {
    var change = new Change.RemoveMirror(key, source);
    draft.addGate(
        new Proposal(
                change,
                owner,
                "No port is available on `%s` by this topic any more.".formatted(key.cluster()))
            .risk(
                RiskRules.Rating.disruptive(
                    "New records of `%s` no longer come to `%s`; those that were copied stay"
                        .formatted(source, key.cluster()))));
    draft.endUseBy(key.target(), ChangeIds.of(change));
    draft.endUseBy(new ResourceKey.Topic(source, key.topic()), ChangeIds.of(change));
  }

  /// Whoever may write to the topic from now on gets that right after the promotion.
  private void prepare(ResourceKey.Mirror key, LinkSnapshot.Mirror mirror, Desired.Topic topic) {
    var change = new Change.PromoteMirror(key, mirror.source());
    String gate = draft.gate(key.target());
    promotions.add(
        new Proposal(
                change,
                topic.owner(),
                "The topic is produced on `%s` from now on.".formatted(key.cluster()))
            .risk(
                RiskRules.Rating.destructive(
                    "Records of `%s` that are not copied when the copying ends never come to `%s`"
                        .formatted(mirror.source(), key.cluster())))
            .causes(topic.locations().values().stream().limit(1).toList())
            .after(gate));
    former.add(new ResourceKey.Topic(mirror.source(), key.topic()));
    draft.gateBy(key.target(), ChangeIds.of(change));
  }

  private void noteWriters(Desired.Mirror desired) {
    ResourceKey.Topic topic = desired.key().target();
    ClusterSnapshot cluster = context.snapshot(topic.cluster());
    if (cluster == null || desired.principal() == null) {
      return;
    }
    ResourceKey.AclSet acls = TopicDiff.aclsOf(topic);
    Inventory.Entry entry = context.entry(acls);
    var writers = new TreeSet<String>();
    for (Acl acl : cluster.acls().getOrDefault(acls, Set.of())) {
      boolean isOurs = entry != null && entry.acls().contains(acl);
      boolean writes =
          acl.permission() == Acl.Permission.ALLOW
              && (acl.operation() == Acl.Operation.WRITE || acl.operation() == Acl.Operation.ALL);
      if (writes && !isOurs && !acl.principal().equals(desired.principal())) {
        writers.add(acl.principal());
      }
    }
    if (!writers.isEmpty()) {
      draft.note(
          desired.key(),
          desired.owner(),
          "A mirrored topic has one writer, and somebody else lets %s write to it."
              .formatted(String.join(", ", writers)));
    }
  }

  private @Nullable LinkSnapshot seen(ResourceKey.Mirror key, Owner owner) {
    World.Link link = context.link(key.cluster());
    return draft.holdsUnseen(key, owner) || link == null ? null : link.snapshot();
  }

  private static String noun(ResourceKey.Mirror key) {
    return "Topic `%s` of cluster `%s`".formatted(key.topic(), key.cluster());
  }
}
