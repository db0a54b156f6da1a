// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.plan.Change.Edit;
import dev.weft.provisioner.resource.Desired;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Explicit configs of one topic, key by key. A key has one of three owners: what the manifest
/// wants is ours; what we set once and want no more is reset to the cluster's default; any other
/// belongs to somebody else and is left alone. Explicit values are compared, never effective ones:
/// a value that equals the cluster's default today must stay when the default changes.
///
/// @param managed our keys as the inventory should have them before the edits are made
/// @param edits what to set and reset
/// @param foreign keys of somebody else with their values, sorted
record TopicConfigDiff(
    SortedMap<String, String> managed,
    SortedMap<String, Edit<String>> edits,
    List<String> foreign) {

  static TopicConfigDiff of(
      Desired.Topic topic, Map<String, String> overrides, Map<String, String> managedBefore) {
    var managed = new TreeMap<String, String>();
    var edits = new TreeMap<String, Edit<String>>();
    var foreign = new ArrayList<String>();
    topic
        .config()
        .forEach((key, value) -> {
          String observed = overrides.get(key);
          String before = managedBefore.get(key);
          if (value.equals(observed)) {
            managed.put(key, value);
          } else {
            edits.put(key, new Edit<>(observed, value));
            if (before != null) {
              managed.put(key, before);
            }
          }
        });
    overrides.forEach((key, observed) -> {
      String before = managedBefore.get(key);
      if (topic.config().containsKey(key)) {
        return;
      }
      if (before == null) {
        foreign.add(key + "=" + observed);
      } else {
        managed.put(key, before);
        edits.put(key, new Edit<>(observed, null));
      }
    });
    return new TopicConfigDiff(managed, edits, foreign.stream().sorted().toList());
  }

  /// Whether the topic will be, or is, compacted.
  static boolean isCompacted(Desired.Topic topic, Map<String, String> overrides) {
    String wanted = topic.config().get("cleanup.policy");
    return RiskRules.isCompacted(wanted) || RiskRules.isCompacted(overrides.get("cleanup.policy"));
  }
}
