// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.loop;

import java.util.Locale;

/// How a pass ended.
public enum Result {
  /// The servers are as the branch wants them.
  SYNCED,
  /// All was done that may be done; the rest waits for somebody's approval or correction.
  WAITING,
  /// Some of it could not be done, or part of the servers could not be read.
  PARTIAL,
  /// Nothing could be concluded, so nothing more was done.
  FAILED;

  /// As a label.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
