// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.governance.Finding;
import dev.weft.governance.Verdict;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.name.GrantName;
import dev.weft.provisioner.resource.Forbidden;
import dev.weft.provisioner.resource.Owner;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a verdict of policies means for resources.
final class Denied {

  private Denied() {}

  static Forbidden of(Verdict verdict, EnvironmentMesh mesh) {
    SortedMap<Owner, Forbidden.Reason> owners = new TreeMap<>();
    verdict
        .blockedProducts()
        .forEach((product, findings) -> owners.put(Owner.of(product), reason(findings)));
    SortedMap<Location, Forbidden.Reason> grants = new TreeMap<>();
    SortedMap<GrantName, List<Finding>> blocked = verdict.blockedGrants();
    for (Grant grant : blocked.isEmpty() ? List.<Grant>of() : mesh.grants()) {
      List<Finding> findings = blocked.get(new GrantName(grant.product(), grant.name()));
      if (findings != null) {
        grants.put(grant.location(), reason(findings));
      }
    }
    return new Forbidden(owners, grants);
  }

  private static Forbidden.Reason reason(List<Finding> findings) {
    Finding first = findings.getFirst();
    long others = findings.stream().map(Finding::policy).distinct().count() - 1;
    String more = others == 0 ? "" : " So do %d other policies.".formatted(others);
    return new Forbidden.Reason(
        "The policy `%s` forbids it: %s%s".formatted(first.policy(), first.message(), more),
        first.hint());
  }
}
