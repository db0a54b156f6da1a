// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.model.name.ApplicationName;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Who may do what on a cluster, in the terms of manifests.
final class Rights {

  private final ClusterSnapshot cluster;

  Rights(ClusterSnapshot cluster) {
    this.cluster = cluster;
  }

  /// The bindings on the literal name of a topic.
  Set<Acl> onTopic(String topic) {
    return cluster.acls().getOrDefault(topic(topic), Set.of());
  }

  /// Whether the plain binding that manifests derive is there.
  boolean has(AclSet key, String principal, Operation operation) {
    return cluster.acls().getOrDefault(key, Set.of()).contains(Acl.allow(principal, operation));
  }

  /// Principals with a plain right on the topic itself, those that can be applications.
  SortedSet<String> holders(String topic, Operation operation) {
    var found = new TreeSet<String>();
    for (Acl acl : onTopic(topic)) {
      if (acl.equals(Acl.allow(acl.principal(), operation))
          && Applications.problem(acl.principal()).isEmpty()) {
        found.add(acl.principal());
      }
    }
    return found;
  }

  /// Principals that may write by a wider right, such as a prefix; those that can be applications.
  SortedSet<String> widerWriters(String topic) {
    var found = new TreeSet<String>();
    cluster
        .acls()
        .forEach((key, acls) -> {
          if (isWider(key, topic)) {
            acls.stream()
                .filter(acl -> acl.permission() == Acl.Permission.ALLOW)
                .filter(
                    acl -> acl.operation() == Operation.WRITE || acl.operation() == Operation.ALL)
                .map(Acl::principal)
                .filter(principal -> Applications.problem(principal).isEmpty())
                .forEach(found::add);
          }
        });
    return found;
  }

  /// Whether a pattern other than the literal name covers the topic.
  static boolean isWider(AclSet key, String topic) {
    if (key.type() != AclSet.Type.TOPIC) {
      return false;
    }
    return switch (key.pattern()) {
      case LITERAL -> key.name().equals("*");
      case PREFIXED -> topic.startsWith(key.name());
    };
  }

  /// Whether the reader's rights are exactly such that a grant adds none.
  boolean canBeGranted(String topic, String principal, ApplicationName application) {
    return has(topic(topic), principal, Operation.READ)
        && has(topic(topic), principal, Operation.DESCRIBE)
        && has(groups(application), principal, Operation.READ);
  }

  AclSet topic(String topic) {
    return new AclSet(cluster.cluster(), AclSet.Type.TOPIC, AclSet.Pattern.LITERAL, topic);
  }

  AclSet groups(ApplicationName application) {
    return new AclSet(
        cluster.cluster(), AclSet.Type.GROUP, AclSet.Pattern.PREFIXED, application.prefix());
  }

  AclSet transactions(ApplicationName application) {
    return new AclSet(
        cluster.cluster(),
        AclSet.Type.TRANSACTIONAL_ID,
        AclSet.Pattern.PREFIXED,
        application.prefix());
  }
}
