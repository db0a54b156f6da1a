// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.mesh.RemovalRules;
import dev.weft.provisioner.plan.Context.Unwanted;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Removal;
import dev.weft.provisioner.resource.Removal.Step;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The way out of topics that are ours and that no manifest wants: first nothing happens to them
/// for a while, then their writers lose their rights, then their readers, and only then, if the
/// mesh says so at all, they are deleted. Rights on such a topic are therefore not taken away when
/// their manifests go, but when their step has come.
final class Removals {

  private static final int TENTH = 10;

  /// So few topics may always go at once, however small the domain.
  private static final int FEW = 2;

  private final Context context;
  private final Draft draft;
  private final RemovalRules rules;
  private final Map<ResourceKey.AclSet, Fate> fates = new HashMap<>();
  private final Map<String, Set<String>> readers = new HashMap<>();
  private final Map<String, Set<String>> writers = new HashMap<>();

  /// How far a topic has gone, with the step that is due now.
  ///
  /// @param step null while nothing at all may be taken from it
  private record Fate(ResourceKey.Topic topic, @Nullable Step step) {

    boolean keeps(Acl acl) {
      return switch (step) {
        case null -> true;
        case NOTICED -> true;
        case WRITES_REVOKED ->
            switch (acl.operation()) {
              case READ, DESCRIBE, DESCRIBE_CONFIGS -> true;
              default -> false;
            };
        case READS_REVOKED -> false;
      };
    }
  }

  Removals(Context context, Draft draft) {
    this.context = context;
    this.draft = draft;
    this.rules = context.desired().upkeep().removal();
  }

  /// Plans the steps that are due; before bindings are planned.
  void run() {
    Map<String, String> masses = masses();
    for (Unwanted unwanted : context.unwanted()) {
      if (unwanted.key() instanceof ResourceKey.Topic topic && isOnItsWay(unwanted, topic)) {
        Fate fate = new Fate(topic, step(unwanted, topic, masses));
        ResourceKey.AclSet key = TopicDiff.aclsOf(topic);
        fates.put(key, fate);
        Inventory.Entry rights = context.entry(key);
        if (rights != null) {
          remember(topic.cluster(), fate, rights);
        }
      }
    }
  }

  /// Whether a topic goes out step by step: others are kept as they are, or are gone already.
  static boolean isOnItsWay(Context context, Unwanted unwanted, ResourceKey.Topic topic) {
    Inventory.Entry entry = unwanted.entry();
    ClusterSnapshot cluster = context.snapshot(topic.cluster());
    ClusterSnapshot.Topic seen = cluster == null ? null : cluster.topics().get(topic.name());
    return entry != null
        && seen != null
        && entry.origin() != Inventory.Origin.IMPORTED
        && (entry.topicId() == null || entry.topicId().equals(seen.id()))
        && !context.quarantine().holds(unwanted.owner())
        && !context.isNamedForDeletion(topic.name());
  }

  private boolean isOnItsWay(Unwanted unwanted, ResourceKey.Topic topic) {
    return isOnItsWay(context, unwanted, topic);
  }

  private void remember(String cluster, Fate fate, Inventory.Entry rights) {
    for (Acl acl : rights.acls()) {
      if (fate.keeps(acl)) {
        Map<String, Set<String>> users = acl.operation() == Acl.Operation.WRITE ? writers : readers;
        users.computeIfAbsent(cluster, _ -> new HashSet<>()).add(acl.principal());
      }
    }
  }

  /// Proposes the next step if it is due.
  ///
  /// @return the step that the topic's rights follow
  private @Nullable Step step(
      Unwanted unwanted, ResourceKey.Topic topic, Map<String, String> masses) {
    Inventory.Entry entry = unwanted.entry();
    Removal removal = entry == null ? null : entry.removal();
    Step now = removal == null ? null : removal.step();
    String domain = unwanted.owner().domain();
    Step due = due(topic, removal);
    if (due == null || context.desired().upkeep().doubt(domain) != null) {
      return now;
    }
    var proposal =
        new Proposal(new Change.StepRemoval(topic, now, due), unwanted.owner(), reason(topic, due));
    String mass = now == null && !isMeant(topic) ? masses.get(domain) : null;
    if (mass != null) {
      draft.addGate(proposal.approval(mass));
      return null;
    }
    draft.addGate(proposal);
    return due;
  }

  private @Nullable Step due(ResourceKey.Topic topic, @Nullable Removal removal) {
    Instant now = context.world().now();
    if (removal == null) {
      return isMeant(topic) || rules.grace().isZero() ? Step.WRITES_REVOKED : Step.NOTICED;
    }
    return switch (removal.step()) {
      case NOTICED ->
          isMeant(topic) || hasPassed(rules.grace(), removal, now) ? Step.WRITES_REVOKED : null;
      case WRITES_REVOKED -> hasPassed(rules.pause(), removal, now) ? Step.READS_REVOKED : null;
      case READS_REVOKED -> null;
    };
  }

  private static boolean hasPassed(Duration time, Removal removal, Instant now) {
    return !now.isBefore(removal.since().plus(time));
  }

  /// Whether a manifest still speaks of the topic, so that it did not go by mistake: it retires it,
  /// or has it on another cluster now.
  private boolean isMeant(ResourceKey.Topic topic) {
    return context.desired().retired().contains(topic)
        || context.desired().clusters().keySet().stream()
            .anyMatch(
                cluster -> context.wanted(new ResourceKey.Topic(cluster, topic.name())) != null);
  }

  private String reason(ResourceKey.Topic topic, Step step) {
    String why = isMeant(topic) ? "Its manifest gives it up here" : "No manifest wants it";
    return switch (step) {
      case NOTICED ->
          "%s; nothing else happens for %s, so that it can come back unharmed."
              .formatted(why, rules.grace());
      case WRITES_REVOKED ->
          "%s; its writers lose their rights now, its readers after %s."
              .formatted(why, rules.pause());
      case READS_REVOKED -> why + ", and nobody could write for a while; its readers lose theirs.";
    };
  }

  /// Domains that lose so many topics at once that this is more likely a mistake, with what to say.
  private Map<String, String> masses() {
    Map<String, Integer> lost = new TreeMap<>();
    for (Unwanted unwanted : context.unwanted()) {
      Inventory.Entry entry = unwanted.entry();
      if (unwanted.key() instanceof ResourceKey.Topic topic
          && entry != null
          && entry.removal() == null
          && !isMeant(topic)
          && isOnItsWay(unwanted, topic)) {
        lost.merge(unwanted.owner().domain(), 1, Integer::sum);
      }
    }
    if (lost.isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> owned = new TreeMap<>();
    for (Inventory.Entry entry : context.world().inventory().entries().values()) {
      if (entry.key() instanceof ResourceKey.Topic && entry.removal() == null) {
        owned.merge(entry.owner().domain(), 1, Integer::sum);
      }
    }
    Map<String, String> masses = new TreeMap<>();
    lost.forEach((domain, count) -> {
      int all = owned.getOrDefault(domain, count);
      int most = Math.min(rules.most(), Math.max(FEW, all / TENTH));
      if (count > most || (count == all && count > 1)) {
        masses.put(
            domain,
            "%d of %d topics of domain `%s` have gone from Git at once"
                .formatted(count, all, domain));
      }
    });
    return masses;
  }

  /// Whether a binding that no manifest asks for has to stay for now.
  boolean keeps(ResourceKey.AclSet key, Acl acl) {
    return switch (key.type()) {
      case TOPIC -> {
        Fate fate = fates.get(key);
        yield fate != null && fate.keeps(acl);
      }
      // Without its group a reader cannot read, and without its transactions a writer not write.
      case GROUP -> readers.getOrDefault(key.cluster(), Set.of()).contains(acl.principal());
      case TRANSACTIONAL_ID ->
          writers.getOrDefault(key.cluster(), Set.of()).contains(acl.principal());
      case CLUSTER, DELEGATION_TOKEN, USER -> false;
    };
  }

  /// The topic on whose way out a binding set has a part, or null.
  ResourceKey.@Nullable Topic topicOf(ResourceKey.AclSet key) {
    Fate fate = fates.get(key);
    return fate == null ? null : fate.topic();
  }
}
