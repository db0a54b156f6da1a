// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.nio.file.Path;
import java.util.List;

/// Why a service does not run.
///
/// @param reason one sentence
/// @param logTail the last lines of its log, possibly none
/// @param log where the whole log is
public record Failure(String reason, List<String> logTail, Path log) {

  public Failure {
    logTail = List.copyOf(logTail);
  }
}
