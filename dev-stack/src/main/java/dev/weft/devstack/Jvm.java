// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.util.List;

/// JVM options of the servers.
final class Jvm {

  /// Half the memory and 40 % of the processor time of the defaults, for servers that are rarely
  /// busy.
  static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /// Keeps warnings about what the servers' libraries do out of their logs.
  static final List<String> QUIET =
      List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

  private Jvm() {}
}
