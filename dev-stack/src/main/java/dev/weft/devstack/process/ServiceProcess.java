// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The process of one service: started, found again by another launcher, ended.
///
/// Its folder holds a `ticket` (who may run now, with which settings) and one `<ticket>.pid` per
/// attempt, written by the launched process itself before it becomes the server. Whoever ends a
/// service takes the ticket away *before* looking at the pid files, and a process looks at the
/// ticket *after* it has written its pid file. So even if a launcher is killed between the two,
/// either the process is found and ended, or it sees that its ticket is gone and gives up.
public final class ServiceProcess {

  private static final Duration PID_DEADLINE = Duration.ofSeconds(20);
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final long LOG_LIMIT = 10_000_000;

  static final String SCRIPT =
      """
      trap '' HUP INT
      pid_file=$1 ticket_file=$2 ticket=$3
      shift 3
      if [ -r /proc/sys/kernel/random/boot_id ]; then
        read -r stat < /proc/$$/stat
        read -r boot < /proc/sys/kernel/random/boot_id
        nth() { shift 21; printf '%s' "$1"; }
        started=$boot/$(nth $stat)
      else
        started=$(ps -o lstart= -p $$)
      fi
      echo "$$ $started" > "$pid_file"
      read -r current < "$ticket_file" || exit 75
      [ "$current" = "$ticket" ] || exit 75
      exec "$@"
      """;

  private final Path folder;
  private final Path log;

  /// @param folder where the ticket and pid files are
  /// @param log where the process writes
  public ServiceProcess(Path folder, Path log) {
    this.folder = folder;
    this.log = log;
  }

  /// The process that holds the ticket, if it lives.
  public Optional<ProcessIdentity> running() {
    return ticket()
        .flatMap(ticket -> ProcessIdentity.in(pidFile(ticket.id())))
        .filter(ProcessIdentity::isAlive);
  }

  /// The fingerprint of what was launched last.
  public Optional<String> fingerprint() {
    return ticket().map(Ticket::fingerprint);
  }

  /// Starts the process; the caller has retired earlier ones.
  public ProcessIdentity launch(LaunchSpec spec) {
    var ticket = new Ticket(UUID.randomUUID().toString(), spec.fingerprint());
    try {
      Files.createDirectories(folder);
      Files.createDirectories(log.toAbsolutePath().getParent());
      trimLog();
      Path draft = folder.resolve("ticket.draft");
      Files.writeString(draft, ticket.id() + "\n" + ticket.fingerprint() + "\n");
      Files.move(draft, ticketFile(), StandardCopyOption.ATOMIC_MOVE);
      Process child = start(spec, ticket);
      return awaitIdentity(child, ticket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the process without any chance to clean up, as a crash would; nothing else is recorded.
  public void kill() {
    running().ifPresent(process -> end(process, Signal.KILL, KILL_DEADLINE));
  }

  /// Ends every process that was ever started for this service and still lives.
  ///
  /// @return whether there was one
  public boolean retire(Signal signal, Duration patience) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try {
      Files.deleteIfExists(ticketFile());
      boolean hasEnded = false;
      for (Path pidFile : pidFiles()) {
        Optional<ProcessIdentity> process = ProcessIdentity.in(pidFile);
        if (process.isPresent() && process.get().isAlive()) {
          end(process.get(), signal, patience);
          hasEnded = true;
        }
        Files.delete(pidFile);
      }
      return hasEnded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(ProcessIdentity process, Signal signal, Duration patience) {
    process.signal(signal);
    if (!hasEnded(process, patience)) {
      process.signal(Signal.KILL);
      if (!hasEnded(process, KILL_DEADLINE)) {
        throw new IllegalStateException(
            "Process %d does not end, not even by SIGKILL.".formatted(process.pid()));
      }
    }
  }

  private static boolean hasEnded(ProcessIdentity process, Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    while (process.isAlive()) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      pause();
    }
    return true;
  }

  private Process start(LaunchSpec spec, Ticket ticket) throws IOException {
    // Its own session, so that Ctrl-C in the launcher's terminal does not reach it.
    List<String> session =
        Files.isExecutable(Path.of("/usr/bin/setsid"))
            ? List.of("/usr/bin/setsid")
            : List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV");
    List<String> shell =
        List.of(
            "sh",
            "-c",
            SCRIPT,
            "weft-launch",
            pidFile(ticket.id()).toString(),
            ticketFile().toString(),
            ticket.id());
    List<String> command = Stream.of(session, shell, spec.command()).flatMap(List::stream).toList();
    var builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(spec.environment());
    return builder.start();
  }

  private ProcessIdentity awaitIdentity(Process child, Ticket ticket) {
    Instant deadline = Instant.now().plus(PID_DEADLINE);
    while (Instant.now().isBefore(deadline)) {
      Optional<ProcessIdentity> identity = ProcessIdentity.in(pidFile(ticket.id()));
      if (identity.isPresent()) {
        return identity.get();
      }
      if (!child.isAlive()) {
        throw new IllegalStateException(
            "The process ended with status %d before it ran.".formatted(child.exitValue()));
      }
      pause();
    }
    throw new IllegalStateException("The process did not record its number in time.");
  }

  private void trimLog() throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Path old = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, old, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private List<Path> pidFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".pid")).sorted().toList();
    }
  }

  private Optional<Ticket> ticket() {
    try {
      List<String> lines =
          Files.exists(ticketFile()) ? Files.readAllLines(ticketFile()) : List.of();
      return lines.size() < 2
          ? Optional.empty()
          : Optional.of(new Ticket(lines.get(0), lines.get(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ticketFile() {
    return folder.resolve("ticket");
  }

  private Path pidFile(String ticket) {
    return folder.resolve(ticket + ".pid");
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a process.", e);
    }
  }

  private record Ticket(String id, String fingerprint) {}
}
