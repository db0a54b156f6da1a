// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.connect;

/// A call to Kafka Connect did not succeed.
final class ConnectFailure extends RuntimeException {

  private final transient Kind kind;

  /// What is known about the call.
  enum Kind {
    /// It was not made: no connection, or the workers were just sharing out their work.
    NOT_DONE,
    /// It may have been made.
    AMBIGUOUS,
    /// It was refused, and will be again.
    REFUSED,
    /// What it is about does not exist.
    ABSENT
  }

  ConnectFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  ConnectFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
