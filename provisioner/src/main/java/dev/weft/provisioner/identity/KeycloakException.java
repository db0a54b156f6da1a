// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.identity;

/// A call to Keycloak that did not succeed. Its message is fit for users and holds no secret.
final class KeycloakException extends RuntimeException {

  private final Kind kind;

  /// What is known about the call.
  enum Kind {
    /// It never reached Keycloak, or was turned away without effect.
    NOT_DONE,
    /// It was sent, and nobody knows whether it was carried out.
    AMBIGUOUS,
    /// There already is such a thing.
    EXISTS,
    /// Keycloak says no.
    REFUSED
  }

  KeycloakException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  KeycloakException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
