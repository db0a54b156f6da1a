// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A process, told apart from every other one that ever had its number.
///
/// A pid alone is not an identity: once a process has ended, the system gives its number to another
/// one. The kernel's own start mark (clock ticks since boot, plus the boot's id) settles it, and
/// unlike a wall-clock time it does not move when the clock is set.
///
/// @param pid the number
/// @param started the kernel's start mark, as the launch script writes it too
public record ProcessIdentity(long pid, String started) {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int STATE_FIELD = 0;
  private static final int START_FIELD = 19;

  /// The process that has this number now; empty when there is none, or only a zombie.
  public static Optional<ProcessIdentity> of(long pid) {
    if (!Files.isReadable(BOOT_ID)) {
      return fromProcessList(pid);
    }
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name in parentheses may hold anything, so count from behind it.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      boolean isGone = "ZX".contains(fields[STATE_FIELD]) && threads(pid) <= 1;
      String boot = Files.readString(BOOT_ID).strip();
      return isGone
          ? Optional.empty()
          : Optional.of(new ProcessIdentity(pid, boot + "/" + fields[START_FIELD]));
    } catch (IOException | UncheckedIOException _) {
      // No such file, or Linux answers ESRCH instead of ENOENT when the process ends between open
      // and read.
      return Optional.empty();
    }
  }

  /// The threads that are left. Until the last one has ended, a process keeps its ports, though it
  /// counts as a zombie from the end of the first one on.
  private static long threads(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return threads.count();
    }
  }

  /// Reads what the launch script wrote; empty when it was ended before it had written.
  static Optional<ProcessIdentity> parse(String line) {
    String[] parts = line.strip().split(" +", 2);
    if (parts.length < 2 || !parts[0].matches("[1-9][0-9]{0,9}")) {
      return Optional.empty();
    }
    return Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), parts[1].strip()));
  }

  /// Whether this very process still runs.
  public boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }

  /// How long it has been running.
  public Optional<Duration> uptime() {
    return ProcessHandle.of(pid)
        .filter(_ -> isAlive())
        .flatMap(handle -> handle.info().startInstant())
        .map(start -> Duration.between(start, Instant.now()));
  }

  /// Sends a signal, unless the process has ended.
  void signal(Signal signal) {
    if (isAlive()) {
      Commands.runBriefly(List.of("kill", "-s", signal.name(), Long.toString(pid)));
    }
  }

  private static Optional<ProcessIdentity> fromProcessList(long pid) {
    var result =
        Commands.runBriefly(List.of("ps", "-o", "stat=,lstart=", "-p", Long.toString(pid)));
    String line = result.output().strip();
    if (result.status() != 0 || line.isEmpty() || line.startsWith("Z")) {
      return Optional.empty();
    }
    return parse(pid + " " + line.substring(line.indexOf(' ')));
  }

  /// The text form that [#parse(String)] reads.
  String line() {
    return pid + " " + started;
  }

  /// Reads the identity a pid file holds.
  static Optional<ProcessIdentity> in(Path pidFile) {
    try {
      return parse(Files.readString(pidFile, StandardCharsets.UTF_8));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
