// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Verdict;

/// A plan in numbers.
///
/// @param create resources, bindings or first versions to add, unless blocked
/// @param change what is altered, unless blocked
/// @param delete what is taken away, unless blocked
/// @param record what only the inventory learns, unless blocked
/// @param approval how many of these need an approval
/// @param blocked what may not be applied
/// @param held resources that are left alone
public record PlanSummary(
    int create, int change, int delete, int record, int approval, int blocked, int held) {

  /// The numbers of a plan.
  public static PlanSummary of(Plan plan) {
    var counts = new int[Action.values().length];
    int approval = 0;
    int blocked = 0;
    for (PlannedChange planned : plan.changes()) {
      switch (planned.verdict()) {
        case Verdict.Allowed _ -> counts[Action.of(planned.change()).ordinal()]++;
        case Verdict.NeedsApproval _ -> {
          counts[Action.of(planned.change()).ordinal()]++;
          approval++;
        }
        case Verdict.Blocked _ -> blocked++;
      }
    }
    return new PlanSummary(
        counts[Action.CREATE.ordinal()],
        counts[Action.CHANGE.ordinal()],
        counts[Action.DELETE.ordinal()],
        counts[Action.RECORD.ordinal()],
        approval,
        blocked,
        plan.held().size());
  }

  /// `3 to create, 1 to change, 0 to delete; 1 blocked.`
  public String sentence() {
    var text = new StringBuilder();
    text.append(create).append(" to create, ");
    text.append(change).append(" to change, ");
    text.append(delete).append(" to delete");
    if (record > 0) {
      text.append(", ").append(record).append(" to record in the inventory");
    }
    String separator = "; ";
    if (approval > 0) {
      text.append(separator).append(approval).append(approval == 1 ? " needs" : " need");
      text.append(" approval");
      separator = ", ";
    }
    if (blocked > 0) {
      text.append(separator).append(blocked).append(" blocked");
      separator = ", ";
    }
    if (held > 0) {
      text.append(separator).append(held).append(" held");
    }
    return text.append('.').toString();
  }
}
