// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.web;

/// A request that is answered with a problem (RFC 9457).
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;

  /// @param status of the answer
  /// @param title what kind of problem it is, the same for all of that kind
  /// @param detail what is wrong here, and what to do; no secrets
  public ProblemException(int status, String title, String detail) {
    super(detail);
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }
}
