// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.StackStatus.ServiceStatus;
import dev.weft.devstack.install.Distribution;
import dev.weft.devstack.process.LockFile;
import dev.weft.devstack.process.ProcessIdentity;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The real servers of Weft on this machine, bound to loopback, with everything they keep in one
/// folder.
///
/// The servers are processes of their own that outlive us. A handle holds no state: any number of
/// them, in any number of programs, may stand for the same folder, and a lock in it keeps them from
/// starting and stopping at the same time.
public final class DevStack {

  private final StackFiles files;
  private final StackState state;
  private final StackSpec spec;
  private final Distribution distribution;
  private final Servers servers;
  private final Duration patience;
  private volatile @Nullable Starter starter;

  private DevStack(StackFiles files, StackSpec spec, Distribution distribution, Duration patience) {
    this.files = files;
    this.state = new StackState(files);
    this.spec = spec;
    this.distribution = distribution;
    this.servers = new Servers(files, state, spec, distribution);
    this.patience = patience;
  }

  /// The stack of a folder, which need not exist yet. Nothing is started.
  public static DevStack in(Path directory, StackSpec spec, Distribution distribution) {
    return new DevStack(new StackFiles(directory), spec, distribution, Duration.ZERO);
  }

  /// The same, but waits this long while another program starts or stops the stack, instead of
  /// refusing at once.
  public DevStack waitingForOthers(Duration duration) {
    return new DevStack(files, spec, distribution, duration);
  }

  /// Starts what does not run or does not answer, keeps the rest, and returns when everything
  /// answers or has failed. One failure does not keep the others from running; ask the status.
  public StackStatus up(Progress progress) {
    PrivateFiles.folder(files.root());
    return locked(() -> {
      if (!spec.hasPlatform()) {
        new Stopper(files).forget(List.of(Service.CATALOG, Service.DAEMON));
      }
      return start(servers.wanted(), progress);
    });
  }

  /// Makes an [#up(Progress)] that another thread is in return soon.
  public void giveUp() {
    Starter current = starter;
    if (current != null) {
      current.cancel();
    }
  }

  /// Ends everything that was started in this folder, by whichever handle.
  public void down(Progress progress) {
    locked(() -> {
      new Stopper(files).stopAll(progress);
      return true;
    });
  }

  /// Asks every service with a real request.
  public StackStatus status() {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<ServiceStatus>> answers =
          servers.known().stream()
              .map(server -> CompletableFuture.supplyAsync(() -> servers.status(server), executor))
              .toList();
      return new StackStatus(answers.stream().map(CompletableFuture::join).toList());
    }
  }

  /// Starts one more Kafka cluster, or restarts it if it runs with another spec.
  public KafkaAccess startCluster(ClusterSpec cluster) {
    bringUp(servers.kafka(cluster));
    return kafka(cluster.name());
  }

  /// Starts the Kafka Connect worker that writes to a cluster, if it does not run; the cluster has
  /// to.
  public ConnectAccess startConnect(String cluster) {
    bringUp(servers.connect(cluster));
    return connect(cluster);
  }

  /// Starts one service again, or for the first time.
  public void start(Service service) {
    bringUp(servers.require(service));
  }

  /// Ends one service in good order.
  public void stop(Service service) {
    locked(() -> {
      new Stopper(files).retire(service);
      return true;
    });
  }

  /// Ends one service and starts it again.
  public void restart(Service service) {
    stop(service);
    start(service);
  }

  /// Ends one service as a crash would.
  public void killHard(Service service) {
    locked(() -> {
      files.process(service).kill();
      return true;
    });
  }

  /// Ends the clusters and workers that are not in the spec, as a crash would: nobody needs their
  /// data again.
  void killOtherClusters() {
    List<Service> ours = servers.wanted().stream().map(Server::service).toList();
    files.startedServices().stream()
        .filter(service -> service.isKafka() || service.isConnect())
        .filter(service -> !ours.contains(service))
        .forEach(this::killHard);
  }

  /// The process of a service, if it runs.
  public Optional<ProcessIdentity> process(Service service) {
    return files.process(service).running();
  }

  /// Where a service writes what happens in it.
  public Path log(Service service) {
    return files.log(service);
  }

  /// How to reach a Kafka cluster.
  public KafkaAccess kafka(String cluster) {
    return new KafkaAccess(cluster, state);
  }

  /// How to reach the Kafka Connect worker that writes to a cluster.
  public ConnectAccess connect(String cluster) {
    return new ConnectAccess(cluster, files, state);
  }

  /// How to reach the registry.
  public RegistryAccess registry() {
    return new RegistryAccess(state);
  }

  /// The identity provider.
  public Identity identity() {
    return new Identity(files, state);
  }

  /// How to reach the databases.
  public PostgresAccess postgres() {
    return new PostgresAccess(state);
  }

  /// The catalog's address, which is also that of the Git repository, below `/git/mesh.git`.
  public String catalogUrl() {
    return CatalogServer.url(state);
  }

  /// The daemon's address.
  public String daemonUrl() {
    return DaemonServer.url(state);
  }

  /// The bare repository that the daemon makes real; it exists once the platform was started.
  public Path repository() {
    return files.repository().folder();
  }

  /// Where the repository is to be cloned from.
  public String gitUrl() {
    return catalogUrl() + "/git/mesh.git";
  }

  /// Whether daemon and catalog are part of this stack.
  boolean hasPlatform() {
    return services().contains(Service.DAEMON);
  }

  /// Removes what this stack made for applications before that was the provisioner's work.
  void handOver() {
    if (!state.knownClients().isEmpty()) {
      start(Service.KEYCLOAK);
      identity().handOver();
    }
  }

  Daemon daemon() {
    return new Daemon(state);
  }

  MeshRepository mesh() {
    return files.repository();
  }

  /// The deployment configuration of the environment `dev`, which `up` writes.
  public Path environmentFile() {
    return files.environment();
  }

  /// The folder with the credentials of applications and the passwords of people.
  public Path credentials() {
    return files.credentials();
  }

  /// The folder with Kafka's command-line tools, ready to use.
  public Path commands() {
    return files.commands();
  }

  /// The services of this stack, those that others need first.
  public List<Service> services() {
    return servers.known().stream().map(Server::service).toList();
  }

  private void bringUp(Server server) {
    PrivateFiles.folder(files.root());
    StackStatus status = locked(() -> start(List.of(server), Progress.SILENT));
    if (!status.isHealthy()) {
      List<String> tail = LogTail.of(files.log(server.service()));
      throw new DevStackException(
          "A service does not run:" + status.summary() + "\n" + String.join("\n", tail));
    }
  }

  private StackStatus start(List<Server> wanted, Progress progress) {
    var stopper = new Stopper(files);
    // A launcher that was killed may have left processes that hold no ticket any more but still
    // their ports.
    for (Server server : wanted) {
      if (files.process(server.service()).running().isEmpty()) {
        stopper.retire(server.service());
      }
    }
    new PortChoice(files, state, spec.ports(), new SecureRandom()).choose(wanted);
    var current = new Starter(files, stopper, progress);
    starter = current;
    try {
      var status = new StackStatus(current.start(wanted));
      servers.writeGuides(identity());
      return status;
    } finally {
      starter = null;
    }
  }

  private <T> T locked(Supplier<T> work) {
    try (LockFile _ =
        LockFile.acquire(files.lock(), patience)
            .orElseThrow(() ->
                new DevStackException(
                    "Process %s is starting or stopping the servers in %s; wait until it is done."
                        .formatted(LockFile.holder(files.lock()), files.root())))) {
      return work.get();
    }
  }
}
