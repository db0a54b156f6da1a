// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.ChangeReport;
import dev.weft.governance.Circumstances;
import dev.weft.governance.FixTrials;
import dev.weft.governance.Notice;
import dev.weft.governance.ProvenFix;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.mesh.Budget;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.provisioner.access.Directory;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.log.AuditLog;
import dev.weft.provisioner.log.AuditRecord;
import dev.weft.provisioner.log.ControlPlaneLog.Result;
import dev.weft.provisioner.plan.Outcome;
import dev.weft.provisioner.plan.Plan;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.plan.PlannedChange.Verdict;
import dev.weft.provisioner.plan.SavedPlan;
import dev.weft.provisioner.plan.World;
import dev.weft.provisioner.report.Plans;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Inventory;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A provisioner whose servers are fields of a test.
final class FakeBackend implements Backend {

  List<Diagnostic> findings = List.of();

  /// What puts a finding right, by its message.
  Map<String, ProvenFix> fixes = Map.of();

  int untried;
  List<String> environments = List.of("dev", "prod");
  Plan plan = Plans.empty();
  List<String> problems = List.of();
  List<ClusterSnapshot> clusters = List.of();
  Optional<ResourceKey.Topic> topic = Optional.empty();
  Written written = new Written(List.of(), List.of());
  boolean hasDaemon;
  List<AuditRecord> audit = List.of();
  @Nullable RuntimeException failure;

  /// What applying a change comes to.
  Function<PlannedChange, Outcome> outcome = _ -> new Outcome.Applied();

  /// Runs before each change is applied.
  Runnable beforeChange = () -> {};

  @Nullable Target opened;
  @Nullable Adoption adoption;
  @Nullable Approval approval;
  Set<String> deletions = Set.of();
  Set<ResourceKey> rotations = Set.of();

  /// Topics without protection.
  final Set<String> released = new TreeSet<>();

  @Override
  public Manifests load(Path directory) {
    return new Manifests(
        () -> new FixTrials.Offer(findings.stream().map(Notice::of).toList(), 0),
        () -> new FixTrials.Repair(new TreeMap<>(), List.of(), List.of()),
        Map::of,
        environments,
        List.of("mesh.yaml"),
        _ -> "  titel: x",
        () -> "0123456789abcdef");
  }

  @Override
  public void forget() {}

  @Override
  public ChangeReport compare(Path directory, String base, Circumstances circumstances) {
    throw new CliException("No change is compared here.", "Use the real backend.");
  }

  @Override
  public Servers open(Target target, Progress progress) {
    opened = target;
    if (failure != null) {
      throw failure;
    }
    return new FakeServers();
  }

  @Override
  public boolean readAudit(Target target, AuditLog.Sink sink, Progress progress) {
    opened = target;
    audit.forEach(record -> sink.accept("offset " + record.sequence(), record.value()));
    return !audit.isEmpty();
  }

  @Override
  public Described describe(Target target) {
    opened = target;
    return new Described(new TreeMap<>(), true);
  }

  @Override
  public Written adopt(Target target, Adoption wanted, Progress progress) {
    opened = target;
    adoption = wanted;
    return written;
  }

  @Override
  public Written feed(Target target, Progress progress) {
    opened = target;
    return written;
  }

  private final class FakeServers implements Servers {
    @Override
    public List<Diagnostic> diagnostics() {
      return findings;
    }

    @Override
    public List<Notice> notices() {
      return findings.stream().map(Notice::of).toList();
    }

    @Override
    public FixTrials.Offer offer() {
      return new FixTrials.Offer(
          notices().stream()
              .map(notice ->
                  new Notice(
                      notice.diagnostic(),
                      null,
                      List.of(),
                      fixes.get(notice.diagnostic().message())))
              .toList(),
          untried);
    }

    @Override
    public SortedSet<Owner> owners() {
      return new TreeSet<>(List.of(Owner.parse("product:customers/profiles")));
    }

    @Override
    public Optional<ResourceKey.Topic> topicOf(PortName port) {
      return topic;
    }

    @Override
    public Set<ResourceKey> loginsOf(ApplicationName application) {
      return application.application().equals("desk")
          ? Set.of(new ResourceKey.Client(application.clientId()))
          : Set.of();
    }

    @Override
    public Directory directory() {
      return new Directory(prepared("", Map.of()).desired());
    }

    @Override
    public List<ClusterSnapshot> observe() {
      return clusters;
    }

    @Override
    public Prepared plan(PlanOptions options) {
      deletions = options.deletions();
      rotations = options.rotations();
      return prepared(plan.digest(), Map.of());
    }

    @Override
    public Prepared plan(SavedPlan saved) {
      return prepared(saved.digest(), Map.of());
    }

    private Prepared prepared(String digest, Map<String, String> moved) {
      var desired =
          new DesiredState(
              plan.environment(),
              new TreeMap<>(),
              new TreeMap<>(),
              Set.of(),
              Set.of(),
              Set.of(),
              Budget.DEFAULT);
      var world =
          new World(
              new TreeMap<>(),
              new TreeMap<>(),
              null,
              "",
              Inventory.EMPTY,
              plan.revision(),
              Instant.EPOCH);
      return new Prepared(plan, desired, world, problems, List.of(), digest, moved);
    }

    @Override
    public boolean hasDaemon() {
      return hasDaemon;
    }

    @Override
    public List<ResourceKey.Topic> protect(
        Set<String> topics, String actor, boolean shouldProtect) {
      var changed = new ArrayList<ResourceKey.Topic>();
      for (String name : topics) {
        if (shouldProtect ? released.remove(name) : released.add(name)) {
          changed.add(new ResourceKey.Topic("onprem", name));
        }
      }
      return changed;
    }

    @Override
    public RunReport apply(Prepared prepared, Approval given, RunListener listener) {
      approval = given;
      var results = new ArrayList<Result>();
      boolean isStopped = false;
      for (PlannedChange change : prepared.plan().changes()) {
        beforeChange.run();
        isStopped |= listener.shouldStop();
        results.add(new Result(change, isStopped ? new Outcome.Skipped("stopped") : tried(change)));
      }
      return new RunReport(
          "run-1", plan.environment(), prepared.digest(), results, problems, isStopped);
    }

    private Outcome tried(PlannedChange change) {
      return switch (change.verdict()) {
        case Verdict.Allowed _ -> outcome.apply(change);
        case Verdict.NeedsApproval needs ->
            approval != null && approval.digest() != null
                ? outcome.apply(change)
                : new Outcome.Refused(needs.why());
        case Verdict.Blocked blocked -> new Outcome.Refused(blocked.message());
      };
    }

    @Override
    public void close() {}
  }
}
