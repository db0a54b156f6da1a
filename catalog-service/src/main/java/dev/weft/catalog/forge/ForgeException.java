// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

/// A request that the forge refuses. The message is for the person who asked.
public final class ForgeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// Why it is refused.
  public enum Reason {
    /// There is no such thing.
    NOT_FOUND,
    /// The person has no right to it.
    FORBIDDEN,
    /// Something moved meanwhile, or does not fit the present state.
    CONFLICT,
    /// What was sent cannot be used.
    INVALID
  }

  private final Reason reason;

  /// A refusal.
  public ForgeException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// Why it is refused.
  public Reason reason() {
    return reason;
  }

  static ForgeException notFound(int number) {
    return new ForgeException(Reason.NOT_FOUND, "There is no change request " + number + ".");
  }

  static ForgeException forbidden(String message) {
    return new ForgeException(Reason.FORBIDDEN, message);
  }

  static ForgeException conflict(String message) {
    return new ForgeException(Reason.CONFLICT, message);
  }
}
