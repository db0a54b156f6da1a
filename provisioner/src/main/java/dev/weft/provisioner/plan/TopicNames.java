// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a topic's name must not be: internal, or equal to another one's but for `.` and `_`, which
/// brokers check against existing topics only and not within one batch.
final class TopicNames {

  private final Context context;
  private final Map<String, Map<String, String>> byCluster = new HashMap<>();

  TopicNames(Context context) {
    this.context = context;
  }

  /// Whether Kafka or Weft keeps its own state in topics of such a name.
  static boolean isInternal(String name) {
    return name.startsWith("__") || name.startsWith("weft.");
  }

  /// The topic that the name collides with, or null.
  @Nullable String collision(ResourceKey.Topic key) {
    String other =
        byCluster
            .computeIfAbsent(key.cluster(), this::normalised)
            .putIfAbsent(normalise(key.name()), key.name());
    return other == null || other.equals(key.name()) ? null : other;
  }

  private Map<String, String> normalised(String cluster) {
    var names = new HashMap<String, String>();
    ClusterSnapshot snapshot = context.snapshot(cluster);
    if (snapshot != null) {
      snapshot.topics().keySet().forEach(name -> names.put(normalise(name), name));
    }
    return names;
  }

  private static String normalise(String name) {
    return name.replace('.', '_');
  }
}
