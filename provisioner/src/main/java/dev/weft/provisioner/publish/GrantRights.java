// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.mesh.Grant;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which bindings exist because of which grant: the compiler notes each binding's causes.
final class GrantRights {

  private final Map<Location, SortedMap<String, List<Binding>>> byCause = new HashMap<>();

  /// A binding on a pattern.
  record Binding(AclSet set, Acl acl) {}

  /// @param grants those that will be asked about
  GrantRights(DesiredState desired, Collection<Grant> grants) {
    if (grants.isEmpty()) {
      return;
    }
    Set<Location> asked = new HashSet<>();
    Set<Owner> owners = new HashSet<>();
    for (Grant grant : grants) {
      asked.add(grant.location());
      owners.add(Owner.of(grant.product()));
      owners.add(Owner.of(grant.consumer()));
    }
    for (Desired resource : desired.resources().values()) {
      if (resource instanceof Desired.Acls acls && owners.contains(acls.owner())) {
        acls.acls()
            .forEach((acl, causes) ->
                causes.stream()
                    .filter(asked::contains)
                    .forEach(cause ->
                        byCause
                            .computeIfAbsent(cause, _ -> new TreeMap<>())
                            .computeIfAbsent(acls.key().cluster(), _ -> new ArrayList<>())
                            .add(new Binding(acls.key(), acl))));
      }
    }
  }

  /// What the grant needs, by cluster; empty when it gives no rights.
  SortedMap<String, List<Binding>> of(Grant grant) {
    return byCause.getOrDefault(grant.location(), new TreeMap<>());
  }

  /// `{domain}/{product}/{grant}`.
  static String id(Grant grant) {
    return grant.product() + "/" + grant.name();
  }
}
