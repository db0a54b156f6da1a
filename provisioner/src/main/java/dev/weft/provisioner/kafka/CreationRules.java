// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlannedChange;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What brokers accept without a word and nobody can want.
final class CreationRules {

  private static final String MIN_ISR = "min.insync.replicas";

  private CreationRules() {}

  /// Refusals by change id. Brokers do compare a new name with existing topics, but not with the
  /// other names of the same call.
  static Map<String, String> refusals(List<PlannedChange> changes) {
    Map<String, String> refusals = new LinkedHashMap<>();
    Map<String, String> names = new HashMap<>();
    for (PlannedChange planned : changes) {
      if (planned.change() instanceof Change.CreateTopic create) {
        String refusal = refusal(create, names);
        if (refusal != null) {
          refusals.put(planned.id(), refusal);
        }
      }
    }
    return refusals;
  }

  private static @Nullable String refusal(Change.CreateTopic create, Map<String, String> names) {
    String name = create.resource().name();
    String other = names.putIfAbsent(name.replace('.', '_'), name);
    if (other != null && !other.equals(name)) {
      return "Topic `%s` collides with topic `%s` of the same run: Kafka's metrics cannot tell `.` from `_`. Rename one of them."
          .formatted(name, other);
    }
    String minimum = create.config().get(MIN_ISR);
    // -1 lets the cluster choose the replication; then only the cluster can compare.
    if (minimum != null && create.replication() > 0 && isMore(minimum, create.replication())) {
      return "Topic `%s` has min.insync.replicas=%s and only %d replicas, so no producer with acks=all could ever write to it. Lower min.insync.replicas or raise the replication."
          .formatted(name, minimum, create.replication());
    }
    return null;
  }

  private static boolean isMore(String minimum, short replication) {
    try {
      return Integer.parseInt(minimum.strip()) > replication;
    } catch (NumberFormatException _) {
      // The broker says it better.
      return false;
    }
  }
}
