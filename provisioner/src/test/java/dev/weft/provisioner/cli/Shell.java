// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.deployment.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs command lines in this process and keeps what they print.
final class Shell {

  final FakeBackend backend = new FakeBackend();
  final Interrupts interrupts = Interrupts.inside();
  final Secrets secrets = new Secrets();
  final Map<String, String> environment = new HashMap<>(Map.of("USER", "ada"));

  private final Path directory;
  private Set<String> interactive = Set.of();
  private @Nullable String answer;

  Shell(Path directory) {
    this.directory = directory;
  }

  /// What came of a command line.
  record Done(int code, String out, String err) {}

  /// All streams are a terminal, at which somebody answers.
  Shell onTerminal(@Nullable String newAnswer) {
    interactive = Set.of("in", "out", "err");
    answer = newAnswer;
    return this;
  }

  Done run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = new Cli(session(out, err, () -> backend)).run(arguments);
    interrupts.finish(code);
    return new Done(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// Runs with another backend.
  Done runWith(Backend other, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = new Cli(session(out, err, () -> other)).run(arguments);
    interrupts.finish(code);
    return new Done(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static Session session() {
    return new Shell(Path.of("").toAbsolutePath())
        .session(
            new ByteArrayOutputStream(),
            new ByteArrayOutputStream(),
            () -> {
              throw new IllegalStateException("help needs no servers");
            });
  }

  private Session session(
      ByteArrayOutputStream out, ByteArrayOutputStream err, Supplier<Backend> backends) {
    var terminal =
        new Terminal(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            interactive,
            true,
            100,
            environment,
            () -> answer);
    var clock = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    return new Session(terminal, clock, directory, backends, interrupts, secrets);
  }
}
