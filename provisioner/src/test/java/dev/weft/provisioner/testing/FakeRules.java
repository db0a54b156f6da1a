// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.resource.ClusterSnapshot;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/// What brokers refuse.
final class FakeRules {

  private static final Set<String> KNOWN_CONFIGS = knownConfigs();

  private FakeRules() {}

  /// Why a broker would refuse the change, or null.
  static @Nullable String refusal(
      Change change, Map<String, ClusterSnapshot.Topic> topics, int brokers) {
    return switch (change) {
      case Change.CreateTopic create -> createRefusal(create, topics, brokers);
      case Change.AddPartitions grow -> {
        ClusterSnapshot.Topic topic = topics.get(grow.resource().name());
        if (topic == null) {
          yield "Topic " + grow.resource().name() + " does not exist.";
        }
        yield topic.partitions() > grow.to()
            ? "Topic %s has %d partitions, which is more than %d."
                .formatted(grow.resource().name(), topic.partitions(), grow.to())
            : null;
      }
      case Change.AlterConfig alter ->
          topics.containsKey(alter.resource().name())
              ? configRefusal(alter.edits().keySet())
              : "Topic " + alter.resource().name() + " does not exist.";
      case Change.DeleteTopic delete -> {
        ClusterSnapshot.Topic topic = topics.get(delete.resource().name());
        yield topic == null || topic.id().equals(delete.topicId())
            ? null
            : "Topic " + delete.resource().name() + " was replaced by another of the same name.";
      }
      case Change.AddAcls _,
          Change.RemoveAcls _,
          Change.AlterQuota _,
          Change.CreateClient _,
          Change.AlterClient _,
          Change.StoreSecret _,
          Change.CreateUser _,
          Change.AlterUser _,
          Change.RemoveUser _,
          Change.CreateMirror _,
          Change.RestoreMirror _,
          Change.RemoveMirror _,
          Change.PromoteMirror _,
          Change.SetCompatibility _,
          Change.RegisterSchema _,
          Change.StepRemoval _,
          Change.Adopt _,
          Change.Forget _ ->
          null;
    };
  }

  private static @Nullable String createRefusal(
      Change.CreateTopic create, Map<String, ClusterSnapshot.Topic> topics, int brokers) {
    String name = create.resource().name();
    if (topics.containsKey(name)) {
      return "Topic " + name + " already exists.";
    }
    for (String other : topics.keySet()) {
      if (other.replace('.', '_').equals(name.replace('.', '_'))) {
        return "Topic " + name + " collides with topic " + other + ".";
      }
    }
    if (create.replication() > brokers) {
      return "Topic %s wants %d replicas and there are %d brokers."
          .formatted(name, create.replication(), brokers);
    }
    String minimum = create.config().get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
    if (minimum != null && Integer.parseInt(minimum) > create.replication()) {
      return "Topic %s wants min.insync.replicas %s with %d replicas."
          .formatted(name, minimum, create.replication());
    }
    return configRefusal(create.config().keySet());
  }

  private static @Nullable String configRefusal(Set<String> keys) {
    for (String key : keys) {
      if (!KNOWN_CONFIGS.contains(key)) {
        return "Unknown topic config name: " + key;
      }
    }
    return null;
  }

  private static Set<String> knownConfigs() {
    Set<String> keys = new TreeSet<>();
    keys.add("leader.replication.throttled.replicas");
    keys.add("follower.replication.throttled.replicas");
    try {
      for (Field field : TopicConfig.class.getFields()) {
        if (field.getName().endsWith("_CONFIG")) {
          keys.add((String) field.get(null));
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("constants of TopicConfig are public", e);
    }
    return keys;
  }

  /// What has changed since the edits were planned; null when nothing has, or the topic is gone.
  static @Nullable String moved(
      Change.AlterConfig alter, Map<String, ClusterSnapshot.Topic> topics) {
    ClusterSnapshot.Topic topic = topics.get(alter.resource().name());
    if (topic == null) {
      return null;
    }
    for (Map.Entry<String, Change.Edit<String>> edit : alter.edits().entrySet()) {
      String now = topic.overrides().get(edit.getKey());
      boolean isExpected =
          Objects.equals(now, edit.getValue().from()) || Objects.equals(now, edit.getValue().to());
      if (!isExpected) {
        return "it has %s=%s by now; plan again".formatted(edit.getKey(), now);
      }
    }
    return null;
  }
}
