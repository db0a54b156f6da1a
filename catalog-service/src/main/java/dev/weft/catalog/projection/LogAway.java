// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

/// The control-plane log cannot be read at present.
final class LogAway extends RuntimeException {

  private static final long serialVersionUID = 1;

  LogAway(String message, Throwable cause) {
    super(message, cause);
  }
}
