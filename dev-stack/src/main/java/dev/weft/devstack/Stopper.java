// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.process.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Ends what this stack started, and nothing else; goes by what is recorded, not by what the spec
/// says now.
final class Stopper {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final StackFiles files;

  Stopper(StackFiles files) {
    this.files = files;
  }

  /// Ends every service, those that need others first.
  void stopAll(Progress progress) {
    List<Service> services =
        files.startedServices().stream().sorted(Comparator.comparingInt(Stopper::rank)).toList();
    for (Service service : services) {
      Instant start = Instant.now();
      try {
        if (retire(service)) {
          progress.done(service, "stopped", Duration.between(start, Instant.now()));
        }
      } catch (RuntimeException e) {
        String reason = String.valueOf(e.getMessage());
        progress.failed(service, new Failure(reason, List.of(), files.log(service)));
      }
    }
  }

  /// Ends one service.
  ///
  /// @return whether it ran
  boolean retire(Service service) {
    // A smart shutdown, which SIGTERM means to PostgreSQL, would wait for its clients.
    Signal signal = service.equals(Service.POSTGRES) ? Signal.INT : Signal.TERM;
    return files.process(service).retire(signal, PATIENCE);
  }

  /// Ends services and has nobody miss them.
  void forget(List<Service> services) {
    for (Service service : services) {
      boolean _ = retire(service);
      files.forget(service);
    }
  }

  private static int rank(Service service) {
    if (service.equals(Service.DAEMON) || service.equals(Service.CATALOG)) {
      return -1;
    }
    if (service.equals(Service.REGISTRY) || service.isConnect()) {
      return 0;
    }
    if (service.isKafka()) {
      return 1;
    }
    return service.equals(Service.KEYCLOAK) ? 2 : 3;
  }
}
