// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.deployment;

/// The deployment's configuration is missing or wrong.
public final class DeploymentException extends RuntimeException {

  /// @param message what is wrong, where, and what to do; no secrets
  public DeploymentException(String message) {
    super(message);
  }

  /// @param message what is wrong, where, and what to do; no secrets
  public DeploymentException(String message, Throwable cause) {
    super(message, cause);
  }
}
