// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.StackStatus.ServiceStatus;
import dev.weft.devstack.StackStatus.State;
import dev.weft.devstack.process.LaunchSpec;
import dev.weft.devstack.process.ProcessIdentity;
import dev.weft.devstack.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/// Brings servers up, all at a time: keeps what answers, replaces what does not, starts what is
/// missing.
final class Starter {

  private static final Duration START_DEADLINE = Duration.ofMinutes(4);
  private static final Duration YOUTH = Duration.ofSeconds(120);
  private static final Duration KEEP_DEADLINE = Duration.ofSeconds(25);
  private static final Duration POLL = Duration.ofMillis(150);

  /// One more, for a port that somebody took in the meantime and for database processes that take a
  /// moment to end.
  private static final int ATTEMPTS = 2;

  private final StackFiles files;
  private final Stopper stopper;
  private final Progress progress;
  private final Map<Service, CompletableFuture<ServiceStatus>> results = new TreeMap<>();
  private volatile boolean isCancelled;

  Starter(StackFiles files, Stopper stopper, Progress progress) {
    this.files = files;
    this.stopper = stopper;
    this.progress = progress;
  }

  /// Gives up soon; what was started stays as it is.
  void cancel() {
    isCancelled = true;
  }

  /// Starts them and waits until each one answers or has failed.
  List<ServiceStatus> start(List<Server> servers) {
    var futures = new ArrayList<CompletableFuture<ServiceStatus>>();
    for (Server server : servers) {
      var future = new CompletableFuture<ServiceStatus>();
      futures.add(future);
      results.put(server.service(), future);
    }
    ThreadFactory threads = Thread.ofVirtual().name("start-", 0).factory();
    try (var executor = Executors.newThreadPerTaskExecutor(threads)) {
      for (int i = 0; i < servers.size(); i++) {
        Server server = servers.get(i);
        futures.get(i).completeAsync(() -> bringUp(server), executor);
      }
      return futures.stream().map(CompletableFuture::join).toList();
    }
  }

  private ServiceStatus bringUp(Server server) {
    Instant start = Instant.now();
    try {
      boolean isKept = tryUp(server);
      String what = (isKept ? "already runs on " : "ready on ") + server.address();
      progress.done(server.service(), what, Duration.between(start, Instant.now()));
      return status(server, State.HEALTHY, "");
    } catch (IOException | RuntimeException e) {
      String reason = reason(e);
      Path log = files.log(server.service());
      var failure = new Failure(reason, LogTail.of(log), log);
      progress.failed(server.service(), failure);
      boolean isAlive = files.process(server.service()).running().isPresent();
      return status(server, isAlive ? State.UNHEALTHY : State.STOPPED, reason);
    }
  }

  private boolean tryUp(Server server) throws IOException {
    ServiceProcess process = files.process(server.service());
    LaunchSpec spec = server.prepare();
    if (isCurrent(process, spec) && isKept(server, process)) {
      return true;
    }
    requireAll(server, server.startsAfter());
    for (int attempt = 1; ; attempt++) {
      stopper.retire(server.service());
      requireNotCancelled();
      server.beforeLaunch();
      ProcessIdentity identity = process.launch(spec);
      if (awaitHealth(server, identity) || attempt == ATTEMPTS) {
        requireAlive(identity);
        return false;
      }
    }
  }

  private static boolean isCurrent(ServiceProcess process, LaunchSpec spec) {
    return process.running().isPresent()
        && process.fingerprint().equals(Optional.of(spec.fingerprint()));
  }

  /// Whether a process that was found answers; being slow on a busy machine is no reason to end it
  /// at once.
  private boolean isKept(Server server, ServiceProcess process) {
    requireAll(server, server.startsAfter());
    requireAll(server, server.answersAfter());
    Optional<ProcessIdentity> identity = process.running();
    try {
      return identity.isPresent() && awaitHealth(server, identity.get(), patience(identity.get()));
    } catch (DevStackException _) {
      return false;
    }
  }

  /// Longer for a process that is still young: a launcher that was killed may have just started it.
  private static Duration patience(ProcessIdentity identity) {
    Duration left = YOUTH.minus(identity.uptime().orElse(YOUTH));
    return left.compareTo(KEEP_DEADLINE) > 0 ? left : KEEP_DEADLINE;
  }

  private boolean awaitHealth(Server server, ProcessIdentity identity) {
    requireAll(server, server.answersAfter());
    return awaitHealth(server, identity, START_DEADLINE);
  }

  private boolean awaitHealth(Server server, ProcessIdentity identity, Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    return awaitHealth(identity, deadline, () -> Health.of(server::settle))
        && awaitHealth(identity, deadline, server::probe);
  }

  /// @return false when its process has ended
  private boolean awaitHealth(
      ProcessIdentity identity, Instant deadline, Supplier<Health> question) {
    while (true) {
      if (!identity.isAlive()) {
        return false;
      }
      requireNotCancelled();
      String reason =
          switch (question.get()) {
            case Health.Healthy _ -> "";
            case Health.Unhealthy(String why) -> why;
            case Health.Blocked(Service _, String why) -> why;
          };
      if (reason.isEmpty()) {
        return true;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new DevStackException("It did not answer in time: " + reason);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevStackException("Interrupted.", e);
    }
  }

  private void requireAll(Server server, Set<Service> others) {
    for (Service other : others) {
      if (awaitOther(other).filter(status -> status.state() != State.HEALTHY).isPresent()) {
        throw new DevStackException(
            "%s needs %s, which does not run.".formatted(server.service(), other));
      }
    }
  }

  /// The outcome of another service; empty when it is not being started now.
  private Optional<ServiceStatus> awaitOther(Service other) {
    var result = results.get(other);
    return result == null ? Optional.empty() : Optional.of(result.join());
  }

  private void requireNotCancelled() {
    if (isCancelled) {
      throw new DevStackException("The start was given up.");
    }
  }

  private static void requireAlive(ProcessIdentity identity) {
    if (!identity.isAlive()) {
      throw new DevStackException("Its process has ended.");
    }
  }

  private ServiceStatus status(Server server, State state, String detail) {
    Optional<ProcessIdentity> process = files.process(server.service()).running();
    return new ServiceStatus(
        server.service(),
        state,
        process.map(ProcessIdentity::pid),
        server.address(),
        process.flatMap(ProcessIdentity::uptime),
        detail);
  }

  private static String reason(Throwable e) {
    Throwable known = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    String message = known.getMessage();
    return message == null ? known.getClass().getSimpleName() : message;
  }
}
