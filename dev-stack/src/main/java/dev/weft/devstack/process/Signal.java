// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.process;

/// The signals we send.
public enum Signal {
  /// Ends a JVM in good order.
  TERM,
  /// Ends PostgreSQL without waiting for its clients.
  INT,
  /// Ends anything at once.
  KILL
}
