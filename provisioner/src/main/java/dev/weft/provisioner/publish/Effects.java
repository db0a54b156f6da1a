// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.log.ControlPlaneLog.Result;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.publish.GrantRights.Binding;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was there before a run and what the run changed of it.
final class Effects {

  private final Prepared prepared;
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Map<AclSet, List<PlannedChange>> onBindings = new HashMap<>();

  Effects(Prepared prepared, @Nullable RunReport report) {
    this.prepared = prepared;
    if (report != null) {
      for (Result result : report.results()) {
        outcomes.put(result.change().id(), result.outcome());
      }
    }
    for (PlannedChange planned : prepared.plan().changes()) {
      if (planned.change().resource() instanceof AclSet set) {
        onBindings.computeIfAbsent(set, _ -> new ArrayList<>()).add(planned);
      }
    }
  }

  /// What became of a change; absent when it was not applied.
  @Nullable Outcome outcome(PlannedChange planned) {
    return outcomes.get(planned.id());
  }

  boolean isDone(PlannedChange planned) {
    Outcome outcome = outcome(planned);
    return outcome != null && outcome.isSuccess();
  }

  /// Why a cluster could not be read; absent when it was.
  @Nullable String blindness(String cluster) {
    if (prepared.world().clusters().containsKey(cluster)) {
      return null;
    }
    return prepared.world().unreachable().getOrDefault(cluster, "it was not read");
  }

  /// Why it is not known what is mirrored to a cluster; absent when it is.
  @Nullable String linkBlindness(String target) {
    World.Link link = prepared.world().links().get(target);
    if (link == null) {
      return "it is not configured";
    }
    return link.snapshot() == null ? link.failure() : null;
  }

  /// Whether a binding was there when the cluster was read.
  boolean isSeen(Binding binding) {
    ClusterSnapshot snapshot = prepared.world().clusters().get(binding.set().cluster());
    return snapshot != null
        && snapshot.acls().getOrDefault(binding.set(), Set.of()).contains(binding.acl());
  }

  /// Whether a binding is there now.
  boolean isThere(Binding binding) {
    boolean isThere = isSeen(binding);
    for (PlannedChange planned : onBindings.getOrDefault(binding.set(), List.of())) {
      if (isDone(planned)) {
        isThere =
            switch (planned.change()) {
              case Change.AddAcls add -> isThere || add.acls().contains(binding.acl());
              case Change.RemoveAcls remove -> isThere && !remove.acls().contains(binding.acl());
              default -> isThere;
            };
      }
    }
    return isThere;
  }

  /// The bindings of a principal on a pattern that are there now.
  List<Binding> there(AclSet set, String principal) {
    ClusterSnapshot snapshot = prepared.world().clusters().get(set.cluster());
    return snapshot == null
        ? List.of()
        : snapshot.acls().getOrDefault(set, Set.of()).stream()
            .filter(acl -> acl.principal().equals(principal))
            .map(acl -> new Binding(set, acl))
            .filter(this::isThere)
            .toList();
  }

  /// Why a binding that is wanted is not there.
  String obstacle(Binding binding) {
    for (PlannedChange planned : onBindings.getOrDefault(binding.set(), List.of())) {
      if (planned.change() instanceof Change.AddAcls add && add.acls().contains(binding.acl())) {
        return obstacle(planned);
      }
    }
    return "`%s` on `%s` is not there and left alone"
        .formatted(binding.acl(), binding.set().text());
  }

  /// Why a change was not made.
  String obstacle(PlannedChange planned) {
    Outcome outcome = outcome(planned);
    if (outcome != null) {
      return switch (outcome) {
        case Outcome.Applied _, Outcome.Unchanged _ -> "";
        case Outcome.Refused refused -> refused.message();
        case Outcome.Failed failed -> failed.message();
        case Outcome.Skipped skipped -> skipped.because();
        case Outcome.Unknown unknown -> unknown.message();
      };
    }
    return switch (planned.verdict()) {
      case Verdict.Allowed _ -> planned.reason();
      case Verdict.NeedsApproval needs -> needs.why();
      case Verdict.Blocked blocked -> blocked.message();
    };
  }
}
