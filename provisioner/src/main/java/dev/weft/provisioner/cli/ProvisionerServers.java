// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.name.PortName;
import dev.weft.provisioner.access.Directory;
import dev.weft.provisioner.compile.Compilation;
import dev.weft.provisioner.compile.MeshCompiler;
import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.engine.Approval;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Provisioner;
import dev.weft.provisioner.engine.RunListener;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.SavedPlan;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The real servers of an environment.
final class ProvisionerServers implements Backend.Servers {

  private final Backend.Target target;
  private final EnvironmentMesh mesh;
  private final Compilation compilation;
  private final List<Diagnostic> diagnostics;
  private final Connections connections;
  private final Progress progress;
  private @Nullable Provisioner provisioner;

  ProvisionerServers(
      Backend.Target target,
      EnvironmentMesh mesh,
      List<Diagnostic> resolved,
      Connections connections,
      Progress progress) {
    this.target = target;
    this.mesh = mesh;
    this.compilation = MeshCompiler.compile(mesh);
    var all = new TreeSet<>(resolved);
    all.addAll(compilation.diagnostics());
    this.diagnostics = List.copyOf(all);
    this.connections = connections;
    this.progress = progress;
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  @Override
  public SortedSet<Owner> owners() {
    return compilation.desired().resources().values().stream()
        .map(Desired::owner)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Optional<ResourceKey.Topic> topicOf(PortName name) {
    return mesh.products().stream()
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
  public Directory directory() {
    return new Directory(compilation.desired());
  }

  @Override
  public List<ClusterSnapshot> observe() {
    progress.phase("reading the servers");
    return connections.clusters(mesh).values().stream().map(ClusterDriver::observe).toList();
  }

  @Override
  public Prepared plan(PlanOptions options) {
    progress.phase("reading the servers, and asking them about the changes");
    return provisioner().plan(compilation.desired(), target.revision(), options);
  }

  @Override
  public Prepared plan(SavedPlan saved) {
    progress.phase("reading the servers, and asking them about the changes");
    return provisioner().plan(compilation.desired(), target.revision(), saved);
  }

  @Override
  public RunReport apply(Prepared prepared, Approval approval, RunListener listener) {
    progress.phase("applying");
    return provisioner().apply(prepared, approval, listener);
  }

  private Provisioner provisioner() {
    Provisioner made = provisioner;
    if (made == null) {
      made = connections.provisioner(mesh, connections.clusters(mesh));
      provisioner = made;
    }
    return made;
  }

  @Override
  public void close() {
    progress.phase("disconnecting");
    connections.close();
  }
}
