// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.model.mesh.Budget;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import java.util.List;
import java.util.function.ToIntFunction;

/// How much one run may take away before a person has to approve that very plan. Deletions of
/// topics are not counted: each was named by a person and needs an approval anyway.
final class BudgetRules {

  private final Budget budget;

  BudgetRules(Budget budget) {
    this.budget = budget;
  }

  List<PlannedChange> apply(List<PlannedChange> changes) {
    List<PlannedChange> result =
        limit(
            changes,
            BudgetRules::deletes,
            budget.deletes(),
            "deletes %d topics, and one run may delete %d");
    result =
        limit(
            result,
            BudgetRules::revokes,
            budget.revokes(),
            "removes %d ACL bindings, and one run may remove %d");
    result =
        limit(
            result,
            BudgetRules::partitions,
            budget.partitions(),
            "adds %d partitions to existing topics, and one run may add %d");
    return limit(
        result,
        BudgetRules::resets,
        budget.resets(),
        "resets %d topic configs, and one run may reset %d");
  }

  private static List<PlannedChange> limit(
      List<PlannedChange> changes, ToIntFunction<Change> cost, int limit, String why) {
    int sum = 0;
    for (PlannedChange planned : changes) {
      if (!(planned.verdict() instanceof Verdict.Blocked)) {
        sum += cost.applyAsInt(planned.change());
      }
    }
    if (sum <= limit) {
      return changes;
    }
    var verdict = new Verdict.NeedsApproval("the plan " + why.formatted(sum, limit));
    return changes.stream()
        .map(planned ->
            planned.verdict() instanceof Verdict.Allowed && cost.applyAsInt(planned.change()) > 0
                ? planned.with(verdict)
                : planned)
        .toList();
  }

  private static int deletes(Change change) {
    return change instanceof Change.DeleteTopic ? 1 : 0;
  }

  private static int revokes(Change change) {
    return change instanceof Change.RemoveAcls remove ? remove.acls().size() : 0;
  }

  private static int partitions(Change change) {
    return change instanceof Change.AddPartitions add ? add.to() - add.from() : 0;
  }

  private static int resets(Change change) {
    return change instanceof Change.AlterConfig alter
        ? (int) alter.edits().values().stream().filter(edit -> edit.to() == null).count()
        : 0;
  }
}
