// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks for processes of a stack without asking the stack.
final class Processes {

  private Processes() {}

  /// The command lines of all processes, other than ours, that mention a text.
  static List<String> mentioning(String text) {
    var found = new ArrayList<String>();
    long self = ProcessHandle.current().pid();
    for (ProcessHandle handle : ProcessHandle.allProcesses().toList()) {
      try {
        Path file = Path.of("/proc/" + handle.pid() + "/cmdline");
        String command = Files.readString(file).replace('\0', ' ');
        if (handle.pid() != self && command.contains(text)) {
          found.add(handle.pid() + " " + command);
        }
      } catch (IOException _) {
        // It ended meanwhile.
        continue;
      }
    }
    return found;
  }
}
