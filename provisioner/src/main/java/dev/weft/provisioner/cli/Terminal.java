// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.report.Look;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/// Where a command reads and writes.
///
/// @param out results
/// @param err progress and errors
/// @param interactive which of `in`, `out` and `err` are a terminal
/// @param unicode whether the terminal can show more than ASCII
/// @param width columns of the terminal
/// @param environment environment variables
/// @param input reads one line of an answer; null at the end of the input
record Terminal(
    PrintStream out,
    PrintStream err,
    Set<String> interactive,
    boolean unicode,
    int width,
    Map<String, String> environment,
    Supplier<@Nullable String> input) {

  private static final int DEFAULT_WIDTH = 100;

  /// When to use colours.
  enum Color {
    AUTO,
    ALWAYS,
    NEVER;

    static Color parse(String word) {
      return switch (word) {
        case "auto" -> AUTO;
        case "always" -> ALWAYS;
        case "never" -> NEVER;
        default -> throw new TypeConversionException("`" + word + "` is not auto, always or never");
      };
    }
  }

  /// This process's terminal. The launcher says in `WEFT_TTY` which streams are one, as Java cannot
  /// ask for each; without the launcher, the process's own links are read.
  static Terminal system() {
    Map<String, String> environment = System.getenv();
    Set<String> interactive = interactive(environment);
    Charset charset = charset(interactive);
    return new Terminal(
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
        interactive,
        charset.newEncoder().canEncode("→⟳…"),
        width(environment),
        environment,
        Terminal::readLine);
  }

  boolean isOutInteractive() {
    return interactive.contains("out");
  }

  boolean isErrInteractive() {
    return interactive.contains("err");
  }

  /// Whether somebody can see a question and answer it.
  boolean canAsk() {
    return interactive.contains("in") && (isOutInteractive() || isErrInteractive());
  }

  Look outLook(Color color) {
    return look(color, isOutInteractive());
  }

  Look errLook(Color color) {
    return look(color, isErrInteractive());
  }

  private Look look(Color color, boolean isInteractive) {
    boolean isColored =
        switch (color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO ->
              isInteractive
                  && environment.getOrDefault("NO_COLOR", "").isEmpty()
                  && !environment.getOrDefault("TERM", "").equals("dumb");
        };
    return new Look(isColored, unicode || !isInteractive, isInteractive ? width : 0);
  }

  private static Set<String> interactive(Map<String, String> environment) {
    String told = environment.get("WEFT_TTY");
    if (told != null) {
      return Set.copyOf(List.of(told.split(",", -1)));
    }
    var found = new HashSet<String>();
    List<String> names = List.of("in", "out", "err");
    for (int i = 0; i < names.size(); i++) {
      if (isTerminal(Path.of("/proc/self/fd/" + i))) {
        found.add(names.get(i));
      }
    }
    return Set.copyOf(found);
  }

  private static boolean isTerminal(Path link) {
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      // Not Linux: Java can only tell about all streams together.
      return System.console() != null && System.console().isTerminal();
    }
  }

  /// What is not read by a terminal is UTF-8, whatever the locale says.
  private static Charset charset(Set<String> interactive) {
    String name = System.getProperty("stdout.encoding", "UTF-8");
    boolean isTerminal = interactive.contains("out") || interactive.contains("err");
    return isTerminal && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
  }

  private static int width(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9]\\d{0,3}")
        ? Math.max(40, Integer.parseInt(columns))
        : DEFAULT_WIDTH;
  }

  private static @Nullable String readLine() {
    try {
      return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
          .readLine();
    } catch (IOException e) {
      throw new UncheckedIOException("the answer could not be read", e);
    }
  }
}
