// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.mesh.RemovalRules;
import dev.weft.provisioner.plan.Context.Unwanted;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Removal;
import dev.weft.provisioner.resource.ResourceKey;
import org.jspecify.annotations.Nullable;

/// Topics that are ours and that no manifest wants. Absence from Git alone never deletes a topic:
/// somebody names it, or the mesh allows it, somebody released it, and it has come to the end of
/// its way out ([Removals]).
final class TopicRemoval {

  private final Context context;
  private final Draft draft;

  TopicRemoval(Context context, Draft draft) {
    this.context = context;
    this.draft = draft;
  }

  void run() {
    for (Unwanted unwanted : context.unwanted()) {
      if (unwanted.key() instanceof ResourceKey.Topic topic
          && !draft.holdsUnseen(topic, unwanted.owner())) {
        remove(unwanted, topic);
      }
    }
  }

  private void remove(Unwanted unwanted, ResourceKey.Topic topic) {
    ClusterSnapshot cluster = context.snapshot(topic.cluster());
    ClusterSnapshot.Topic seen = cluster == null ? null : cluster.topics().get(topic.name());
    Inventory.Entry entry = unwanted.entry();
    if (context.quarantine().holds(unwanted.owner())) {
      draft.hold(topic, unwanted.owner(), "Left alone: the manifest of its owner is broken.");
    } else if (seen == null) {
      forget(unwanted, "The topic no longer exists and no manifest wants it.");
    } else if (entry != null && entry.topicId() != null && !entry.topicId().equals(seen.id())) {
      forget(
          unwanted, "Somebody replaced the topic by another of the same name: not ours any more.");
    } else if (entry != null && entry.origin() == Inventory.Origin.IMPORTED) {
      draft.hold(
          topic,
          unwanted.owner(),
          "Imported, and no applied manifest has wanted it yet; left alone.");
    } else if (context.isNamedForDeletion(topic.name())) {
      delete(unwanted, topic, seen);
    } else if (entry == null) {
      draft.hold(
          topic,
          unwanted.owner(),
          "A run that was interrupted made it, and no manifest wants it; delete it by name with"
              + " `weft apply --delete %s`.".formatted(topic.name()));
    } else {
      leaving(unwanted, topic, seen, entry);
    }
  }

  /// The end of its way out, which most topics never come to.
  private void leaving(
      Unwanted unwanted,
      ResourceKey.Topic topic,
      ClusterSnapshot.Topic seen,
      Inventory.Entry entry) {
    RemovalRules rules = context.desired().upkeep().removal();
    Removal removal = entry.removal();
    String doubt = context.desired().upkeep().doubt(unwanted.owner().domain());
    String why =
        context.desired().retired().contains(topic)
            ? "Its manifest retires it"
            : "No manifest wants it";
    if (doubt != null) {
      draft.hold(
          topic, unwanted.owner(), "%s; it stays as it is, because %s.".formatted(why, doubt));
    } else if (!rules.deletesTopics() || entry.isProtected()) {
      draft.hold(
          topic,
          unwanted.owner(),
          "%s; %s. Its records stay: it is protected%s. Delete it by name with `weft apply --delete %s`."
              .formatted(
                  why,
                  words(removal),
                  rules.deletesTopics()
                      ? " until somebody releases it with `weft release " + topic.name() + "`"
                      : ", as this mesh keeps topics",
                  topic.name()));
    } else if (removal == null
        || removal.step() != Removal.Step.READS_REVOKED
        || context.world().now().isBefore(removal.since().plus(rules.pause()))) {
      draft.hold(
          topic,
          unwanted.owner(),
          "%s; %s. It was released, and will be deleted at the end of its way out."
              .formatted(why, words(removal)));
    } else {
      draft.add(
          deletion(
                  unwanted,
                  topic,
                  seen,
                  why + ", it was released, and it has stood without rights long enough.")
              .cleared());
    }
  }

  private static String words(@Nullable Removal removal) {
    if (removal == null) {
      return "its way out begins";
    }
    return switch (removal.step()) {
      case NOTICED -> "seen since " + removal.noticedAt();
      case WRITES_REVOKED -> "without writers since " + removal.since();
      case READS_REVOKED -> "without readers and writers since " + removal.since();
    };
  }

  private void forget(Unwanted unwanted, String reason) {
    if (draft.holdsFresh(unwanted.key(), unwanted.owner())) {
      return;
    }
    draft.add(new Proposal(new Change.Forget(unwanted.key()), unwanted.owner(), reason));
  }

  private void delete(Unwanted unwanted, ResourceKey.Topic topic, ClusterSnapshot.Topic seen) {
    draft.add(
        deletion(
            unwanted,
            topic,
            seen,
            "Somebody named the topic for deletion, and no manifest wants it."));
  }

  private Proposal deletion(
      Unwanted unwanted, ResourceKey.Topic topic, ClusterSnapshot.Topic seen, String reason) {
    return new Proposal(new Change.DeleteTopic(topic, seen.id()), unwanted.owner(), reason)
        .risk(RiskRules.Rating.destructive("All its records are lost"))
        .after(draft.gate(topic))
        .after(draft.gate(TopicDiff.aclsOf(topic)))
        .after(draft.gate(new ResourceKey.Mirror(topic.cluster(), topic.name())));
  }
}
