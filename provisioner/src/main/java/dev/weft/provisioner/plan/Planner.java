// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compares what is wanted with what is, and plans the steps between. A pure function: equal inputs
/// give equal plans.
public final class Planner {

  private Planner() {}

  /// Plans. What could not be read is left alone and said to be held.
  public static Plan plan(DesiredState desired, World world, PlanOptions options) {
    return plan(desired, world, options, null);
  }

  /// Plans for some resources, as if these were all that may differ. The plan is the same as one
  /// for everything when they are all for which that one has a change or a remark.
  ///
  /// @param about their keys; null for everything
  public static Plan plan(
      DesiredState desired, World world, PlanOptions options, @Nullable Set<ResourceKey> about) {
    var context = new Context(desired, world, options, about);
    var draft = new Draft(context);
    if (options.rotations().isEmpty()) {
      everything(context, draft);
    } else {
      new ClientDiff(context, draft).run();
      new ScramDiff(context, draft).run();
    }

    List<PlannedChange> changes =
        Ordering.block(
            Policies.apply(Ordering.sort(draft.changes()), desired.forbidden()), Map.of());
    changes = MirrorDiff.holdTogether(changes);
    var clusterIds = new TreeMap<String, String>();
    for (ClusterSnapshot cluster : world.clusters().values()) {
      clusterIds.put(cluster.cluster(), cluster.clusterId());
    }
    return new Plan(
        desired.environment(),
        world.revision(),
        world.now(),
        clusterIds,
        new BudgetRules(desired.budget()).apply(changes),
        draft.held(),
        draft.notes());
  }

  /// The order matters: topics look for their schemas' changes, mirrors for their topics', bindings
  /// for both and for how far topics that go have come, promotions for the removal of the old
  /// producer's bindings, logins by SCRAM for the removal of the last rights, and deletions of
  /// topics for the removal of their bindings and mirrors.
  private static void everything(Context context, Draft draft) {
    new SchemaDiff(context, draft).run();
    new TopicDiff(context, draft).run();
    var mirrors = new MirrorDiff(context, draft);
    mirrors.run();
    var removals = new Removals(context, draft);
    removals.run();
    new AclDiff(context, draft, removals).run();
    mirrors.promote();
    new QuotaDiff(context, draft).run();
    new ClientDiff(context, draft).run();
    new ScramDiff(context, draft).run();
    new TopicRemoval(context, draft).run();
  }
}
