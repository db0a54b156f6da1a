// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.sim;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a storm is made of.
enum Fault {
  /// Processes die at any moment.
  KILL("the process dies, before or after any call"),
  /// Processes stop for up to a minute and then go on, as after SIGSTOP.
  PAUSE("the process stops for up to a minute, and goes on"),
  /// Changes never arrive, and nobody knows.
  LOST("a change never arrives, and nobody knows"),
  /// Changes are made, and nobody knows.
  UNANSWERED("a change is made, and nobody knows"),
  /// Changes are made seconds after everybody gave up.
  LATE("a change is made seconds after everybody gave up on it"),
  /// Servers are busy.
  BUSY("a server is busy"),
  /// Servers tell what was true a while ago.
  STALE("a broker tells what was true up to 20 seconds ago"),
  /// Servers cannot be read.
  UNREACHABLE("a server cannot be read"),
  /// The log refuses writes, loses them, or loses the answers to them.
  LOG("the log refuses a write, loses it, or loses the answer"),
  /// Committed records are seen late.
  LAG("what was committed is seen late"),
  /// Topics of the log are compacted.
  COMPACTION("the log is compacted"),
  /// Two daemons run.
  TWO("two daemons run"),
  /// Others change what is Weft's.
  DRIFT("others change what is Weft's"),
  /// The calendar jumps by a day.
  CLOCK("the calendar jumps by a day"),
  /// Git cannot be read, or holds a commit that cannot be used.
  GIT("Git cannot be read, or has a commit that cannot be used");

  /// All of them, which every storm must survive.
  static final Set<Fault> ALL = Collections.unmodifiableSet(EnumSet.allOf(Fault.class));

  private final String sentence;

  Fault(String sentence) {
    this.sentence = sentence;
  }

  /// As people write it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String sentence() {
    return sentence;
  }

  static Optional<Fault> parse(String word) {
    return Stream.of(values()).filter(fault -> fault.word().equals(word)).findFirst();
  }
}
