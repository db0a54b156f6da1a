// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a process listens on, as the kernel sees it; for tests that nothing is open to the outside.
public final class LoopbackSockets {

  private static final String LISTENING = "0A";
  private static final List<String> LOOPBACK =
      List.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  private LoopbackSockets() {}

  /// The addresses on which the process listens, in the kernel's hexadecimal form.
  public static List<String> listening(long pid) throws IOException {
    Set<String> own = sockets(pid);
    var addresses = new ArrayList<String>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      List<String> lines = Files.readAllLines(Path.of("/proc/net", table));
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.strip().split(" +");
        boolean isOpen = table.startsWith("udp") || fields[3].equals(LISTENING);
        if (isOpen && own.contains(fields[9])) {
          addresses.add(fields[1]);
        }
      }
    }
    return addresses;
  }

  public static boolean isLoopback(String address) {
    return LOOPBACK.contains(address.substring(0, address.indexOf(':')));
  }

  private static Set<String> sockets(long pid) throws IOException {
    var inodes = new HashSet<String>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    return inodes;
  }
}
