// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.plan.Context.Unwanted;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;

/// Topics that are ours and that no manifest wants. Absence from Git never deletes a topic:
/// somebody has to name it.
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
    } else {
      draft.hold(topic, unwanted.owner(), protection(unwanted, topic));
    }
  }

  private String protection(Unwanted unwanted, ResourceKey.Topic topic) {
    String why = "No manifest wants it";
    if (context.desired().retired().contains(topic)) {
      why = "Its manifest retires it";
    } else if (unwanted.entry() == null) {
      why = "A run that was interrupted made it, and no manifest wants it";
    }
    return why
        + "; it is protected: delete it by name with `weft apply --delete %s`."
            .formatted(topic.name());
  }

  private void forget(Unwanted unwanted, String reason) {
    draft.add(new Proposal(new Change.Forget(unwanted.key()), unwanted.owner(), reason));
  }

  private void delete(Unwanted unwanted, ResourceKey.Topic topic, ClusterSnapshot.Topic seen) {
    draft.add(
        new Proposal(
                new Change.DeleteTopic(topic, seen.id()),
                unwanted.owner(),
                "Somebody named the topic for deletion, and no manifest wants it.")
            .risk(RiskRules.Rating.destructive("All its records are lost"))
            .after(draft.gate(TopicDiff.aclsOf(topic)))
            .after(draft.gate(new ResourceKey.Mirror(topic.cluster(), topic.name()))));
  }
}
