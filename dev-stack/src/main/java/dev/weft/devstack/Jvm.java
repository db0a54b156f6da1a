// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.util.List;

/// JVM options of the servers.
final class Jvm {

  /// Half the memory and 40 % of the processor time of the defaults, for servers that are rarely
  /// busy.
  static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /// For services that somebody gave a larger heap, since they hold much and are busy: the full
  /// compiler, and one copy of texts that are equal.
  static final List<String> BUSY = List.of("-XX:+UseSerialGC", "-XX:+UseStringDeduplication");

  /// Keeps warnings about what the servers' libraries do out of their logs.
  static final List<String> QUIET =
      List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

  private Jvm() {}
}
