// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which changes of schemas come before which.
final class FakeOrder {

  private FakeOrder() {}

  /// Those of the changes that come before one: it refers to their schemas, or the plan says so.
  static Set<PlannedChange> needed(PlannedChange planned, List<PlannedChange> changes) {
    Set<PlannedChange> needed = new HashSet<>();
    for (PlannedChange other : changes) {
      boolean isReferredTo =
          planned.change() instanceof Change.RegisterSchema register
              && other.change() instanceof Change.RegisterSchema
              && register.schema().references().stream()
                  .anyMatch(reference -> reference.artifact().equals(other.change().resource()));
      if (isReferredTo || planned.after().contains(other.id())) {
        needed.add(other);
      }
    }
    return needed;
  }

  /// What becomes of a change that never gets its turn.
  static Outcome stuck(PlannedChange planned, List<PlannedChange> changes) {
    return reaches(planned, planned, changes, new HashSet<>())
        ? new Outcome.Failed(Outcome.Kind.PERMANENT, "schemas refer to each other in a circle")
        : new Outcome.Skipped("it refers to schemas that refer to each other");
  }

  private static boolean reaches(
      PlannedChange from, PlannedChange goal, List<PlannedChange> changes, Set<String> seen) {
    for (PlannedChange next : needed(from, changes)) {
      if (next == goal || seen.add(next.id()) && reaches(next, goal, changes, seen)) {
        return true;
      }
    }
    return false;
  }
}
