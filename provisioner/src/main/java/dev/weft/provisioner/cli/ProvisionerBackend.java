// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.ChangeCheck;
import dev.weft.governance.ChangeMemory;
import dev.weft.governance.ChangeReport;
import dev.weft.governance.Circumstances;
import dev.weft.governance.FixTrials;
import dev.weft.governance.Governance;
import dev.weft.governance.Verdict;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.deployment.Deployment;
import dev.weft.provisioner.deployment.Secrets;
import dev.weft.provisioner.environment.Connections;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.environment.LiveEnvironment;
import dev.weft.provisioner.log.AuditLog;
import dev.weft.provisioner.publish.PortExports;
import dev.weft.provisioner.publish.Publication;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The provisioner itself.
final class ProvisionerBackend implements Backend {

  private final Clock clock;
  private final Path workingDirectory;
  private final Secrets secrets;
  private @Nullable Known known;

  /// A mesh that was loaded already: finding out the environment and planning read it once.
  private record Known(Path directory, ManifestFiles.Loaded loaded) {}

  ProvisionerBackend(Clock clock, Path workingDirectory, Secrets secrets) {
    this.clock = clock;
    this.workingDirectory = workingDirectory;
    this.secrets = secrets;
  }

  @Override
  public Manifests load(Path directory) {
    warmUp();
    return loaded(directory).manifests(clock.instant());
  }

  @Override
  public void forget() {
    known = null;
  }

  @Override
  public ChangeReport compare(Path directory, String base, Circumstances circumstances) {
    warmUp();
    try (GitTree tree = GitTree.of(directory, base)) {
      LoadedMesh before = MeshLoader.load(tree);
      ManifestFiles.Loaded after = loaded(directory);
      Instant now = clock.instant();
      var memory = new ChangeMemory();
      ChangeReport report = ChangeCheck.of(before, after.mesh(), circumstances, now, memory);
      return report.tried(
          new FixTrials(
              after.files(),
              next -> ChangeCheck.of(before, next, circumstances, now, memory).all()),
          after.mesh().products().size());
    }
  }

  @Override
  public Servers open(Target target, Progress progress) {
    progress.phase("reading the manifests");
    ManifestFiles.Loaded loaded = loaded(target.directory());
    var resolution = loaded.mesh().resolve(target.environment(), LocalDate.now(clock));
    EnvironmentMesh mesh = require(resolution.mesh(), target);
    progress.phase("asking the policies");
    Instant now = clock.instant();
    Verdict verdict = loaded.governance().check(mesh, Optional.empty(), target.point(), now);
    progress.phase("connecting");
    return new ProvisionerServers(
        Goal.of(mesh, resolution.diagnostics(), verdict, target.revision()),
        verdict,
        notices -> loaded.offer(notices, now),
        LiveEnvironment.open(deployment(target), clock, secrets),
        progress);
  }

  @Override
  public Written adopt(Target target, Adoption adoption, Progress progress) {
    progress.phase("reading the manifests");
    EnvironmentMesh mesh = mesh(target);
    try (var connections = new Connections(deployment(target), clock, secrets)) {
      return new ImportRun(target, adoption, mesh, connections, clock, progress).run();
    } finally {
      forget();
    }
  }

  @Override
  public Written feed(Target target, Progress progress) {
    progress.phase("reading the manifests");
    EnvironmentMesh mesh = mesh(target);
    try (var connections = new Connections(deployment(target), clock, secrets)) {
      return FeedRun.run(mesh, loaded(target.directory()).files(), connections, progress);
    }
  }

  @Override
  public boolean readAudit(Target target, AuditLog.Sink sink, Progress progress) {
    progress.phase("reading the manifests");
    EnvironmentMesh mesh = mesh(target);
    progress.phase("reading the audit log");
    try (var connections = new Connections(deployment(target), clock, secrets)) {
      return connections.audit(mesh).read(sink);
    }
  }

  @Override
  public Described describe(Target target) {
    LoadedMesh manifests = loaded(target.directory()).mesh();
    var resolution = manifests.resolve(target.environment(), LocalDate.now(clock));
    Goal goal =
        Goal.of(require(resolution.mesh(), target), resolution.diagnostics(), target.revision());
    var commit = new CommitDocument(target.revision(), "", "", clock.instant(), "");
    var publication =
        new Publication(
            manifests,
            goal.mesh(),
            goal.desired(),
            goal.diagnostics(),
            commit,
            Map.of(),
            null,
            List.of(),
            null,
            null,
            clock.instant());
    Optional<Deployment> deployment =
        Deployment.find(target.environment(), target.config(), roots(target));
    return new Described(
        PortExports.of(publication, deployment.map(Deployment::endpoints).orElse(List.of())),
        deployment.isPresent());
  }

  /// Policies need a second of class loading in a fresh process; reading manifests leaves a
  /// processor free for it.
  private void warmUp() {
    if (known == null) {
      Thread.ofPlatform().daemon().name("policies").start(Governance::warmUp);
    }
  }

  private ManifestFiles.Loaded loaded(Path directory) {
    Known earlier = known;
    if (earlier == null || !earlier.directory().equals(directory)) {
      earlier = new Known(directory, ManifestFiles.load(directory));
      known = earlier;
    }
    return earlier.loaded();
  }

  private EnvironmentMesh mesh(Target target) {
    return require(
        loaded(target.directory())
            .mesh()
            .resolve(target.environment(), LocalDate.now(clock))
            .mesh(),
        target);
  }

  private static EnvironmentMesh require(@Nullable EnvironmentMesh mesh, Target target) {
    if (mesh == null) {
      throw new CliException(
          "The mesh cannot be used: mesh.yaml or teams.yaml is broken.",
          "See what is wrong with `weft validate " + target.directory() + "`.");
    }
    return mesh;
  }

  private Deployment deployment(Target target) {
    return Deployment.load(target.environment(), target.config(), roots(target));
  }

  /// Where servers are is looked for beside the manifests, where the user stands, and in Weft's
  /// home.
  private List<Path> roots(Target target) {
    String home = System.getenv("WEFT_HOME");
    Path directory = target.directory().toAbsolutePath().normalize();
    return Stream.of(
            workingDirectory, directory, directory.getParent(), home == null ? null : Path.of(home))
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .distinct()
        .toList();
  }
}
