// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import dev.weft.provisioner.testing.FakeCrash;
import org.jspecify.annotations.Nullable;

/// One life of a process.
final class Node {

  final String name;
  boolean isDead;
  boolean isCutOff;
  long pausedUntil;
  String run = "";
  @Nullable Object critical;

  Node(String name) {
    this.name = name;
  }

  void requireAlive() {
    if (isDead) {
      throw new FakeCrash(name + " is dead");
    }
  }
}
