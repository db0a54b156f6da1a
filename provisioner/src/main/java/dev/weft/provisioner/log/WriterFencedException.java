// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

/// Another run has become the writer of the control-plane log; this one must stop at once and
/// change nothing any more.
public final class WriterFencedException extends RuntimeException {

  /// @param message which run was fenced, and what to do
  public WriterFencedException(String message) {
    super(message);
  }

  /// @param message which run was fenced, and what to do
  public WriterFencedException(String message, Throwable cause) {
    super(message, cause);
  }
}
