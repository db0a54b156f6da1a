// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.util.ArrayList;
import java.util.List;

/// The heap of a service.
///
/// @param size the largest, in the words of the JVM: `192m`, `1g`
/// @param isUsual whether it is what is enough for the sample mesh
record Heap(String size, boolean isUsual) {

  /// What a variable of the environment says, else what is enough for the sample mesh.
  static Heap of(String variable, String usual) {
    String wanted = System.getenv(variable);
    return wanted == null || wanted.isBlank()
        ? new Heap(usual, true)
        : new Heap(wanted.strip(), false);
  }

  /// Options of a JVM of ours that has it.
  List<String> options() {
    List<String> options = new ArrayList<>(isUsual ? Jvm.LEAN : Jvm.BUSY);
    options.add("-Xmx" + size);
    return options;
  }
}
