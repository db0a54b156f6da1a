// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.engine;

/// The run was ended before anything was written, because what it was asked to do cannot be meant:
/// the wrong cluster, a plan of another environment, a deletion of somebody else's topic.
public final class RunRefusedException extends RuntimeException {

  /// @param message what is wrong, and what to do
  public RunRefusedException(String message) {
    super(message);
  }
}
