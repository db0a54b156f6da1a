// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.driver;

/// A server could not be read. Nothing may be concluded about what it holds.
public final class ObservationException extends RuntimeException {

  /// @param message which server, what was asked, what it said, what to do; no secrets
  public ObservationException(String message, Throwable cause) {
    super(message, cause);
  }

  /// @param message which server, what was asked, what it said, what to do; no secrets
  public ObservationException(String message) {
    super(message);
  }
}
