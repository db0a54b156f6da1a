// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

/// A file of signers cannot be used. Nothing is accepted until it can be.
final class SignersException extends RuntimeException {

  /// @param message what is wrong, where, and what to do
  SignersException(String message) {
    super(message);
  }

  /// @param message what is wrong, where, and what to do
  SignersException(String message, Throwable cause) {
    super(message, cause);
  }
}
