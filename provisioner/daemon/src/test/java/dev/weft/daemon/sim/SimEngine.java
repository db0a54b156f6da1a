// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.daemon.loop.Engine;
import dev.weft.daemon.loop.Work;
import dev.weft.governance.Compliance;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Provisioner;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.engine.Servers;
import dev.weft.provisioner.engine.Sweep;
import dev.weft.provisioner.engine.WorldMemory;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.log.MemoryLog;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.publish.DocumentPublisher;
import dev.weft.provisioner.publish.Publication;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The real engine on the servers of the simulation; one for each life of a process.
final class SimEngine implements Engine {

  private final World world;
  private final Node node;
  private final ControlPlaneLog log;
  private final Provisioner provisioner;
  private final WorldMemory memory = new WorldMemory();
  private int runs;

  SimEngine(World world, Node node) {
    this.world = world;
    this.node = node;
    this.log =
        world.mutation.log(
            world,
            node,
            MemoryLog.open(world.topics, new Wire(world, node), world.kernel().clock()));
    Map<String, ClusterDriver> clusters = new TreeMap<>();
    world
        .clusters()
        .forEach((name, real) ->
            clusters.put(
                name, world.mutation.cluster(world, node, new SimCluster(world, node, real))));
    var servers =
        new Servers(
            clusters,
            new SimRegistry(world, node),
            world.mutation.identity(world, node, new SimIdentity(world, node)),
            Map.of(World.CLOUD, new SimLinks(world, node)),
            Map.of(World.CLUSTER, new SimScram(world, node)));
    this.provisioner =
        new Provisioner(
            servers, log, world.kernel().clock(), this::runId, world.kernel().parallel(node));
  }

  private String runId() {
    node.run = "%s-%d-%d".formatted(node.name, world.kernel().nanos(), ++runs);
    return node.run;
  }

  @Override
  public Optional<String> lastRevision(EnvironmentMesh mesh) {
    return log.documents().status().values().stream()
        .filter(DaemonStatus.class::isInstance)
        .map(DaemonStatus.class::cast)
        .map(DaemonStatus::revision)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .findFirst();
  }

  @Override
  public Prepared plan(Goal goal) {
    return plan(goal, PlanOptions.DEFAULT);
  }

  @Override
  public Prepared plan(Goal goal, @Nullable Instant comparedAt, Reach reach) {
    return provisioner.plan(
        goal.desired(),
        goal.revision(),
        new PlanOptions(Set.of(), Set.of(), comparedAt),
        memory,
        reach);
  }

  @Override
  public Sweep sweep(EnvironmentMesh mesh, String revision) {
    return provisioner.sweep(() -> Goal.of(mesh, List.of(), revision).desired(), revision, memory);
  }

  @Override
  public boolean remembers() {
    return memory.isUsable();
  }

  @Override
  public Prepared plan(Goal goal, @Nullable Instant comparedAt, Sweep sweep) {
    return provisioner.plan(
        goal.desired(),
        goal.revision(),
        new PlanOptions(Set.of(), Set.of(), comparedAt),
        memory,
        sweep);
  }

  /// As a person does who names topics for deletion.
  Prepared plan(Goal goal, PlanOptions options) {
    return provisioner.plan(goal.desired(), goal.revision(), options);
  }

  @Override
  public RunReport apply(Goal goal, Prepared prepared, RunListener listener) {
    memory.touched(prepared.plan().changes());
    return provisioner.apply(prepared, Approval.none("weft-daemon", "weft apply"), listener);
  }

  /// As a person does who approves all of it.
  RunReport approve(Prepared prepared) {
    return provisioner.apply(
        prepared, new Approval("olivia", prepared.digest(), "weft apply"), RunListener.SILENT);
  }

  @Override
  public void publish(Work work, Prepared prepared, RunReport report) {
    var commit = work.revision().commit();
    var publication =
        new Publication(
            work.revision().mesh(),
            work.goal().mesh(),
            work.goal().desired(),
            work.goal().diagnostics(),
            new CommitDocument(
                commit.id(), commit.author(), commit.email(), commit.time(), commit.subject()),
            Map.of(),
            Compliance.of(work.scan()),
            List.of(),
            prepared,
            report,
            world.kernel().clock().instant());
    var _ = log.publish(Meshes.ENVIRONMENT, there -> DocumentPublisher.changes(publication, there));
  }

  @Override
  public boolean measureUse(EnvironmentMesh mesh) {
    return false;
  }

  @Override
  public void report(EnvironmentMesh mesh, DaemonStatus status) {
    var _ =
        log.publish(
            mesh.environment(),
            there ->
                status.equals(there.status().get(status.key()))
                    ? DocumentChanges.NONE
                    : DocumentChanges.ofStatus(List.of(status)));
  }

  @Override
  public void audit(
      EnvironmentMesh mesh, String revision, String action, String subject, String detail) {
    try (var run = log.begin(runId(), "weft-daemon", mesh.environment(), revision)) {
      run.audit(action, subject, detail);
    }
  }
}
