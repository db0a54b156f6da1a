// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.load.DirectoryTree;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.adopt.ImportReport;
import dev.weft.provisioner.adopt.ImportRequest;
import dev.weft.provisioner.adopt.Importer;
import dev.weft.provisioner.adopt.ManifestWriter;
import dev.weft.provisioner.compile.MeshCompiler;
import dev.weft.provisioner.driver.ClusterDriver;
import dev.weft.provisioner.engine.Adoption;
import dev.weft.provisioner.engine.Prepared;
import dev.weft.provisioner.engine.Provisioner;
import dev.weft.provisioner.engine.RunReport;
import dev.weft.provisioner.environment.Connections;
import dev.weft.provisioner.plan.Change;
import dev.weft.provisioner.plan.PlanOptions;
import dev.weft.provisioner.plan.PlannedChange;
import dev.weft.provisioner.registry.ApicurioRegistry;
import dev.weft.provisioner.resource.RegistrySnapshot;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Takes over what exists: writes the manifests, then notes in the inventory what they adopt.
final class ImportRun {

  private final Backend.Target target;
  private final Backend.Adoption adoption;
  private final EnvironmentMesh mesh;
  private final Connections connections;
  private final Clock clock;
  private final Progress progress;

  ImportRun(
      Backend.Target target,
      Backend.Adoption adoption,
      EnvironmentMesh mesh,
      Connections connections,
      Clock clock,
      Progress progress) {
    this.target = target;
    this.adoption = adoption;
    this.mesh = mesh;
    this.connections = connections;
    this.clock = clock;
    this.progress = progress;
  }

  Backend.Written run() {
    // A port stands on the first cluster of its environment unless it says otherwise.
    Map<String, ClusterDriver> clusters = connections.clusters(mesh);
    ClusterDriver cluster = clusters.get(mesh.clusters().firstKey());
    if (cluster == null) {
      throw new CliException(
          "The environment " + mesh.environment() + " has no cluster.",
          "Give it one in mesh.yaml.");
    }
    progress.phase("reading cluster " + cluster.cluster());
    var seen = cluster.observe();
    progress.phase("reading the registry");
    RegistrySnapshot registry =
        connections
            .registry()
            .map(ImportRun::everything)
            .orElseGet(() -> new RegistrySnapshot(Map.of()));
    progress.phase("writing manifests");
    ImportReport report =
        Importer.importTopics(
            new ImportRequest(
                target.environment(),
                adoption.topics(),
                adoption.domain(),
                adoption.isWithoutSchema(),
                LocalDate.now(clock)),
            new DirectoryTree(target.directory()),
            seen,
            registry);
    var done = new ArrayList<>(report.files().keySet());
    report.appended().keySet().forEach(file -> done.add(file + " (text added at its end)"));
    var left = new ArrayList<>(report.left().stream().map(ImportReport.Left::toString).toList());
    report.additions().forEach(addition -> left.add("the first apply will add: " + addition));
    if (!adoption.isDryRun() && !report.files().isEmpty()) {
      write(report);
      left.addAll(record(report));
    }
    return new Backend.Written(done, left);
  }

  private static RegistrySnapshot everything(ApicurioRegistry registry) {
    return registry.observe(registry.groups());
  }

  private void write(ImportReport report) {
    try {
      List<String> _ = ManifestWriter.write(target.directory(), report);
    } catch (UncheckedIOException e) {
      throw new CliException(
          "The manifests could not be written to " + target.directory() + ": " + e.getMessage(),
          "Check the directory and its rights.",
          e);
    }
  }

  /// What the new manifests adopt is ours from now on, so that their first plan is empty.
  private List<String> record(ImportReport report) {
    progress.phase("recording what was taken over");
    EnvironmentMesh now =
        ManifestFiles.load(target.directory())
            .mesh()
            .resolve(target.environment(), LocalDate.now(clock))
            .mesh();
    if (now == null) {
      throw new IllegalStateException("the mesh could be read before the import");
    }
    Provisioner provisioner = connections.provisioner(now);
    Prepared prepared =
        provisioner.plan(
            MeshCompiler.compile(now).desired(), target.revision(), PlanOptions.DEFAULT);
    var adoptions = new ArrayList<Adoption>();
    for (PlannedChange planned : prepared.plan().changes()) {
      if (planned.change() instanceof Change.Adopt adopt
          && report.owners().contains(planned.owner())) {
        adoptions.add(new Adoption(planned.owner(), adopt));
      }
    }
    RunReport run =
        provisioner.adopt(
            target.environment(),
            target.revision(),
            target.actor(),
            prepared.plan().clusterIds(),
            adoptions);
    return run.errors();
  }
}
