// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.environment;

import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.deployment.Deployment;
import dev.weft.provisioner.deployment.Secrets;
import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.engine.Sweep;
import dev.weft.provisioner.engine.WorldMemory;
import dev.weft.provisioner.log.AuditLog;
import dev.weft.provisioner.log.ControlPlaneLog;
import dev.weft.provisioner.log.DocumentChanges;
import dev.weft.provisioner.log.Documents;
import dev.weft.provisioner.log.WriterGroup;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.SavedPlan;
import dev.weft.provisioner.publish.DocumentPublisher;
import dev.weft.provisioner.publish.Publication;
import dev.weft.provisioner.publish.PublicationMemory;
import dev.weft.provisioner.publish.PublishReport;
import dev.weft.provisioner.publish.ReadBack;
import dev.weft.provisioner.resource.Acl;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import dev.weft.provisioner.resource.ResourceKey.AclSet;
import dev.weft.provisioner.usage.GrantUses;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// One environment with its servers behind it: plans and applies what manifests want. Connections
/// are made when they are first needed and kept until it is closed, so it serves one command as
/// well as a daemon. Plans may be made by several threads at once; runs are one at a time.
public final class LiveEnvironment implements AutoCloseable {

  private final Connections connections;
  private final Clock clock;
  private final WorldMemory memory = new WorldMemory();
  private final PublicationMemory published = new PublicationMemory();
  private final Measuring measuring;

  private LiveEnvironment(Connections connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
    this.measuring = new Measuring(connections, clock);
  }

  /// The environment that a deployment's configuration describes. Connects to nothing yet.
  ///
  /// @param secrets remembers what must never be printed
  public static LiveEnvironment open(Deployment deployment, Clock clock, Secrets secrets) {
    return new LiveEnvironment(new Connections(deployment, clock, secrets), clock);
  }

  /// Reads the servers, plans, and asks the servers about the plan. Writes nothing.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when the inventory cannot be read
  /// @throws dev.weft.provisioner.engine.RunRefusedException when a cluster is not the one that is
  ///   meant, or a named deletion is not ours to make
  public Prepared plan(Goal goal, PlanOptions options) {
    return connections.provisioner(goal.mesh()).plan(goal.desired(), goal.revision(), options);
  }

  /// As [#plan(Goal, PlanOptions)], for a daemon that plans time and again and makes what it plans.
  ///
  /// @param reach how much is read at least
  public Prepared plan(Goal goal, PlanOptions options, Reach reach) {
    return connections
        .provisioner(goal.mesh())
        .plan(goal.desired(), goal.revision(), options, memory, reach);
  }

  /// Begins to read everything beside plans and runs of the daemon.
  ///
  /// @param revision the manifests' revision that is in force
  /// @return the caller runs it, in a thread of its choice
  public Sweep sweep(EnvironmentMesh mesh, String revision) {
    return connections
        .provisioner(mesh)
        .sweep(() -> Goal.of(mesh, List.of(), revision).desired(), revision, memory);
  }

  /// Whether the daemon can plan what has changed without reading everything.
  public boolean isRemembered() {
    return memory.isUsable();
  }

  /// As [#plan(Goal, PlanOptions, Reach)], from a sweep that is over.
  public Prepared plan(Goal goal, PlanOptions options, Sweep sweep) {
    return connections
        .provisioner(goal.mesh())
        .plan(goal.desired(), goal.revision(), options, memory, sweep);
  }

  /// Plans again for a plan that was saved: what has not moved since may be applied.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when the inventory cannot be read
  /// @throws dev.weft.provisioner.engine.RunRefusedException when the saved plan is of another
  ///   environment or other clusters
  public Prepared plan(Goal goal, SavedPlan saved) {
    return connections.provisioner(goal.mesh()).plan(goal.desired(), goal.revision(), saved);
  }

  /// Makes a plan's changes and records them.
  ///
  /// @param goal what the plan was made for
  public synchronized RunReport apply(
      Goal goal, Prepared prepared, Approval approval, RunListener listener) {
    memory.touched(prepared.plan().changes());
    return connections.provisioner(goal.mesh()).apply(prepared, approval, listener);
  }

  /// Protects topics against deletion, or takes the protection away.
  ///
  /// @return the topics whose protection is another one now
  /// @throws dev.weft.provisioner.engine.RunRefusedException when one of them is not Weft's
  public synchronized List<ResourceKey.Topic> protect(
      Goal goal, Set<String> topics, String actor, boolean shouldProtect) {
    return connections
        .provisioner(goal.mesh())
        .protect(goal.mesh().environment(), goal.revision(), actor, topics, shouldProtect);
  }

  /// Reads the clusters of a mesh.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when one cannot be read
  public List<ClusterSnapshot> observe(EnvironmentMesh mesh) {
    return connections.clusters(mesh).values().stream().map(ClusterDriver::observe).toList();
  }

  /// Whether a daemon keeps the environment as a branch wants it, so that it would undo what others
  /// apply.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when that cannot be read
  public boolean hasDaemon(EnvironmentMesh mesh) {
    return connections.hasDaemon(mesh);
  }

  /// Stands for being the one daemon of an environment that writes; the caller closes it.
  ///
  /// @param instance the daemon's name
  public WriterGroup joinWriters(EnvironmentMesh mesh, String instance) {
    return connections.joinWriters(mesh, instance);
  }

  /// Tells others what a pass has come to: documents of the mesh, its domains and products, what
  /// has become of them, and the facts of grants. Writes only what changed. Grants whose bindings
  /// were just written are looked at once more, so that they are known to be read back.
  ///
  /// @param goal what the pass was about
  /// @param pass how it went
  /// @throws dev.weft.provisioner.driver.ObservationException when the log cannot be read
  /// @throws dev.weft.provisioner.log.LogWriteException when it cannot be written
  /// @throws dev.weft.provisioner.log.WriterFencedException when another writer has begun
  public synchronized PublishReport publish(Goal goal, Pass pass) {
    ControlPlaneLog log = connections.log(goal.mesh());
    Publication publication = pass.publication(goal, clock.instant());
    String environment = goal.mesh().environment();
    var written = new ArrayList<DocumentChanges>();
    written.add(tell(log, publication));
    var readBack = new ReadBack(goal.mesh(), goal.desired(), log.documents());
    var unreadable = new TreeMap<String, String>();
    Instant at = clock.instant();
    SortedMap<String, Map<AclSet, Set<Acl>>> seen =
        Measuring.read(
            readBack.principals(),
            (cluster, principals) -> connections.uses(cluster).bindings(principals),
            unreadable);
    if (!seen.isEmpty()) {
      written.add(log.publish(environment, there -> readBack.changes(seen, at, there)));
    }
    return new PublishReport(written, unreadable);
  }

  private DocumentChanges tell(ControlPlaneLog log, Publication publication) {
    boolean isTold = false;
    try {
      DocumentChanges written =
          log.publish(
              publication.mesh().environment(),
              there -> DocumentPublisher.changes(publication, there, published));
      published.told(publication);
      isTold = true;
      return written;
    } finally {
      if (!isTold) {
        // Some of it may be in the log.
        published.forget();
      }
    }
  }

  /// Looks how far the consumers of active grants have come, and how far copies are behind, and
  /// tells others. At most once a minute it looks at all of them, whoever asks more often; else at
  /// the grants that were given or first used a short while ago.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when the log cannot be read
  /// @throws dev.weft.provisioner.log.LogWriteException when it cannot be written
  /// @throws dev.weft.provisioner.log.WriterFencedException when another writer has begun
  public synchronized PublishReport measureUse(EnvironmentMesh mesh) {
    return measuring.use(mesh);
  }

  /// Whether somebody was given access a short while ago and has not used it yet.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when the log cannot be read
  public boolean isUseAwaited(EnvironmentMesh mesh) {
    return GrantUses.isAwaited(documents(mesh).status().values(), clock.instant());
  }

  /// What is paused, also what has ended by itself and is not cleared away yet.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when the log cannot be read
  public List<PauseStatus> pauses(EnvironmentMesh mesh) {
    return documents(mesh).status().values().stream()
        .filter(PauseStatus.class::isInstance)
        .map(PauseStatus.class::cast)
        .toList();
  }

  /// Pauses something, or changes how it is paused. Stands in the audit log first.
  ///
  /// @param revision the commit the environment is at
  /// @throws dev.weft.provisioner.driver.ObservationException when the log cannot be read
  /// @throws dev.weft.provisioner.log.LogWriteException when it cannot be written
  /// @throws dev.weft.provisioner.log.WriterFencedException when another writer has begun
  public synchronized void pause(EnvironmentMesh mesh, String revision, PauseStatus pause) {
    Instant until = pause.until();
    String end = until == null ? "" : " (until " + until + ")";
    var line = new ControlPlaneLog.AuditLine("pause", pause.subject(), pause.reason() + end);
    audit(mesh, pause.by(), revision, line);
    var _ =
        connections
            .log(mesh)
            .publish(mesh.environment(), _ -> DocumentChanges.ofStatus(List.of(pause)));
  }

  /// Ends a pause. Stands in the audit log first.
  ///
  /// @param by who ends it
  /// @return whether there was one
  /// @throws dev.weft.provisioner.driver.ObservationException when the log cannot be read
  /// @throws dev.weft.provisioner.log.LogWriteException when it cannot be written
  /// @throws dev.weft.provisioner.log.WriterFencedException when another writer has begun
  public synchronized boolean resume(
      EnvironmentMesh mesh, String revision, String subject, String by, String reason) {
    String key = PauseStatus.key(subject);
    if (!documents(mesh).status().containsKey(key)) {
      return false;
    }
    audit(mesh, by, revision, new ControlPlaneLog.AuditLine("resume", subject, reason));
    var gone = new TreeSet<>(Set.of(key));
    var changes = new DocumentChanges(List.of(), new TreeSet<>(), List.of(), gone, List.of());
    var _ =
        connections
            .log(mesh)
            .publish(
                mesh.environment(),
                there -> there.status().containsKey(key) ? changes : DocumentChanges.NONE);
    return true;
  }

  /// Reads the audit log from its first record to its end.
  ///
  /// @return whether there is one
  /// @throws dev.weft.provisioner.driver.ObservationException when it could not be read in full
  public boolean readAudit(EnvironmentMesh mesh, AuditLog.Sink sink) {
    return connections.audit(mesh).read(sink);
  }

  /// Looks what the topics of ports hold, some at a time, and tells others; at most once a minute,
  /// whoever asks more often.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when the log cannot be read
  /// @throws dev.weft.provisioner.log.LogWriteException when it cannot be written
  /// @throws dev.weft.provisioner.log.WriterFencedException when another writer has begun
  public synchronized PublishReport measurePorts(EnvironmentMesh mesh) {
    return measuring.ports(mesh);
  }

  /// Tells others how the daemon is doing.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when the log cannot be read
  /// @throws dev.weft.provisioner.log.LogWriteException when it cannot be written
  /// @throws dev.weft.provisioner.log.WriterFencedException when another writer has begun
  public synchronized void report(EnvironmentMesh mesh, DaemonStatus status) {
    var _ =
        connections
            .log(mesh)
            .publish(
                mesh.environment(),
                there ->
                    status.equals(there.status().get(status.key()))
                        ? DocumentChanges.NONE
                        : DocumentChanges.ofStatus(List.of(status)));
  }

  /// Writes a line to the audit log that belongs to no run.
  ///
  /// @param actor who did it
  /// @param revision the manifests' revision that is in force
  /// @throws dev.weft.provisioner.log.LogWriteException when it cannot be written
  /// @throws dev.weft.provisioner.log.WriterFencedException when another writer has begun
  public synchronized void audit(
      EnvironmentMesh mesh, String actor, String revision, ControlPlaneLog.AuditLine line) {
    try (ControlPlaneLog.Run run =
        connections.log(mesh).begin(connections.runId(), actor, mesh.environment(), revision)) {
      run.audit(line.action(), line.subject(), line.detail());
    }
  }

  /// The documents that others see.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when the log cannot be read
  public Documents documents(EnvironmentMesh mesh) {
    return connections.log(mesh).documents();
  }

  @Override
  public void close() {
    connections.close();
  }
}
