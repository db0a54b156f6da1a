// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Digests of what was observed of a resource and of what the inventory says about it. Two plans
/// whose fingerprints of a change are equal were made on the same ground.
final class Fingerprints {

  private Fingerprints() {}

  static String of(ResourceKey key, Context context) {
    var text = new StringBuilder(observed(key, context));
    Inventory.Entry entry = context.entry(key);
    if (entry != null) {
      // Neither revision nor time: a run that changes nothing of the resource moves nothing.
      text.append('|').append(entry.owner()).append('|').append(entry.topicId());
      text.append('|').append(entry.managed()).append('|').append(entry.acls());
      text.append('|').append(entry.origin());
    }
    if (context.isPending(key)) {
      text.append("|pending");
    }
    return PlanDigest.of(text.toString());
  }

  private static String observed(ResourceKey key, Context context) {
    return switch (key) {
      case ResourceKey.Topic topic -> topic(context.snapshot(topic.cluster()), topic.name());
      case ResourceKey.AclSet acl -> {
        ClusterSnapshot cluster = context.snapshot(acl.cluster());
        yield cluster == null
            ? "unknown"
            : new TreeSet<>(cluster.acls().getOrDefault(acl, Set.of())).toString();
      }
      case ResourceKey.Quota quota -> {
        ClusterSnapshot cluster = context.snapshot(quota.cluster());
        yield cluster == null
            ? "unknown"
            : new TreeMap<>(cluster.quotas().getOrDefault(quota.user(), Map.of())).toString();
      }
      case ResourceKey.Client client -> client(context.world().identity(), client);
      case ResourceKey.ScramUser user -> scram(context.scram(user.cluster()), user);
      case ResourceKey.Mirror mirror -> mirror(context.link(mirror.cluster()), mirror);
      case ResourceKey.Artifact artifact -> artifact(context.world().registry(), artifact);
    };
  }

  private static String topic(@Nullable ClusterSnapshot cluster, String name) {
    if (cluster == null) {
      return "unknown";
    }
    ClusterSnapshot.Topic topic = cluster.topics().get(name);
    return topic == null
        ? "absent"
        : "%s|%d|%d|%s"
            .formatted(
                topic.id(),
                topic.partitions(),
                topic.replication(),
                new TreeMap<>(topic.overrides()));
  }

  private static String client(@Nullable IdentitySnapshot identity, ResourceKey.Client key) {
    if (identity == null) {
      return "unknown";
    }
    IdentitySnapshot.Client client = identity.clients().get(key);
    return client == null ? "absent" : "%s|%s".formatted(client.settings(), client.secret());
  }

  private static String scram(World.@Nullable Scram scram, ResourceKey.ScramUser key) {
    return scram == null || scram.snapshot() == null
        ? "unknown"
        : String.valueOf(scram.snapshot().users().get(key));
  }

  private static String mirror(World.@Nullable Link link, ResourceKey.Mirror key) {
    if (link == null || link.snapshot() == null) {
      return "unknown";
    }
    return link.snapshot().mirrors().get(key) + "|" + link.snapshot().foreign().get(key.topic());
  }

  private static String artifact(@Nullable RegistrySnapshot registry, ResourceKey.Artifact key) {
    if (registry == null) {
      return "unknown";
    }
    RegistrySnapshot.Artifact artifact = registry.artifacts().get(key);
    return artifact == null
        ? "absent"
        : "%s|%d|%s|%s|%s"
            .formatted(
                artifact.version(),
                artifact.globalId(),
                PlanDigest.of(artifact.content()),
                artifact.references(),
                artifact.compatibility());
  }
}
