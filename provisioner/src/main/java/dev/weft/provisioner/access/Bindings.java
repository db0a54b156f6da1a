// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.access;

import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Bindings of one cluster, to be found by the name they cover.
final class Bindings {

  private static final String ANY = "*";

  private final Map<AclSet, Set<Acl>> all;
  private final Map<AclSet.Type, List<AclSet>> wide = new HashMap<>();

  /// A binding with the pattern it is on.
  record Bound(AclSet pattern, Acl acl) {}

  Bindings(Map<AclSet, Set<Acl>> all) {
    this.all = all;
    for (AclSet key : all.keySet()) {
      boolean isWide = key.pattern() == AclSet.Pattern.PREFIXED || key.name().equals(ANY);
      if (isWide) {
        wide.computeIfAbsent(key.type(), _ -> new ArrayList<>()).add(key);
      }
    }
  }

  /// Every binding that covers the name: literal, by prefix, or any.
  List<Bound> covering(AclSet literal, Map<AclSet, Set<Acl>> instead) {
    var bound = new ArrayList<Bound>();
    collect(literal, instead, bound);
    for (AclSet key : wide.getOrDefault(literal.type(), List.of())) {
      boolean isCovering =
          switch (key.pattern()) {
            case LITERAL -> true;
            case PREFIXED -> literal.name().startsWith(key.name());
          };
      if (isCovering && !key.equals(literal)) {
        collect(key, instead, bound);
      }
    }
    return bound;
  }

  /// Every binding of a type.
  List<Bound> ofType(AclSet.Type type) {
    var bound = new ArrayList<Bound>();
    all.forEach((key, acls) -> {
      if (key.type() == type) {
        acls.forEach(acl -> bound.add(new Bound(key, acl)));
      }
    });
    return bound;
  }

  private void collect(AclSet key, Map<AclSet, Set<Acl>> instead, List<Bound> bound) {
    Set<Acl> acls = instead.getOrDefault(key, all.getOrDefault(key, Set.of()));
    acls.forEach(acl -> bound.add(new Bound(key, acl)));
  }
}
