// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.driver.IdentityDriver;
import dev.weft.provisioner.driver.LinkDriver;
import dev.weft.provisioner.driver.RegistryDriver;
import dev.weft.provisioner.driver.ScramDriver;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.ControlPlaneLog.Result;
import dev.weft.provisioner.plan.Ordering;
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
/// other servers side by side, each in its own lane, in as many rounds as changes hand on to each
/// other between lanes.
final class Apply {

  private static final int REGISTRY_ROUND = -1;

  private final Servers servers;
  private final ControlPlaneLog log;
  private final Clock clock;
  private final Prepared prepared;
  private final Approval approval;
  private final RunListener listener;
  private final Parallel parallel;
  private final Map<String, Outcome> refusals = new HashMap<>();

  Apply(
      Servers servers,
      ControlPlaneLog log,
      Clock clock,
      Prepared prepared,
      Approval approval,
      RunListener listener,
      Parallel parallel) {
    this.servers = servers;
    this.log = log;
    this.clock = clock;
    this.prepared = prepared;
    this.approval = approval;
    this.listener = listener;
    this.parallel = parallel;
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
    Inventory now = log.newestInventory();
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
    Map<String, Integer> rounds = Ordering.rounds(prepared.plan().changes());
    var byRound = new TreeMap<Integer, List<PlannedChange>>();
    for (PlannedChange planned : open) {
      boolean isOfRegistry = Ordering.lane(planned.change()).equals(ResourceKey.REGISTRY);
      int round = isOfRegistry ? REGISTRY_ROUND : rounds.getOrDefault(planned.id(), 0);
      byRound.computeIfAbsent(round, _ -> new ArrayList<>()).add(planned);
    }
    byRound.values().forEach(changes -> round(recorder, changes));
  }

  private void round(Recorder recorder, List<PlannedChange> changes) {
    Map<String, List<PlannedChange>> byLane = new TreeMap<>();
    for (PlannedChange planned : changes) {
      byLane.computeIfAbsent(Ordering.lane(planned.change()), _ -> new ArrayList<>()).add(planned);
    }
    List<Callable<Boolean>> lanes = new ArrayList<>();
    byLane
        .values()
        .forEach(ofLane ->
            lanes.add(() -> {
              lane(recorder, ofLane.getFirst().change().resource()).run(ofLane);
              return true;
            }));
    if (!lanes.isEmpty()) {
      parallel.run(lanes);
    }
  }

  /// The lane of the server that holds a resource.
  private Lane lane(Recorder recorder, ResourceKey key) {
    return switch (key) {
      case ResourceKey.Artifact _ -> {
        RegistryDriver registry = known(servers.registry(), "registry");
        yield new Lane(registry::apply, null, recorder);
      }
      case ResourceKey.Client _ -> {
        IdentityDriver identity = known(servers.identity(), "identity provider");
        yield new Lane(identity::apply, null, recorder);
      }
      case ResourceKey.Mirror mirror -> {
        LinkDriver link =
            known(servers.links().get(mirror.cluster()), "link to " + mirror.cluster());
        yield new Lane(link::apply, null, recorder);
      }
      case ResourceKey.ScramUser user -> {
        ScramDriver scram =
            known(servers.scram().get(user.cluster()), "login to " + user.cluster());
        yield new Lane(scram::apply, null, recorder);
      }
      case ResourceKey.Topic _, ResourceKey.AclSet _, ResourceKey.Quota _ -> {
        ClusterDriver cluster =
            known(servers.clusters().get(key.scope()), "cluster " + key.scope());
        yield new Lane(cluster::apply, cluster, recorder);
      }
    };
  }

  private static <T> T known(@Nullable T driver, String what) {
    if (driver == null) {
      throw new IllegalStateException("changes were planned for an unknown " + what);
    }
    return driver;
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
