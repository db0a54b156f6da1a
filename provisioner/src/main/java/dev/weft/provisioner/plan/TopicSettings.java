// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.plan.Change.Edit;
import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Inventory;
import java.util.ArrayList;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Explicit settings of topics that exist.
final class TopicSettings {

  private final Context context;
  private final Draft draft;
  private final Setbacks setbacks;

  TopicSettings(Context context, Draft draft, Setbacks setbacks) {
    this.context = context;
    this.draft = draft;
    this.setbacks = setbacks;
  }

  /// Plans what has to be set, and what has to be set back.
  ///
  /// @param before what the inventory knew of them
  void align(
      Desired.Topic topic,
      TopicConfigDiff config,
      SortedMap<String, String> before,
      Inventory.@Nullable Entry entry) {
    SortedMap<String, Edit<String>> edits = due(topic, config, entry);
    if (!edits.isEmpty()) {
      alter(topic, edits, before, entry);
    }
  }

  /// The edits without those that would undo what somebody changed and that are not to be undone
  /// now.
  private SortedMap<String, Edit<String>> due(
      Desired.Topic topic, TopicConfigDiff config, Inventory.@Nullable Entry entry) {
    var drifted = new TreeMap<String, Edit<String>>();
    if (entry != null) {
      config
          .edits()
          .forEach((key, edit) -> {
            if (isDrift(key, edit, entry.managed())) {
              drifted.put(key, edit);
            }
          });
    }
    boolean isAll =
        entry == null
            || drifted.isEmpty()
            || setbacks.isDue(
                topic.key(),
                topic.owner(),
                context.desired().upkeep().drift().configs(),
                entry,
                "Somebody changed "
                    + String.join(
                        ", ", drifted.entrySet().stream().map(TopicSettings::told).toList()));
    if (isAll) {
      return config.edits();
    }
    var due = new TreeMap<>(config.edits());
    due.keySet().removeAll(drifted.keySet());
    return due;
  }

  private static boolean isDrift(String key, Edit<String> edit, SortedMap<String, String> managed) {
    return edit.to() != null && edit.to().equals(managed.get(key));
  }

  private static String told(Map.Entry<String, Edit<String>> edit) {
    String now = edit.getValue().from();
    return "%s from %s to %s"
        .formatted(
            edit.getKey(), edit.getValue().to(), now == null ? "the cluster's default" : now);
  }

  private void alter(
      Desired.Topic topic,
      SortedMap<String, Edit<String>> edits,
      SortedMap<String, String> before,
      Inventory.@Nullable Entry entry) {
    var proposal =
        new Proposal(
                new Change.AlterConfig(topic.key(), edits), topic.owner(), reason(edits, before))
            .risk(RiskRules.config(edits))
            .causes(TopicDiff.causes(topic, edits.keySet()))
            .after(draft.gate(topic.key()));
    boolean isSetback =
        edits.entrySet().stream().anyMatch(edit -> isDrift(edit.getKey(), edit.getValue(), before));
    if (isSetback && entry != null) {
      proposal.fact("It changed " + setbacks.moment(entry));
    }
    if (edits.containsKey("min.insync.replicas")
        && topic.replication() < minimumInSync(topic.config())) {
      blockMinimumInSync(topic, proposal);
    }
    draft.add(proposal);
  }

  private static String reason(
      SortedMap<String, Edit<String>> edits, SortedMap<String, String> before) {
    var drifted = new ArrayList<String>();
    var wanted = new ArrayList<String>();
    var dropped = new ArrayList<String>();
    edits.forEach((key, edit) -> {
      if (edit.to() == null) {
        dropped.add(key);
      } else if (isDrift(key, edit, before)) {
        drifted.add(key);
      } else {
        wanted.add(key);
      }
    });
    var sentences = new ArrayList<String>();
    if (!wanted.isEmpty()) {
      sentences.add("The manifest sets " + String.join(", ", wanted) + ".");
    }
    if (!drifted.isEmpty()) {
      sentences.add("Somebody changed " + String.join(", ", drifted) + " outside Weft.");
    }
    if (!dropped.isEmpty()) {
      sentences.add("The manifest no longer sets " + String.join(", ", dropped) + ".");
    }
    return String.join(" ", sentences);
  }

  static void blockMinimumInSync(Desired.Topic topic, Proposal proposal) {
    proposal.block(
        Cause.IMPOSSIBLE,
        "min.insync.replicas is %d and the topic has %d replicas: no producer that waits for all of"
                .formatted(minimumInSync(topic.config()), topic.replication())
            + " them could ever write.",
        "lower min.insync.replicas, or raise replication");
  }

  static int minimumInSync(SortedMap<String, String> config) {
    return Integer.parseInt(config.getOrDefault("min.insync.replicas", "0"));
  }
}
