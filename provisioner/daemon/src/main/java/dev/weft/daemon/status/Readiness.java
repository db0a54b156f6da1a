// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.status;

import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Ready once the log was read and a pass came to an end, or another daemon makes them.
@org.eclipse.microprofile.health.Readiness
final class Readiness implements HealthCheck {

  private final Board board;

  @Inject
  Readiness(Board board) {
    this.board = board;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("first pass").status(board.isReady()).build();
  }
}
