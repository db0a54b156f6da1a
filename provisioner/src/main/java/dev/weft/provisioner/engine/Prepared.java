// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.plan.Suspensions;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.resource.DesiredState;
import java.util.List;
import java.util.Map;

/// A plan that the servers have been asked about, with what it was made from; ready to apply.
///
/// @param plan the plan
/// @param desired what the manifests want
/// @param world what was observed; also what access questions are answered from
/// @param errors sentences about servers that could not be read; they make the run an error
/// @param warnings sentences worth knowing that change nothing
/// @param digest what an approval has to name: the plan's own, or that of the saved plan it follows
/// @param moved why a change must not be applied although the plan has it, by id: the world is not
///   as it was when the plan was saved
public record Prepared(
    Plan plan,
    DesiredState desired,
    World world,
    List<String> errors,
    List<String> warnings,
    String digest,
    Map<String, String> moved) {

  public Prepared {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    moved = Map.copyOf(moved);
  }

  /// The same with the changes of what is paused held back.
  public Prepared with(Suspensions suspensions) {
    Plan held = suspensions.apply(plan);
    return held.equals(plan)
        ? this
        : new Prepared(held, desired, world, errors, warnings, held.digest(), moved);
  }

  /// The exit code of `weft plan`: 1 error, 3 something is blocked or needs an approval, 2 changes
  /// are pending, 0 nothing to do.
  public int exitCode() {
    if (!errors.isEmpty()) {
      return 1;
    }
    boolean isStopped =
        plan.changes().stream()
            .map(PlannedChange::verdict)
            .anyMatch(verdict ->
                switch (verdict) {
                  case Verdict.Allowed _ -> false;
                  case Verdict.NeedsApproval _, Verdict.Blocked _ -> true;
                });
    if (isStopped || !moved.isEmpty()) {
      return 3;
    }
    return plan.isEmpty() ? 0 : 2;
  }
}
