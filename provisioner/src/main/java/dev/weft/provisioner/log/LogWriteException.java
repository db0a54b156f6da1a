// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

/// The control-plane log could not be written. Nothing may be changed that it does not know of.
public final class LogWriteException extends RuntimeException {

  /// @param message which server, what was written, what it said, what to do; no secrets
  public LogWriteException(String message, Throwable cause) {
    super(message, cause);
  }

  /// @param message which server, what was written, what is wrong, what to do; no secrets
  public LogWriteException(String message) {
    super(message);
  }
}
