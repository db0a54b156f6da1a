// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.diagnostic.Location;
import dev.weft.provisioner.plan.Change.Edit;
import dev.weft.provisioner.plan.Ownership.Claim;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Topics that manifests want.
final class TopicDiff {

  private final Context context;
  private final Draft draft;
  private final TopicNames names;
  private final Setbacks setbacks;
  private final TopicSettings settings;

  TopicDiff(Context context, Draft draft) {
    this.context = context;
    this.draft = draft;
    this.names = new TopicNames(context);
    this.setbacks = new Setbacks(context, draft);
    this.settings = new TopicSettings(context, draft, setbacks);
  }

  void run() {
    for (Desired desired : context.compared()) {
      if (desired instanceof Desired.Topic topic) {
        diff(topic);
      }
    }
  }

  private void diff(Desired.Topic topic) {
    if (draft.holdsUnseen(topic.key(), topic.owner())) {
      return;
    }
    ClusterSnapshot cluster = context.snapshot(topic.key().cluster());
    if (cluster == null) {
      throw new IllegalStateException("seen and not seen: " + topic.key().text());
    }
    ClusterSnapshot.Topic seen = cluster.topics().get(topic.key().name());
    if (context.quarantine().holds(topic.owner())) {
      draft.hold(topic.key(), topic.owner(), "Left alone: the manifest of its owner is broken.");
    } else if (context.mirrorOf(topic.key()) != null && !isOurs(topic, seen)) {
      return;
    } else if (seen == null) {
      create(topic, cluster);
    } else {
      existing(topic, seen);
    }
  }

  /// Whether a topic that is filled by a link is made and kept like any other. Some links make it
  /// themselves and keep its shape; then only the inventory learns of it.
  private boolean isOurs(Desired.Topic topic, ClusterSnapshot.@Nullable Topic seen) {
    World.Link link = context.link(topic.key().cluster());
    if (link == null) {
      String why = "no link to cluster `%s` is configured".formatted(topic.key().cluster());
      draft.hold(topic.key(), topic.owner(), "Left alone: " + why + ".");
      draft.lack(topic.key(), why);
      return false;
    }
    if (!link.makesTopics()) {
      return true;
    }
    Inventory.Entry entry = context.entry(topic.key());
    var mirror = new ResourceKey.Mirror(topic.key().cluster(), topic.key().name());
    boolean isMirrored = context.entry(mirror) != null || context.isPending(mirror);
    if (seen != null && !isMirrored) {
      draft.lack(topic.key(), "there is a topic of this name already, and the link makes its own");
    } else if (seen != null && (entry == null || !seen.id().equals(entry.topicId()))) {
      draft.addGate(
          new Proposal(
                  new Change.Adopt(topic.key(), seen.id(), new TreeMap<>(), new TreeSet<>()),
                  topic.owner(),
                  "The link made the topic.")
              .causes(causes(topic, List.of("name"))));
    }
    return false;
  }

  private void create(Desired.Topic topic, ClusterSnapshot cluster) {
    Inventory.Entry entry = context.entry(topic.key());
    if (entry != null && !mayComeBack(topic, entry)) {
      draft.lack(topic.key(), "somebody deleted the topic");
      return;
    }
    Proposal proposal =
        new Proposal(
            creation(topic),
            topic.owner(),
            entry == null
                ? "The topic does not exist yet."
                : "The topic has vanished from the cluster; it is made again, without its records.");
    proposal.causes(causes(topic, List.of("name")));
    if (entry != null) {
      proposal.fact("It vanished " + setbacks.moment(entry));
    }
    String collision = names.collision(topic.key());
    if (collision != null) {
      proposal.block(
          Cause.IMPOSSIBLE,
          "The name collides with topic `%s`: Kafka takes `.` and `_` for the same in metrics."
              .formatted(collision),
          "choose another name");
    }
    if (Short.toUnsignedInt(topic.replication()) < TopicSettings.minimumInSync(topic.config())) {
      TopicSettings.blockMinimumInSync(topic, proposal);
    }
    afterSchema(topic, proposal);
    draft.addGate(proposal);
    noteHeirs(topic, cluster);
  }

  private boolean mayComeBack(Desired.Topic topic, Inventory.Entry entry) {
    return context.isPending(topic.key())
        || setbacks.isDue(
            topic.key(),
            topic.owner(),
            context.desired().upkeep().drift().topics(),
            entry,
            "Somebody deleted the topic");
  }

  /// A topic without its schema would take records nobody can read.
  private void afterSchema(Desired.Topic topic, Proposal proposal) {
    var artifact = new ResourceKey.Artifact(topic.owner().domain(), topic.key().name() + "-value");
    if (!(context.wanted(artifact) instanceof Desired.Schema)) {
      return;
    }
    proposal.after(draft.gate(artifact));
    String lack = draft.lacks(artifact);
    if (lack != null) {
      proposal.block(
          Cause.DEPENDENCY,
          "Its schema `%s` is not sure to exist: %s.".formatted(artifact.artifact(), lack),
          "solve that first; the topic is made after its schema");
    }
  }

  /// Bindings outlive their topic: whoever they name would inherit rights on the new one.
  private void noteHeirs(Desired.Topic topic, ClusterSnapshot cluster) {
    var key = aclsOf(topic.key());
    var heirs = new TreeSet<>(cluster.acls().getOrDefault(key, Set.of()));
    Inventory.Entry entry = context.entry(key);
    if (entry != null) {
      heirs.removeAll(entry.acls());
    }
    if (context.wanted(key) instanceof Desired.Acls wanted) {
      heirs.removeAll(wanted.acls().keySet());
    }
    heirs.removeIf(acl -> acl.permission() == Acl.Permission.DENY);
    if (!heirs.isEmpty()) {
      draft.note(
          topic.key(),
          topic.owner(),
          "Bindings that nobody owns stand on this name already, and the new topic inherits them: "
              + String.join(", ", heirs.stream().map(Acl::toString).toList())
              + ". Remove them unless they are meant.");
    }
  }

  private void existing(Desired.Topic topic, ClusterSnapshot.Topic seen) {
    switch (claim(topic, seen)) {
      case Claim.Ours _ -> align(topic, seen, "");
      case Claim.Take take -> align(topic, seen, take.reason());
      case Claim.Held held -> draft.hold(topic.key(), topic.owner(), held.reason());
      case Claim.Foreign foreign ->
          draft.addGate(
              new Proposal(creation(topic), topic.owner(), "The manifest wants this topic.")
                  .causes(causes(topic, List.of("name")))
                  .block(Cause.OWNERSHIP, foreign.message(), foreign.hint()));
    }
  }

  private Claim claim(Desired.Topic topic, ClusterSnapshot.Topic seen) {
    String noun = "Topic `" + topic.key().name() + "`";
    if (seen.internal() || TopicNames.isInternal(topic.key().name())) {
      return new Claim.Foreign(
          noun + " is internal: Kafka or a tool keeps its own state in it.", "choose another name");
    }
    Inventory.Entry entry = context.entry(topic.key());
    boolean isReplaced =
        entry != null && entry.topicId() != null && !entry.topicId().equals(seen.id());
    if (!isReplaced) {
      return Ownership.of(context, topic.key(), topic.owner(), topic.adopt(), noun);
    }
    if (context.isPending(topic.key())) {
      return new Claim.Take(noun + " was made again by a run that was interrupted.");
    }
    return topic.adopt()
        ? new Claim.Take(
            noun + " was replaced by another of the same name, and its manifest adopts it.")
        : new Claim.Foreign(
            "%s was replaced: somebody deleted it and made another of the same name."
                .formatted(noun),
            "set `adopt: true` in the manifest to take the new one over, or delete it by hand");
  }

  /// @param takeover why the topic has to be taken into the inventory; empty when it is ours
  private void align(Desired.Topic topic, ClusterSnapshot.Topic seen, String takeover) {
    Inventory.Entry entry = context.entry(topic.key());
    SortedMap<String, String> before = entry == null ? new TreeMap<>() : entry.managed();
    TopicConfigDiff config = TopicConfigDiff.of(topic, seen.overrides(), before);
    boolean isStale =
        entry == null
            || entry.topicId() == null
            || context.isPending(topic.key())
            || !entry.managed().equals(config.managed());
    if (!takeover.isEmpty() || isStale) {
      String reason =
          takeover.isEmpty()
              ? "The inventory is brought up to date with the topic's settings."
              : takeover;
      draft.addGate(
          new Proposal(
                  new Change.Adopt(topic.key(), seen.id(), config.managed(), new TreeSet<>()),
                  topic.owner(),
                  reason)
              .causes(causes(topic, List.of("name"))));
    }
    if (entry != null && entry.removal() != null) {
      draft.add(
          new Proposal(
                  new Change.StepRemoval(topic.key(), entry.removal().step(), null),
                  topic.owner(),
                  "A manifest wants the topic again, so that it comes back from its way out.")
              .causes(causes(topic, List.of("name")))
              .after(draft.gate(topic.key())));
    }
    shape(topic, seen);
    if (seen.partitions() < topic.partitions()) {
      grow(topic, seen);
    }
    settings.align(topic, config, before, entry);
    if (!config.foreign().isEmpty()) {
      draft.note(
          topic.key(),
          topic.owner(),
          "Somebody else set " + String.join(", ", config.foreign()) + "; left alone.");
    }
  }

  /// What no server can do is planned as an edit of `partitions` or `replication`, so that it shows
  /// in the plan, and always blocked, so that no driver ever sees it.
  private void shape(Desired.Topic topic, ClusterSnapshot.Topic seen) {
    var edits = new TreeMap<String, Edit<String>>();
    var hints = new ArrayList<String>();
    if (topic.partitions() > 0 && seen.partitions() > topic.partitions()) {
      edits.put("partitions", edit(seen.partitions(), topic.partitions()));
      hints.add(
          "publish a new major version of the port with fewer partitions, or set partitions to "
              + seen.partitions());
    }
    if (topic.replication() > 0 && seen.replication() != topic.replication()) {
      edits.put("replication", edit(seen.replication(), topic.replication()));
      hints.add(
          "reassign the topic's replicas with Kafka's own tool, or set replication to "
              + seen.replication());
    }
    if (!edits.isEmpty()) {
      draft.add(
          new Proposal(
                  new Change.AlterConfig(topic.key(), edits),
                  topic.owner(),
                  "The topic's shape is not the wanted one.")
              .id("shape")
              .causes(causes(topic, edits.keySet()))
              .block(
                  Cause.IMPOSSIBLE,
                  String.join(" ", edits.entrySet().stream().map(TopicDiff::impossible).toList()),
                  String.join("; ", hints)));
    }
  }

  private static String impossible(Map.Entry<String, Edit<String>> edit) {
    String step = "from %s to %s".formatted(edit.getValue().from(), edit.getValue().to());
    return edit.getKey().equals("partitions")
        ? "Kafka cannot take partitions away, " + step + "."
        : "Weft does not move replicas, " + step + ".";
  }

  private void grow(Desired.Topic topic, ClusterSnapshot.Topic seen) {
    draft.add(
        new Proposal(
                new Change.AddPartitions(topic.key(), seen.partitions(), topic.partitions()),
                topic.owner(),
                "The manifest wants %d partitions and the topic has %d."
                    .formatted(topic.partitions(), seen.partitions()))
            .risk(
                RiskRules.partitions(
                    topic.keyed(),
                    TopicConfigDiff.isCompacted(topic, seen.overrides()),
                    seen.partitions(),
                    topic.partitions()))
            .causes(causes(topic, List.of("partitions")))
            .after(draft.gate(topic.key())));
  }

  private static Change.CreateTopic creation(Desired.Topic topic) {
    return new Change.CreateTopic(
        topic.key(), topic.partitions(), topic.replication(), topic.config());
  }

  private static Edit<String> edit(int from, int to) {
    return new Edit<>(Integer.toString(from), Integer.toString(to));
  }

  /// Where those settings were decided, or the topic itself.
  static Set<Location> causes(Desired.Topic topic, Collection<String> keys) {
    var causes = new TreeSet<Location>();
    for (String key : keys) {
      Location location = topic.locations().get(key);
      if (location != null) {
        causes.add(location);
      }
    }
    Location name = topic.locations().get("name");
    if (causes.isEmpty() && name != null) {
      causes.add(name);
    }
    return causes;
  }

  static ResourceKey.AclSet aclsOf(ResourceKey.Topic topic) {
    return new ResourceKey.AclSet(
        topic.cluster(),
        ResourceKey.AclSet.Type.TOPIC,
        ResourceKey.AclSet.Pattern.LITERAL,
        topic.name());
  }
}
