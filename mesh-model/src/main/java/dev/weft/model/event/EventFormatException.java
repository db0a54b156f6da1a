// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

/// A record of the control-plane log that cannot be understood.
public final class EventFormatException extends RuntimeException {

  /// @param message which record, what is wrong with it, what to do
  EventFormatException(String message, Throwable cause) {
    super(message, cause);
  }

  /// @param message which record, what is wrong with it, what to do
  EventFormatException(String message) {
    super(message);
  }
}
