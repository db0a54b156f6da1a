// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.link.confluent;

import dev.weft.provisioner.plan.Outcome;

/// A call that did not succeed. Its message is fit for users and holds no secret.
final class ConfluentException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Kind kind;

  /// What is known about the call.
  enum Kind {
    /// It never reached the server, or was turned away without effect.
    NOT_DONE,
    /// It was sent, and nobody knows whether it was carried out.
    AMBIGUOUS,
    /// There is no such thing.
    MISSING,
    /// The server says no.
    REFUSED
  }

  ConfluentException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  ConfluentException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  /// What it means for a change.
  Outcome outcome() {
    return switch (kind) {
      case NOT_DONE -> new Outcome.Failed(Outcome.Kind.TRANSIENT, text());
      case AMBIGUOUS -> new Outcome.Unknown(text());
      case MISSING, REFUSED -> new Outcome.Failed(Outcome.Kind.PERMANENT, text());
    };
  }
}
