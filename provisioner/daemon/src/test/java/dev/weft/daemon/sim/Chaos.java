// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import java.time.Duration;

/// What goes wrong, and where.
interface Chaos {

  /// Nothing does.
  Chaos NONE = new Chaos() {};

  /// A moment at which a process can die.
  ///
  /// @param index how many such moments there were before
  /// @param call what it is calling, such as `onprem create`
  /// @param isAfter whether the call has taken effect and is about to be answered
  record Point(int index, String process, String call, boolean isAfter) {

    @Override
    public String toString() {
      return "#%d %s %s %s".formatted(index, process, isAfter ? "after" : "before", call);
    }
  }

  /// What becomes of a call.
  enum Trouble {
    /// It is made and answered.
    NONE,
    /// It never arrives, and the caller does not know.
    LOST,
    /// It takes effect, and the caller does not know.
    UNANSWERED,
    /// It takes effect after a while, and the caller does not know.
    LATE,
    /// It is not made, and may work later.
    NOT_NOW,
    /// What is read was true a moment ago.
    STALE
  }

  /// Whether the process dies there.
  default boolean kills(Point point) {
    return false;
  }

  /// How long the process is stopped there.
  default Duration stops(Point point) {
    return Duration.ZERO;
  }

  /// What becomes of a write to a server.
  default Trouble write(String call) {
    return Trouble.NONE;
  }

  /// What becomes of a write to the log.
  default Trouble log(String call) {
    return Trouble.NONE;
  }

  /// What becomes of a read.
  default Trouble read(String call) {
    return Trouble.NONE;
  }

  /// How long a call takes.
  default Duration latency() {
    return Duration.ofMillis(3);
  }
}
