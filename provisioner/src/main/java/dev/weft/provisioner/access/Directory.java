// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.access;

import dev.weft.model.diagnostic.Location;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What manifests know of principals and bindings.
public final class Directory {

  private final Map<String, Owner> applications = new HashMap<>();
  private final Map<ResourceKey, Desired.Acls> bindings = new HashMap<>();

  /// Reads what manifests want.
  public Directory(DesiredState desired) {
    for (Desired each : desired.resources().values()) {
      if (each instanceof Desired.Acls acls) {
        bindings.put(acls.key(), acls);
        if (acls.owner().kind() == Owner.Kind.APPLICATION) {
          acls.acls().keySet().forEach(acl -> applications.put(acl.principal(), acls.owner()));
        }
      }
    }
  }

  @Nullable Owner application(String principal) {
    return applications.get(principal);
  }

  List<Location> manifests(ResourceKey.AclSet key, Acl acl) {
    Desired.Acls acls = bindings.get(key);
    SortedSet<Location> locations = acls == null ? null : acls.acls().get(acl);
    return locations == null ? List.of() : List.copyOf(locations);
  }
}
