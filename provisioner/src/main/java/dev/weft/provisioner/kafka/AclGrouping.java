// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.kafka;

import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/// Kafka's words for bindings and ours, in both directions.
final class AclGrouping {

  private static final int USUAL_BINDINGS = 8;

  private static final Map<AclOperation, Acl.Operation> OPERATIONS =
      byName(AclOperation.class, Acl.Operation.class);
  private static final Map<ResourceType, AclSet.Type> TYPES =
      byName(ResourceType.class, AclSet.Type.class);

  private final String cluster;

  AclGrouping(String cluster) {
    this.cluster = cluster;
  }

  /// Bindings by pattern. What this release does not know by name is left out, and so never ours.
  Map<AclSet, Set<Acl>> group(Collection<AclBinding> bindings) {
    Map<ResourcePattern, Set<Acl>> byPattern = HashMap.newHashMap(bindings.size() / 2);
    // An application has equal bindings on many patterns: one of each is enough to hold.
    Map<Acl, Acl> known = new HashMap<>();
    for (AclBinding binding : bindings) {
      Acl acl = acl(binding.entry());
      if (acl != null) {
        byPattern
            .computeIfAbsent(binding.pattern(), _ -> HashSet.newHashSet(USUAL_BINDINGS))
            .add(known.computeIfAbsent(acl, _ -> acl));
      }
    }
    Map<AclSet, Set<Acl>> grouped = LinkedHashMap.newLinkedHashMap(byPattern.size());
    byPattern.forEach((pattern, acls) -> {
      AclSet resource = resource(pattern);
      if (resource != null) {
        grouped.put(resource, acls);
      }
    });
    return grouped;
  }

  /// The binding in Kafka's words.
  static AclBinding binding(AclSet resource, Acl acl) {
    return new AclBinding(
        new ResourcePattern(
            ResourceType.valueOf(resource.type().name()),
            resource.name(),
            PatternType.valueOf(resource.pattern().name())),
        new AccessControlEntry(
            acl.principal(),
            acl.host(),
            AclOperation.valueOf(acl.operation().name()),
            AclPermissionType.valueOf(acl.permission().name())));
  }

  private @Nullable AclSet resource(ResourcePattern pattern) {
    AclSet.Type type = TYPES.get(pattern.resourceType());
    AclSet.Pattern kind =
        switch (pattern.patternType()) {
          case LITERAL -> AclSet.Pattern.LITERAL;
          case PREFIXED -> AclSet.Pattern.PREFIXED;
          case UNKNOWN, ANY, MATCH -> null;
        };
    return type == null || kind == null ? null : new AclSet(cluster, type, kind, pattern.name());
  }

  private static @Nullable Acl acl(AccessControlEntry entry) {
    Acl.Operation operation = OPERATIONS.get(entry.operation());
    Acl.Permission permission =
        switch (entry.permissionType()) {
          case ALLOW -> Acl.Permission.ALLOW;
          case DENY -> Acl.Permission.DENY;
          case UNKNOWN, ANY -> null;
        };
    return operation == null || permission == null
        ? null
        : new Acl(entry.principal(), entry.host(), operation, permission);
  }

  private static <K extends Enum<K>, V extends Enum<V>> Map<K, V> byName(
      Class<K> theirs, Class<V> ours) {
    Map<K, V> map = new EnumMap<>(theirs);
    for (K theirWord : theirs.getEnumConstants()) {
      for (V ourWord : ours.getEnumConstants()) {
        if (ourWord.name().equals(theirWord.name())) {
          map.put(theirWord, ourWord);
        }
      }
    }
    return map;
  }
}
