// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.ControlPlaneLog.Result;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.PlanDigest;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Inventory.Entry;
import dev.weft.provisioner.resource.Inventory.Origin;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes existing resources into the inventory, as imported: until an apply has wanted them, their
/// absence from Git means nothing.
final class Import {

  private final ControlPlaneLog log;
  private final Clock clock;
  private final String environment;
  private final String revision;
  private final Map<String, String> clusterIds;

  Import(
      ControlPlaneLog log,
      Clock clock,
      String environment,
      String revision,
      Map<String, String> clusterIds) {
    this.log = log;
    this.clock = clock;
    this.environment = environment;
    this.revision = revision;
    this.clusterIds = clusterIds;
  }

  RunReport run(String id, String actor, List<Adoption> adoptions) {
    if (adoptions.isEmpty()) {
      return new RunReport(null, environment, "", List.of(), List.of(), false);
    }
    try (ControlPlaneLog.Run run = log.begin(id, actor, environment, revision)) {
      Inventory inventory = log.inventory();
      requireSameClusters(inventory);
      var results = new ArrayList<Result>();
      var owned = new ArrayList<Entry>();
      for (Adoption adoption : adoptions) {
        Entry old = inventory.entries().get(adoption.change().resource());
        if (old == null) {
          owned.add(entry(adoption));
        }
        results.add(new Result(planned(adoption), outcome(adoption, old)));
      }
      clusterIds.forEach((cluster, clusterId) -> {
        if (!inventory.clusterIds().containsKey(cluster)) {
          run.bindCluster(cluster, clusterId);
        }
      });
      run.record(results, owned, List.of());
      run.audit("imported", environment, owned.size() + " resources");
      return new RunReport(id, environment, "", results, List.of(), false);
    }
  }

  private void requireSameClusters(Inventory inventory) {
    clusterIds.forEach((cluster, clusterId) -> {
      String bound = inventory.clusterIds().get(cluster);
      if (bound != null && !bound.equals(clusterId)) {
        throw new RunRefusedException(
            ("Cluster `%s` has id %s, and Weft has written to it under id %s before: this is"
                    + " another cluster. Nothing was written.")
                .formatted(cluster, clusterId, bound));
      }
    });
  }

  private static Outcome outcome(Adoption adoption, @Nullable Entry old) {
    if (old == null) {
      return new Outcome.Applied();
    }
    return old.owner().equals(adoption.owner())
        ? new Outcome.Unchanged()
        : new Outcome.Refused("It belongs to %s already.".formatted(old.owner()));
  }

  private Entry entry(Adoption adoption) {
    Change.Adopt change = adoption.change();
    return new Entry(
        change.resource(),
        adoption.owner(),
        change.topicId(),
        change.resource() instanceof ResourceKey.Topic,
        change.managed(),
        change.acls(),
        Origin.IMPORTED,
        revision,
        clock.instant());
  }

  private static PlannedChange planned(Adoption adoption) {
    Change.Adopt change = adoption.change();
    return new PlannedChange(
        "import:" + change.resource().text(),
        change,
        adoption.owner(),
        PlannedChange.Risk.SAFE,
        "It exists, and an import takes it over.",
        List.of(),
        List.of(),
        List.of(),
        PlanDigest.of(change.toString()),
        new PlannedChange.Verdict.Allowed());
  }
}
