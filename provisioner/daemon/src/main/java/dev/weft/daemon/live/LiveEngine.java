// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.live;

import dev.weft.daemon.loop.Engine;
import dev.weft.daemon.loop.Work;
import dev.weft.daemon.source.Revision;
import dev.weft.git.Commit;
import dev.weft.governance.Compliance;
import dev.weft.governance.Finding;
import dev.weft.governance.policy.Point;
import dev.weft.governance.policy.Policy;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.event.PauseStatus;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.ProductName;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Reach;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.engine.Sweep;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.environment.LiveEnvironment;
import dev.weft.provisioner.environment.Pass;
import dev.weft.provisioner.log.ControlPlaneLog.AuditLine;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.publish.PublishReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The environment's servers. What needs an approval is left to a person with the command line.
public final class LiveEngine implements Engine {

  private static final Logger LOG = LoggerFactory.getLogger(LiveEngine.class);

  /// Whom the audit log names.
  static final String ACTOR = "weft-daemon";

  private final LiveEnvironment environment;

  /// @param environment the caller closes it
  public LiveEngine(LiveEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Optional<String> lastRevision(EnvironmentMesh mesh) {
    return environment.documents(mesh).status().values().stream()
        .filter(DaemonStatus.class::isInstance)
        .map(DaemonStatus.class::cast)
        .filter(status -> status.environment().equals(mesh.environment()))
        .map(DaemonStatus::revision)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .findFirst();
  }

  @Override
  public Prepared plan(Goal goal) {
    return environment.plan(goal, PlanOptions.DEFAULT);
  }

  @Override
  public Prepared plan(Goal goal, @Nullable Instant comparedAt, Reach reach) {
    return environment.plan(goal, new PlanOptions(Set.of(), Set.of(), comparedAt), reach);
  }

  @Override
  public Sweep sweep(EnvironmentMesh mesh, String revision) {
    return environment.sweep(mesh, revision);
  }

  @Override
  public boolean remembers() {
    return environment.isRemembered();
  }

  @Override
  public Prepared plan(Goal goal, @Nullable Instant comparedAt, Sweep sweep) {
    return environment.plan(goal, new PlanOptions(Set.of(), Set.of(), comparedAt), sweep);
  }

  @Override
  public List<PauseStatus> pauses(EnvironmentMesh mesh) {
    return environment.pauses(mesh);
  }

  @Override
  public RunReport apply(Goal goal, Prepared prepared, RunListener listener) {
    String command = "weft apply --env " + goal.mesh().environment();
    return environment.apply(goal, prepared, Approval.none(ACTOR, command), listener);
  }

  @Override
  public void publish(Work work, Prepared prepared, RunReport report) {
    Commit commit = work.revision().commit();
    var said =
        new CommitDocument(
            commit.id(), commit.author(), commit.email(), commit.time(), commit.subject());
    Map<ProductName, List<FindingDocument>> findings =
        work.verdict().findings().stream()
            .collect(
                Collectors.groupingBy(
                    Finding::product, Collectors.mapping(Finding::document, Collectors.toList())));
    var pass =
        new Pass(
            work.revision().mesh(),
            said,
            findings,
            Compliance.of(work.scan()),
            builtIn(work.revision()),
            prepared,
            report);
    PublishReport published = environment.publish(work.goal(), pass);
    published
        .unreadable()
        .forEach((cluster, problem) ->
            LOG.atWarn()
                .addKeyValue("cluster", cluster)
                .log("Grants could not be read back yet. {}", problem));
  }

  @Override
  public boolean measureUse(EnvironmentMesh mesh) {
    var _ = environment.measureUse(mesh);
    var _ = environment.measurePorts(mesh);
    return environment.isUseAwaited(mesh);
  }

  /// The policies that come with Weft and that no file of the mesh says anything about.
  private static List<MeshDocument.Policy> builtIn(Revision revision) {
    return revision.governance().policies().stream()
        .filter(Policy::isBuiltIn)
        .map(policy ->
            new MeshDocument.Policy(
                policy.name(),
                policy.title(),
                policy.description(),
                policy.domain(),
                policy.severity(),
                policy.modes().atFirst(Point.APPLY).word()))
        .toList();
  }

  @Override
  public void report(EnvironmentMesh mesh, DaemonStatus status) {
    environment.report(mesh, status);
  }

  @Override
  public void audit(
      EnvironmentMesh mesh, String revision, String action, String subject, String detail) {
    environment.audit(mesh, ACTOR, revision, new AuditLine(action, subject, detail));
  }
}
