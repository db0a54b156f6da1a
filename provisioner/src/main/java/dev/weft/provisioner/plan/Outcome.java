// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.plan;

/// What became of a planned change.
public sealed interface Outcome {

  /// Done and, where the server lets one look, read back.
  record Applied() implements Outcome {}

  /// Not needed any more: the world was already so.
  record Unchanged() implements Outcome {}

  /// Not tried, because of its verdict or a moved world.
  record Refused(String message) implements Outcome {}

  /// The server said no, or could not be asked.
  ///
  /// @param kind the class of the failure, which decides about trying again
  /// @param message the server's words and what to do about them
  record Failed(Kind kind, String message) implements Outcome {}

  /// Not tried, because a change it depends on did not succeed.
  record Skipped(String because) implements Outcome {}

  /// It was sent and nobody knows: the next run looks.
  record Unknown(String message) implements Outcome {}

  /// Classes of failure.
  enum Kind {
    /// May work when tried again: time-outs, elections, throttling.
    TRANSIENT,
    /// Will not work until somebody changes the manifest, the rights or the server's policy.
    PERMANENT
  }

  /// Whether what was wanted is now so.
  default boolean isSuccess() {
    return switch (this) {
      case Applied _, Unchanged _ -> true;
      case Refused _, Failed _, Skipped _, Unknown _ -> false;
    };
  }
}
