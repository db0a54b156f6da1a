// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How every service does.
///
/// @param services in the order in which they are stopped, reversed
public record StackStatus(List<ServiceStatus> services) {

  /// How one service does.
  public enum State {
    /// It answered a real request.
    HEALTHY,
    /// Its process runs, but it did not answer.
    UNHEALTHY,
    /// No process.
    STOPPED
  }

  /// One service.
  ///
  /// @param pid of its process, when it has one
  /// @param address host and port, or URL
  /// @param uptime since when its process runs
  /// @param detail why it is not healthy; empty when it is
  public record ServiceStatus(
      Service service,
      State state,
      Optional<Long> pid,
      String address,
      Optional<Duration> uptime,
      String detail) {}

  public StackStatus {
    services = List.copyOf(services);
  }

  /// Whether every service answers.
  public boolean isHealthy() {
    return services.stream().allMatch(status -> status.state() == State.HEALTHY);
  }

  /// The status of one service.
  public ServiceStatus of(Service service) {
    return services.stream()
        .filter(status -> status.service().equals(service))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No service " + service));
  }

  /// One line per service, for messages.
  public String summary() {
    var text = new StringBuilder();
    for (ServiceStatus status : services) {
      text.append("%n%s: %s %s".formatted(status.service(), status.state(), status.detail()));
    }
    return text.toString();
  }
}
