// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.ControlPlaneLog.Result;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.ResourceKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Makes the changes of one plan: the registry's first, because topics build on schemas; then all
/// clusters side by side, each in its own lane.
final class Apply {

  private final Servers servers;
  private final ControlPlaneLog log;
  private final Clock clock;
  private final Prepared prepared;
  private final Approval approval;
  private final RunListener listener;
  private final Map<String, Outcome> refusals = new HashMap<>();

  Apply(
      Servers servers,
      ControlPlaneLog log,
      Clock clock,
      Prepared prepared,
      Approval approval,
      RunListener listener) {
    this.servers = servers;
    this.log = log;
    this.clock = clock;
    this.prepared = prepared;
    this.approval = approval;
    this.listener = listener;
  }

  RunReport run(String id) {
    Plan plan = prepared.plan();
    List<PlannedChange> open = new ArrayList<>();
    for (PlannedChange planned : plan.changes()) {
      Outcome refusal = refusal(planned);
      if (refusal == null) {
        open.add(planned);
      } else {
        refusals.put(planned.id(), refusal);
      }
    }
    List<Inventory.Entry> confirmed = imported();
    if (open.isEmpty() && confirmed.isEmpty()) {
      return report(null, refusals, false);
    }
    try (ControlPlaneLog.Run run =
        log.begin(id, approval.actor(), plan.environment(), plan.revision())) {
      return apply(id, run, open, confirmed);
    }
  }

  private @Nullable Outcome refusal(PlannedChange planned) {
    String moved = prepared.moved().get(planned.id());
    if (moved != null) {
      return new Outcome.Refused(moved);
    }
    return switch (planned.verdict()) {
      case Verdict.Allowed _ -> null;
      case Verdict.NeedsApproval needed ->
          approval.covers(prepared.digest())
              ? null
              : new Outcome.Refused(
                  "It needs an approval: %s. Approve this very plan with `%s`."
                      .formatted(needed.why(), approval.commandFor(prepared.digest())));
      case Verdict.Blocked blocked ->
          new Outcome.Refused(blocked.message() + " — " + blocked.hint());
    };
  }

  private RunReport apply(
      String id,
      ControlPlaneLog.Run run,
      List<PlannedChange> open,
      List<Inventory.Entry> confirmed) {
    // Another run may have ended between our plan and our turn as the only writer.
    Inventory now = log.inventory();
    var book = new InventoryBook(now, prepared.plan().revision(), clock);
    var recorder = new Recorder(run, book, listener, prepared.plan().changes().size());
    listener.started(id, open.size());
    for (PlannedChange planned : prepared.plan().changes()) {
      Outcome refusal = refusals.get(planned.id());
      if (refusal != null) {
        recorder.outcome(planned, refusal);
      }
    }
    List<PlannedChange> ours = new ArrayList<>();
    for (PlannedChange planned : open) {
      if (isMoved(planned.change().resource(), now)) {
        recorder.outcome(
            planned,
            new Outcome.Refused(
                "The world has moved: another run changed the inventory meanwhile. Plan again."));
      } else {
        ours.add(planned);
      }
    }
    announce(run, ours);
    bind(run, ours, now);
    lanes(recorder, ours);
    confirm(run, book, confirmed);
    Map<String, Outcome> outcomes = new HashMap<>();
    prepared
        .plan()
        .changes()
        .forEach(planned -> outcomes.put(planned.id(), outcome(recorder, planned)));
    RunReport report = report(id, outcomes, recorder.isStopWanted());
    run.audit("finished", prepared.plan().environment(), report.counts().words());
    return report;
  }

  private static Outcome outcome(Recorder recorder, PlannedChange planned) {
    Outcome outcome = recorder.outcome(planned.id());
    if (outcome == null) {
      throw new IllegalStateException("no outcome is known of " + planned.id());
    }
    return outcome;
  }

  private boolean isMoved(ResourceKey key, Inventory now) {
    Inventory then = prepared.world().inventory();
    return !Objects.equals(then.entries().get(key), now.entries().get(key))
        || !Objects.equals(then.pending().get(key), now.pending().get(key));
  }

  private void announce(ControlPlaneLog.Run run, List<PlannedChange> open) {
    run.audit(
        "started",
        prepared.plan().environment(),
        "%d changes of plan %s".formatted(open.size(), prepared.digest()));
    if (approval.covers(prepared.digest())) {
      run.audit("approved", prepared.digest(), "by " + approval.actor());
    }
  }

  private void bind(ControlPlaneLog.Run run, List<PlannedChange> open, Inventory now) {
    var scopes = new TreeMap<String, Boolean>();
    open.forEach(planned -> scopes.put(planned.change().resource().scope(), true));
    for (String scope : scopes.keySet()) {
      ClusterSnapshot cluster = prepared.world().clusters().get(scope);
      if (cluster != null && !cluster.clusterId().equals(now.clusterIds().get(scope))) {
        run.bindCluster(scope, cluster.clusterId());
      }
    }
  }

  private void lanes(Recorder recorder, List<PlannedChange> open) {
    Map<String, List<PlannedChange>> byScope = new TreeMap<>();
    for (PlannedChange planned : open) {
      byScope
          .computeIfAbsent(planned.change().resource().scope(), _ -> new ArrayList<>())
          .add(planned);
    }
    List<PlannedChange> ofRegistry = byScope.remove(ResourceKey.REGISTRY);
    RegistryDriver registry = servers.registry();
    if (ofRegistry != null) {
      if (registry == null) {
        throw new IllegalStateException("changes were planned for an unknown registry");
      }
      new Lane(registry::apply, null, recorder).run(ofRegistry);
    }
    List<Callable<Boolean>> lanes = new ArrayList<>();
    List<PlannedChange> ofIdentity = byScope.remove(ResourceKey.IDENTITY);
    if (ofIdentity != null) {
      lanes.add(() -> {
        identity(recorder, ofIdentity);
        return true;
      });
    }
    byScope.forEach((scope, changes) -> {
      ClusterDriver driver = servers.clusters().get(scope);
      if (driver == null) {
        throw new IllegalStateException("changes were planned for an unknown cluster: " + scope);
      }
      lanes.add(() -> {
        new Lane(driver::apply, driver, recorder).run(changes);
        return true;
      });
    });
    if (!lanes.isEmpty()) {
      Parallel.run(lanes);
    }
  }

  private void identity(Recorder recorder, List<PlannedChange> changes) {
    IdentityDriver identity = servers.identity();
    if (identity == null) {
      throw new IllegalStateException("changes were planned for an unknown identity provider");
    }
    new Lane(identity::apply, null, recorder).run(changes);
  }

  /// Entries that an import made and that manifests want by now: from here on their absence from
  /// Git means something.
  private List<Inventory.Entry> imported() {
    var imported = new ArrayList<Inventory.Entry>();
    for (Inventory.Entry entry : prepared.world().inventory().entries().values()) {
      Desired desired =
          entry.origin() == Inventory.Origin.IMPORTED
              ? prepared.desired().resources().get(entry.key())
              : null;
      if (desired != null && desired.owner().equals(entry.owner())) {
        imported.add(entry);
      }
    }
    return imported;
  }

  private static void confirm(
      ControlPlaneLog.Run run, InventoryBook book, List<Inventory.Entry> imported) {
    var confirmed = new ArrayList<Inventory.Entry>();
    for (Inventory.Entry entry : imported) {
      Inventory.Entry now = book.entry(entry.key());
      if (now != null && now.origin() == Inventory.Origin.IMPORTED) {
        confirmed.add(book.confirmed(now));
      }
    }
    if (!confirmed.isEmpty()) {
      run.record(List.of(), confirmed, List.of());
    }
  }

  private RunReport report(
      @Nullable String run, Map<String, Outcome> outcomes, boolean isInterrupted) {
    var results = new ArrayList<Result>();
    for (PlannedChange planned : prepared.plan().changes()) {
      Outcome outcome = outcomes.get(planned.id());
      if (outcome != null) {
        results.add(new Result(planned, outcome));
      }
    }
    return new RunReport(
        run,
        prepared.plan().environment(),
        prepared.digest(),
        results,
        prepared.errors(),
        isInterrupted);
  }
}
