// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.util.Arrays;

/// What the exit code of every command means.
enum ExitCode {
  OK(0, "nothing to do, or done"),
  ERROR(1, "error: bad usage, broken manifests, servers out of reach"),
  PENDING(2, "changes pending (plan, drift)"),
  BLOCKED(3, "blocked by policy, ownership, budget or a missing approval"),
  PARTIAL(4, "applied in part"),
  INTERRUPTED(130, "interrupted before anything was applied");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  static ExitCode of(int code) {
    return Arrays.stream(values()).filter(exit -> exit.code == code).findFirst().orElse(ERROR);
  }

  String meaning() {
    return meaning;
  }
}
