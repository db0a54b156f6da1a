// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.deployment.DeploymentException;
import dev.weft.provisioner.driver.ObservationException;
import dev.weft.provisioner.engine.RunRefusedException;
import dev.weft.provisioner.log.LogWriteException;
import dev.weft.provisioner.log.WriterFencedException;
import java.util.Optional;

/// Failures that other parts of the provisioner explain well enough to be shown as they are.
final class Failures {

  private Failures() {}

  /// The failure's own sentence; empty when it was not made to be shown.
  static Optional<String> describe(Exception e) {
    return switch (e) {
      case ObservationException known -> message(known);
      case DeploymentException known -> message(known);
      case LogWriteException known -> message(known);
      case RunRefusedException known -> message(known);
      case WriterFencedException known -> message(known);
      default -> Optional.empty();
    };
  }

  private static Optional<String> message(Exception e) {
    return Optional.ofNullable(e.getMessage());
  }
}
