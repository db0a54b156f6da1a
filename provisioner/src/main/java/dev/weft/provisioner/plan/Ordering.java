// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.plan.PlannedChange.Cause;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The order of changes, and what a blocked one means for those that build on it.
public final class Ordering {

  private Ordering() {}

  /// By round and stage; within one, the order they were planned in, which is by name and, for
  /// schemas, what is referred to first.
  static List<PlannedChange> sort(List<PlannedChange> changes) {
    Map<String, Integer> rounds = rounds(changes);
    return changes.stream()
        .sorted(
            Comparator.<PlannedChange>comparingInt(planned -> rounds.getOrDefault(planned.id(), 0))
                .thenComparing(planned -> Stage.of(planned.change())))
        .toList();
  }

  /// In which round each change is made, by id. Changes of one lane are made one stage after the
  /// other, and lanes side by side; so what builds on a change of another lane, as a mirror builds
  /// on the topics of two clusters, has to wait for the next round.
  ///
  /// @return empty when one round is enough; what is absent belongs to round 0
  public static Map<String, Integer> rounds(List<PlannedChange> changes) {
    boolean isOneRound =
        changes.stream()
            .noneMatch(each ->
                each.change().resource() instanceof ResourceKey.Mirror
                    || each.change().resource() instanceof ResourceKey.ScramUser);
    if (isOneRound) {
      return Map.of();
    }
    Map<String, PlannedChange> byId = new HashMap<>();
    changes.forEach(planned -> byId.put(planned.id(), planned));
    Map<String, Integer> rounds = new HashMap<>();
    changes.forEach(planned -> round(planned, byId, rounds));
    return rounds;
  }

  private static int round(
      PlannedChange planned, Map<String, PlannedChange> byId, Map<String, Integer> rounds) {
    Integer known = rounds.get(planned.id());
    if (known != null) {
      return known;
    }
    int round = 0;
    for (String id : planned.after()) {
      PlannedChange earlier = byId.get(id);
      if (earlier != null) {
        round =
            Math.max(round, round(earlier, byId, rounds) + (isHandedOn(earlier, planned) ? 1 : 0));
      }
    }
    rounds.put(planned.id(), round);
    return round;
  }

  /// The registry's lane is through before any other begins.
  private static boolean isHandedOn(PlannedChange earlier, PlannedChange later) {
    String from = lane(earlier.change());
    return !from.equals(ResourceKey.REGISTRY) && !from.equals(lane(later.change()));
  }

  /// The lane that a change is made in: one for each server.
  public static String lane(Change change) {
    return switch (change.resource()) {
      case ResourceKey.Mirror mirror -> "links/" + mirror.cluster();
      case ResourceKey.ScramUser user -> "scram/" + user.cluster();
      case ResourceKey.Topic _,
          ResourceKey.AclSet _,
          ResourceKey.Quota _,
          ResourceKey.Client _,
          ResourceKey.Artifact _ ->
          change.resource().scope();
    };
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
