// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.Forbidden;
import dev.weft.provisioner.resource.IdentitySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;

/// Blocks the changes of products that do not keep an enforced policy. What takes rights away, and
/// what only brings the books up to date, is never blocked: a policy must not keep a right alive.
final class Policies {

  private Policies() {}

  static List<PlannedChange> apply(List<PlannedChange> changes, Forbidden forbidden) {
    if (forbidden.owners().isEmpty()) {
      return changes;
    }
    return changes.stream().map(planned -> judge(planned, forbidden)).toList();
  }

  private static PlannedChange judge(PlannedChange planned, Forbidden forbidden) {
    Forbidden.Reason reason = forbidden.owners().get(planned.owner());
    if (reason == null
        || planned.verdict() instanceof Verdict.Blocked
        || isAlwaysAllowed(planned.change())) {
      return planned;
    }
    return planned.with(new Verdict.Blocked(Cause.POLICY, reason.message(), reason.hint()));
  }

  private static boolean isAlwaysAllowed(Change change) {
    return switch (change) {
      case Change.RemoveAcls _,
          Change.RemoveMirror _,
          Change.RemoveUser _,
          Change.StepRemoval _,
          Change.Forget _ ->
          true;
      case Change.Adopt adopt -> adopt.resource() instanceof ResourceKey.AclSet;
      case Change.AlterClient alter -> isShutting(alter);
      case Change.AlterUser alter -> alter.how() == Change.StoreSecret.How.END;
      case Change.CreateClient _,
          Change.StoreSecret _,
          Change.CreateUser _,
          Change.CreateTopic _,
          Change.AddPartitions _,
          Change.AlterConfig _,
          Change.DeleteTopic _,
          Change.AddAcls _,
          Change.AlterQuota _,
          Change.CreateMirror _,
          Change.RestoreMirror _,
          Change.PromoteMirror _,
          Change.SetCompatibility _,
          Change.RegisterSchema _ ->
          false;
    };
  }

  private static boolean isShutting(Change.AlterClient alter) {
    Change.Edit<String> enabled = alter.edits().get(IdentitySnapshot.ENABLED);
    return enabled != null && Boolean.FALSE.toString().equals(enabled.to());
  }
}
