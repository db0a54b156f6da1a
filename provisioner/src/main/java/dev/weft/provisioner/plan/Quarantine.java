// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import java.util.HashSet;
import java.util.Set;

/// Whose manifests are broken. Whatever exists of them keeps its last good state, and so does what
/// others derive from them: a consumer of a broken product keeps its group rights, although no
/// readable grant asks for them at the moment.
final class Quarantine {

  private final Set<Owner> owners;
  private final Set<String> principals;
  private final Set<String> dependents = new HashSet<>();

  Quarantine(DesiredState desired, Inventory inventory) {
    owners = desired.quarantine();
    principals = new HashSet<>(desired.quarantinedPrincipals());
    if (owners.isEmpty()) {
      return;
    }
    for (Inventory.Entry entry : inventory.entries().values()) {
      if (owners.contains(entry.owner())) {
        // An application's own entries tell its principal, which its broken manifest does not.
        Set<String> known =
            switch (entry.owner().kind()) {
              case APPLICATION -> principals;
              case PRODUCT -> dependents;
            };
        entry.acls().stream().map(Acl::principal).forEach(known::add);
      }
    }
  }

  boolean holds(Owner owner) {
    return owners.contains(owner);
  }

  /// Whether what only this principal's use of broken products may justify must stay as it is.
  boolean holdsPrincipal(String principal) {
    return principals.contains(principal) || dependents.contains(principal);
  }

  /// Whether a binding must stay as it is.
  ///
  /// @param owner whose binding set it is in
  boolean holds(Owner owner, Acl acl) {
    return principals.contains(acl.principal())
        || (owner.kind() == Owner.Kind.APPLICATION && dependents.contains(acl.principal()));
  }
}
