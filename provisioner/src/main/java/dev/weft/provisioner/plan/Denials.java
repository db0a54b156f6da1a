// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The denials on one cluster. A denial beats every allowance, however specific.
final class Denials {

  private final ClusterSnapshot cluster;
  private final Map<AclSet, List<Acl>> wide = new HashMap<>();

  Denials(ClusterSnapshot cluster) {
    this.cluster = cluster;
    cluster
        .acls()
        .forEach((key, acls) -> {
          if (isWide(key)) {
            List<Acl> denials = denials(acls);
            if (!denials.isEmpty()) {
              wide.put(key, denials);
            }
          }
        });
  }

  private static boolean isWide(AclSet key) {
    return key.pattern() == AclSet.Pattern.PREFIXED || key.name().equals("*");
  }

  private static List<Acl> denials(Set<Acl> acls) {
    List<Acl> denials = List.of();
    for (Acl acl : acls) {
      if (acl.permission() == Acl.Permission.DENY) {
        denials = denials.isEmpty() ? new ArrayList<>() : denials;
        denials.add(acl);
      }
    }
    return denials;
  }

  /// Sentences about wanted allowances that do not work, or not everywhere, because of a denial.
  List<String> defeating(AclSet key, Collection<Acl> wanted) {
    List<Acl> exact = isWide(key) ? List.of() : denials(cluster.acls().getOrDefault(key, Set.of()));
    if (exact.isEmpty() && wide.isEmpty()) {
      return List.of();
    }
    var sentences = new TreeSet<String>();
    exact.forEach(denial -> collect(key, denial, wanted, sentences));
    wide.forEach((pattern, denials) -> {
      if (overlaps(pattern, key)) {
        denials.forEach(denial -> collect(pattern, denial, wanted, sentences));
      }
    });
    return List.copyOf(sentences);
  }

  private static boolean overlaps(AclSet pattern, AclSet key) {
    if (pattern.type() != key.type()) {
      return false;
    }
    return switch (pattern.pattern()) {
      case LITERAL -> true;
      case PREFIXED ->
          key.name().startsWith(pattern.name())
              || (key.pattern() == AclSet.Pattern.PREFIXED
                  && pattern.name().startsWith(key.name()));
    };
  }

  private static void collect(
      AclSet pattern, Acl denial, Collection<Acl> wanted, Set<String> sentences) {
    for (Acl acl : wanted) {
      if (defeats(denial, acl)) {
        sentences.add(
            "Somebody else's `%s` on `%s%s` beats the wanted `%s`."
                .formatted(
                    denial,
                    pattern.name(),
                    pattern.pattern() == AclSet.Pattern.PREFIXED ? "*" : "",
                    acl));
      }
    }
  }

  private static boolean defeats(Acl denial, Acl allowance) {
    boolean isForThem =
        denial.principal().equals(allowance.principal()) || denial.principal().equals("User:*");
    return isForThem
        && (denial.operation() == Operation.ALL || denial.operation() == allowance.operation());
  }
}
