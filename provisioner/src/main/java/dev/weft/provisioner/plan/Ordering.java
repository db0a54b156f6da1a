// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The order of changes, and what a blocked one means for those that build on it.
public final class Ordering {

  private Ordering() {}

  /// By stage; within one, the order they were planned in, which is by name and, for schemas, what
  /// is referred to first.
  static List<PlannedChange> sort(List<PlannedChange> changes) {
    return changes.stream()
        .sorted(Comparator.comparing(planned -> Stage.of(planned.change())))
        .toList();
  }

  /// Blocks changes by id with what a server said, and everything that depends on them.
  ///
  /// @param changes in order, so that each stands behind what it depends on
  /// @param refusals the server's words by change id
  public static List<PlannedChange> block(
      List<PlannedChange> changes, Map<String, String> refusals) {
    var result = new ArrayList<PlannedChange>(changes.size());
    Map<String, PlannedChange> blocked = new HashMap<>();
    for (PlannedChange planned : changes) {
      PlannedChange judged = judge(planned, refusals, blocked);
      if (judged.verdict() instanceof Verdict.Blocked) {
        blocked.put(judged.id(), judged);
      }
      result.add(judged);
    }
    return List.copyOf(result);
  }

  private static PlannedChange judge(
      PlannedChange planned, Map<String, String> refusals, Map<String, PlannedChange> blocked) {
    if (planned.verdict() instanceof Verdict.Blocked) {
      return planned;
    }
    String refusal = refusals.get(planned.id());
    if (refusal != null) {
      return planned.with(
          new Verdict.Blocked(
              Cause.SERVER, refusal, "change the manifest, or what the server allows"));
    }
    for (String id : planned.after()) {
      PlannedChange earlier = blocked.get(id);
      if (earlier != null) {
        return planned.with(
            new Verdict.Blocked(
                Cause.DEPENDENCY,
                "It builds on `%s`, which is blocked.".formatted(id),
                "solve that first"));
      }
    }
    return planned;
  }
}
