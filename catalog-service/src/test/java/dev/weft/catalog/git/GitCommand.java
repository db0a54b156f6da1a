// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs the `git` program with no settings but the test's own, and never asks for a password.
public final class GitCommand {

  /// What a command said.
  ///
  /// @param code exit code
  /// @param output standard output
  /// @param errors standard error, where Git writes what the server says
  public record Result(int code, String output, String errors) {

    /// This, or a failure of the test that shows what Git said.
    public Result requireSuccess() {
      if (code != 0) {
        throw new AssertionError("git failed with " + code + "\n" + output + errors);
      }
      return this;
    }
  }

  private final Path home;

  public GitCommand(Path home) {
    this.home = home;
  }

  /// Runs a command in a folder.
  public Result run(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "credential.helper="));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(home, "git", ".out");
    Path errors = Files.createTempFile(home, "git", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    environment.put("HOME", home.toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_AUTHOR_NAME", "Tester");
    environment.put("GIT_AUTHOR_EMAIL", "tester@example.com");
    environment.put("GIT_COMMITTER_NAME", "Tester");
    environment.put("GIT_COMMITTER_EMAIL", "tester@example.com");
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("git does not end: " + command);
    }
    return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
  }
}
