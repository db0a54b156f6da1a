// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.FixTrials;
import dev.weft.governance.Notice;
import dev.weft.governance.Verdict;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.mesh.Port;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.provisioner.access.Directory;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.environment.LiveEnvironment;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.SavedPlan;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The real servers of an environment.
final class ProvisionerServers implements Backend.Servers {

  private final Goal goal;
  private final Verdict verdict;
  private final LiveEnvironment environment;
  private final Progress progress;
  private final Function<List<Notice>, FixTrials.Offer> trials;

  /// @param trials finds what puts notices right
  ProvisionerServers(
      Goal goal,
      Verdict verdict,
      Function<List<Notice>, FixTrials.Offer> trials,
      LiveEnvironment environment,
      Progress progress) {
    this.trials = trials;
    this.goal = goal;
    this.verdict = verdict;
    this.environment = environment;
    this.progress = progress;
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return goal.diagnostics();
  }

  @Override
  public List<Notice> notices() {
    return verdict.notices(goal.diagnostics(), goal.mesh().environment());
  }

  @Override
  public FixTrials.Offer offer() {
    return trials.apply(notices());
  }

  @Override
  public SortedSet<Owner> owners() {
    return goal.desired().resources().values().stream()
        .map(Desired::owner)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Optional<ResourceKey.Topic> topicOf(PortName name) {
    return goal.mesh().products().stream()
        .flatMap(product -> product.ports().stream())
        .filter(port -> port.name().equals(name) && isProvisioned(port))
        .findFirst()
        .map(port -> new ResourceKey.Topic(port.clusters().getFirst(), port.topic().name()));
  }

  private static boolean isProvisioned(Port port) {
    return switch (port.status()) {
      case ACTIVE, DEPRECATED -> !port.clusters().isEmpty();
      case DRAFT, RETIRED -> false;
    };
  }

  @Override
  public Set<ResourceKey> loginsOf(ApplicationName application) {
    return goal.desired().resources().values().stream()
        .filter(each -> each instanceof Desired.Client || each instanceof Desired.ScramUser)
        .filter(each -> each.owner().equals(Owner.of(application)))
        .map(Desired::key)
        .collect(Collectors.toSet());
  }

  @Override
  public Directory directory() {
    return new Directory(goal.desired());
  }

  @Override
  public List<ClusterSnapshot> observe() {
    progress.phase("reading the servers");
    return environment.observe(goal.mesh());
  }

  @Override
  public Prepared plan(PlanOptions options) {
    progress.phase("reading the servers, and asking them about the changes");
    return environment.plan(goal, options);
  }

  @Override
  public Prepared plan(SavedPlan saved) {
    progress.phase("reading the servers, and asking them about the changes");
    return environment.plan(goal, saved);
  }

  @Override
  public boolean hasDaemon() {
    return environment.hasDaemon(goal.mesh());
  }

  @Override
  public List<ResourceKey.Topic> protect(Set<String> topics, String actor, boolean shouldProtect) {
    progress.phase("writing the inventory");
    return environment.protect(goal, topics, actor, shouldProtect);
  }

  @Override
  public RunReport apply(Prepared prepared, Approval approval, RunListener listener) {
    progress.phase("applying");
    return environment.apply(goal, prepared, approval, listener);
  }

  @Override
  public void close() {
    progress.phase("disconnecting");
    environment.close();
  }
}
