// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.environment;

import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.deployment.Deployment;
import dev.weft.provisioner.deployment.Secrets;
import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.log.WriterGroup;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.SavedPlan;
import dev.weft.provisioner.resource.ClusterSnapshot;
import java.time.Clock;
import java.util.List;

/// One environment with its servers behind it: plans and applies what manifests want. Connections
/// are made when they are first needed and kept until it is closed, so it serves one command as
/// well as a daemon. Plans may be made by several threads at once; runs are one at a time.
public final class LiveEnvironment implements AutoCloseable {

  private final Connections connections;

  private LiveEnvironment(Connections connections) {
    this.connections = connections;
  }

  /// The environment that a deployment's configuration describes. Connects to nothing yet.
  ///
  /// @param secrets remembers what must never be printed
  public static LiveEnvironment open(Deployment deployment, Clock clock, Secrets secrets) {
    return new LiveEnvironment(new Connections(deployment, clock, secrets));
  }

  /// Reads the servers, plans, and asks the servers about the plan. Writes nothing.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when the inventory cannot be read
  /// @throws dev.weft.provisioner.engine.RunRefusedException when a cluster is not the one that is
  ///   meant, or a named deletion is not ours to make
  public Prepared plan(Goal goal, PlanOptions options) {
    return connections.provisioner(goal.mesh()).plan(goal.desired(), goal.revision(), options);
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
    return connections.provisioner(goal.mesh()).apply(prepared, approval, listener);
  }

  /// Reads the clusters of a mesh.
  ///
  /// @throws dev.weft.provisioner.driver.ObservationException when one cannot be read
  public List<ClusterSnapshot> observe(EnvironmentMesh mesh) {
    return connections.clusters(mesh).values().stream().map(ClusterDriver::observe).toList();
  }

  /// Stands for being the one daemon of an environment that writes; the caller closes it.
  ///
  /// @param instance the daemon's name
  public WriterGroup joinWriters(EnvironmentMesh mesh, String instance) {
    return connections.joinWriters(mesh, instance);
  }

  @Override
  public void close() {
    connections.close();
  }
}
