// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

/// Says that the stack, or the machine it runs on, does not do what it should; the message is for
/// people.
public final class DevStackException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DevStackException(String message) {
    super(message);
  }

  DevStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
