// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs commands to their end; they never outlive us.
public final class Commands {

  /// Ends the command when our end of its input closes, which the system does even if we are
  /// killed.
  private static final String LEASH =
      """
      exec 3<&0
      "$@" 3<&- < /dev/null &
      command=$!
      { cat <&3 > /dev/null; kill -s KILL "$command"; } 2> /dev/null > /dev/null &
      leash=$!
      wait "$command"
      status=$?
      kill "$leash" 2> /dev/null
      exit "$status"
      """;

  private Commands() {}

  /// What a command left.
  ///
  /// @param status its exit status
  /// @param output what it wrote, errors included
  public record Result(int status, String output) {}

  /// Runs a command with more environment variables and waits for it.
  public static Result run(List<String> command, Map<String, String> environment) {
    var leashed = new ArrayList<>(List.of("sh", "-c", LEASH, "weft-command"));
    leashed.addAll(command);
    return waitFor(leashed, environment);
  }

  /// Runs a command that has to succeed.
  public static void require(List<String> command, Map<String, String> environment) {
    Result result = run(command, environment);
    if (result.status() != 0) {
      throw new IllegalStateException(
          "`%s` ended with status %d:%n%s"
              .formatted(command.getFirst(), result.status(), result.output().strip()));
    }
  }

  /// Runs a command that ends at once by its nature.
  static Result runBriefly(List<String> command) {
    return waitFor(command, Map.of());
  }

  private static Result waitFor(List<String> command, Map<String, String> environment) {
    String name = command.getLast();
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
      } finally {
        process.getOutputStream().close();
        process.destroy();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run `" + name + "`.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running `" + name + "`.", e);
    }
  }
}
