// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

/// A command cannot go on, for a reason that the person at the keyboard can do something about.
final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String hint;

  /// @param message what is wrong, naming the value
  /// @param hint what to do, in the imperative; empty when there is nothing to add
  CliException(String message, String hint) {
    super(message);
    this.problem = message;
    this.hint = hint;
  }

  CliException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.problem = message;
    this.hint = hint;
  }

  String problem() {
    return problem;
  }

  String hint() {
    return hint;
  }
}
