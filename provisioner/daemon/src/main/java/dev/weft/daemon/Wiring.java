// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.daemon.grant.GrantList;
import dev.weft.daemon.history.History;
import dev.weft.daemon.leader.Leader;
import dev.weft.daemon.live.GroupLeadership;
import dev.weft.daemon.live.LiveEngine;
import dev.weft.daemon.live.LivePauses;
import dev.weft.daemon.loop.Engine;
import dev.weft.daemon.loop.Leadership;
import dev.weft.daemon.loop.Loop;
import dev.weft.daemon.loop.PassListener;
import dev.weft.daemon.loop.PassListeners;
import dev.weft.daemon.loop.PassReport;
import dev.weft.daemon.loop.Runner;
import dev.weft.daemon.pause.Pauses;
import dev.weft.daemon.plan.Plans;
import dev.weft.daemon.remote.Mirror;
import dev.weft.daemon.remote.Remote;
import dev.weft.daemon.signature.AcceptedCommit;
import dev.weft.daemon.signature.SignatureGate;
import dev.weft.daemon.signature.SignerFiles;
import dev.weft.daemon.source.BranchWatch;
import dev.weft.daemon.source.Gate;
import dev.weft.daemon.source.MeshRepository;
import dev.weft.daemon.status.Board;
import dev.weft.daemon.status.PassLog;
import dev.weft.daemon.status.PassMetrics;
import dev.weft.daemon.status.StateMetrics;
import dev.weft.daemon.trace.PassTraces;
import dev.weft.daemon.trace.TracedEngine;
import dev.weft.daemon.webhook.Deliveries;
import dev.weft.model.event.DaemonStatus;
import dev.weft.provisioner.deployment.Deployment;
import dev.weft.provisioner.deployment.Secrets;
import dev.weft.provisioner.environment.LiveEnvironment;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts the parts together; everything else is plain Java.
@Singleton
final class Wiring {

  private final DaemonConfig config;
  private final Clock clock = Clock.systemUTC();

  private final Optional<Mirror> mirror;

  Wiring(DaemonConfig config) {
    this.config = config;
    this.mirror = mirror(config);
  }

  private static Optional<Mirror> mirror(DaemonConfig config) {
    DaemonConfig.Remote remote = config.remote();
    return remote
        .url()
        .map(url ->
            new Mirror(
                config.repository().toAbsolutePath(),
                new Remote(
                    url,
                    config.branch(),
                    remote.username().orElse(null),
                    remote.passwordFile().orElse(null),
                    remote.mostBytes(),
                    remote.accepted().orElse("")),
                remote.poll(),
                new SplittableRandom()));
  }

  void start(@Observes StartupEvent event, Runner runner, BranchWatch watch) {
    mirror.ifPresent(Mirror::start);
    runner.start();
    watch.start();
  }

  /// The loop first, so that a pass ends before what it uses is closed.
  void stop(
      @Observes ShutdownEvent event,
      Runner runner,
      BranchWatch watch,
      Leadership leadership,
      LiveEnvironment environment,
      MeshRepository repository,
      History history) {
    history.close();
    mirror.ifPresent(Mirror::close);
    watch.close();
    runner.close();
    leadership.close();
    environment.close();
    repository.close();
  }

  @Produces
  @Singleton
  Secrets secrets() {
    return new Secrets();
  }

  @Produces
  @Singleton
  MeshRepository repository() {
    return new MeshRepository(
        config.repository().toAbsolutePath(),
        config.branch(),
        () -> mirror.map(Mirror::problem).orElse(""),
        gate());
  }

  private Gate gate() {
    DaemonConfig.Signatures signatures = config.signatures();
    var files =
        new SignerFiles(signatures.openpgpFile().orElse(null), signatures.sshFile().orElse(null));
    if (files.isEmpty()) {
      return Gate.OPEN;
    }
    Path file =
        signatures
            .acceptedFile()
            .orElseGet(() -> config.repository().resolve("weft-accepted-" + config.environment()));
    return new SignatureGate(
        files,
        signatures.commits(),
        new AcceptedCommit(file.toAbsolutePath(), config.branch()),
        signatures.accepted().map(ObjectId::fromString).orElse(null),
        clock);
  }

  @Produces
  @Singleton
  BranchWatch watch(Runner runner) {
    return new BranchWatch(config.repository().toAbsolutePath(), config.branch(), runner::look);
  }

  @Produces
  @Singleton
  LiveEnvironment environment(Secrets secrets) {
    Path here = Path.of("").toAbsolutePath();
    Deployment deployment =
        Deployment.load(config.environment(), config.deployment().orElse(null), List.of(here));
    return LiveEnvironment.open(deployment, clock, secrets);
  }

  @Produces
  @Singleton
  Engine engine(LiveEnvironment environment, Tracer tracer) {
    return new TracedEngine(new LiveEngine(environment), tracer);
  }

  @Produces
  @Singleton
  Leadership leadership(LiveEnvironment environment) {
    return new GroupLeadership(environment, config.instance().orElseGet(Wiring::host));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }

  @Produces
  @Singleton
  Board board(
      Secrets secrets,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    String url = config.url().map(URI::toString).orElse("http://" + host + ":" + port);
    return new Board(config.environment(), clock, url, secrets::mask);
  }

  @Produces
  @Singleton
  History history(Secrets secrets) {
    String start = UUID.randomUUID().toString();
    return new History(config.environment(), start, clock, secrets::mask);
  }

  @Produces
  @Singleton
  Leader leader(Runner runner, LiveEnvironment environment, Board board, ObjectMapper json) {
    String key = DaemonStatus.key(config.environment());
    return new Leader(
        runner::position,
        position ->
            Optional.ofNullable(environment.documents(position.mesh()).status().get(key))
                .filter(DaemonStatus.class::isInstance)
                .map(DaemonStatus.class::cast),
        String.valueOf(board.view().status().url()),
        json);
  }

  @Produces
  @Singleton
  Pauses pauses(LiveEnvironment environment, Runner runner) {
    return new Pauses(new LivePauses(environment), runner::request, clock);
  }

  /// A delivery has the repository fetched where it is elsewhere, and looked at where it is here.
  @Produces
  @Singleton
  Deliveries deliveries(Runner runner) {
    Optional<Path> file = config.webhook().secretFile();
    return new Deliveries(
        () -> file.map(Wiring::secret).orElse(""),
        clock,
        () -> mirror.ifPresentOrElse(Mirror::ask, runner::look));
  }

  private static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("weft.webhook.secret-file cannot be read: " + file, e);
    }
  }

  @Produces
  @Singleton
  Plans plans(MeshRepository repository, LiveEnvironment environment, Engine engine) {
    return new Plans(
        config.environment(),
        repository,
        mesh -> GrantList.uses(environment, mesh, clock.instant()),
        engine,
        clock,
        System::nanoTime);
  }

  @Produces
  @Singleton
  StateMetrics state(MeterRegistry metrics) {
    return new StateMetrics(metrics, clock);
  }

  @Produces
  @Singleton
  PassListeners listeners(
      Board board,
      Plans plans,
      History history,
      Secrets secrets,
      MeterRegistry metrics,
      StateMetrics state,
      Tracer tracer) {
    PassListener fresh =
        new PassListener() {
          @Override
          public void finished(PassReport report, boolean hasMore) {
            plans.forget();
          }
        };
    return new PassListeners(
        List.of(
            board,
            fresh,
            history,
            new PassLog(secrets::mask),
            new PassTraces(tracer, secrets::mask),
            new PassMetrics(metrics),
            state));
  }

  @Produces
  @Singleton
  Runner runner(
      MeshRepository repository,
      Engine engine,
      Leadership leadership,
      Board board,
      PassListeners listeners,
      StateMetrics state) {
    var settings =
        new Loop.Settings(
            config.environment(),
            config.poll(),
            config.drift(),
            config.remote().accepted().orElse(""));
    var times = new Loop.Times(clock, System::nanoTime, new SplittableRandom());
    var runner =
        new Runner(beside ->
            new Loop(
                settings,
                repository,
                engine,
                leadership,
                listeners,
                () -> board.view().status(),
                times,
                beside));
    state.source(runner::lookedAt);
    return runner;
  }
}
