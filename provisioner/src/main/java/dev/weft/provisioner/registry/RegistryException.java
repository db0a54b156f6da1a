// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import org.jspecify.annotations.Nullable;

/// A call to the registry that did not succeed. Its message is fit for users.
final class RegistryException extends RuntimeException {

  private final Kind kind;
  private final @Nullable Problem problem;

  /// What is known about the call.
  enum Kind {
    /// It never reached the registry, was turned away, or was undone there.
    NOT_DONE,
    /// It was sent, and nobody knows whether it was carried out.
    AMBIGUOUS,
    /// The registry says that there is no such thing.
    ABSENT,
    /// There already is such a thing.
    EXISTS,
    /// The registry says no.
    REFUSED,
    /// The caller is not known.
    DENIED,
    /// The caller is known and not allowed to.
    FORBIDDEN,
    /// What answered does not speak the registry's language.
    GARBLED
  }

  RegistryException(Kind kind, String message, @Nullable Problem problem) {
    super(message);
    this.kind = kind;
    this.problem = problem;
  }

  RegistryException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.problem = null;
  }

  Kind kind() {
    return kind;
  }

  /// Whether the caller is known and lacks a right.
  boolean isForbidden() {
    return kind == Kind.FORBIDDEN;
  }

  /// The registry's own words, where it said any.
  @Nullable Problem problem() {
    return problem;
  }

  /// Whether the same call may work in a moment.
  boolean isTransient() {
    return switch (kind) {
      case NOT_DONE, AMBIGUOUS -> true;
      case ABSENT, EXISTS, REFUSED, DENIED, FORBIDDEN, GARBLED -> false;
    };
  }
}
