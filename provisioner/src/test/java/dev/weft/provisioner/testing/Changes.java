// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlanDigest;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Changes for tests of drivers and of the log, without a planner.
public final class Changes {

  /// Who owns them.
  public static final Owner OWNER = new Owner(Owner.Kind.PRODUCT, "shop", "orders");

  private Changes() {}

  /// The change as a planner would hand it over: allowed, without evidence.
  public static PlannedChange planned(Change change) {
    return new PlannedChange(
        PlanDigest.of(change.toString()),
        change,
        OWNER,
        PlannedChange.Risk.SAFE,
        "a test wants it",
        List.of(),
        List.of(),
        List.of(),
        "none",
        new PlannedChange.Verdict.Allowed());
  }

  /// Creates a topic with one replica.
  public static PlannedChange createTopic(
      String cluster, String topic, int partitions, Map<String, String> config) {
    return planned(
        new Change.CreateTopic(
            new ResourceKey.Topic(cluster, topic), partitions, (short) 1, new TreeMap<>(config)));
  }

  /// Grows a topic.
  public static PlannedChange addPartitions(String cluster, String topic, int from, int to) {
    return planned(new Change.AddPartitions(new ResourceKey.Topic(cluster, topic), from, to));
  }

  /// Sets one config key that is not set.
  public static PlannedChange alterConfig(String cluster, String topic, String key, String value) {
    return alterConfig(cluster, topic, key, null, value);
  }

  /// Changes one config key from the value it was seen with, or resets it; null is the default.
  public static PlannedChange alterConfig(
      String cluster, String topic, String key, @Nullable String from, @Nullable String to) {
    SortedMap<String, Change.Edit<String>> edits = new TreeMap<>();
    edits.put(key, new Change.Edit<>(from, to));
    return planned(new Change.AlterConfig(new ResourceKey.Topic(cluster, topic), edits));
  }

  /// Deletes a topic by its id.
  public static PlannedChange deleteTopic(String cluster, String topic, String topicId) {
    return planned(new Change.DeleteTopic(new ResourceKey.Topic(cluster, topic), topicId));
  }

  /// Adds bindings to one resource pattern.
  public static PlannedChange addAcls(ResourceKey.AclSet resource, Acl... acls) {
    return planned(new Change.AddAcls(resource, new TreeSet<>(List.of(acls))));
  }

  /// Removes bindings from one resource pattern.
  public static PlannedChange removeAcls(ResourceKey.AclSet resource, Acl... acls) {
    return planned(new Change.RemoveAcls(resource, new TreeSet<>(List.of(acls))));
  }

  /// Sets one quota of a user, or removes it when the value is null.
  public static PlannedChange alterQuota(
      String cluster, String user, String key, @Nullable Double value) {
    SortedMap<String, Change.Edit<Double>> edits = new TreeMap<>();
    edits.put(key, new Change.Edit<>(null, value));
    return planned(new Change.AlterQuota(new ResourceKey.Quota(cluster, user), edits));
  }
}
