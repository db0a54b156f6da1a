// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Programs that people run in their terminal.
public final class Command {

  /// What a program said before it ended.
  ///
  /// @param exit exit code
  /// @param output standard output and error together; bytes that are no text are replaced
  public record Result(int exit, String output) {

    /// The output of a program that has to have succeeded.
    public String require() {
      assertThat(exit).as(output).isZero();
      return output;
    }
  }

  private Command() {}

  /// Runs a program without input, and waits for its end.
  ///
  /// @param environment what is set beside the environment of the test
  public static Result run(
      Path folder, Duration patience, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("journey", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(
            "No end after %s: %s\n%s".formatted(patience, command.getFirst(), text(output)));
      }
      return new Result(process.exitValue(), text(output));
    } finally {
      Files.delete(output);
    }
  }

  /// Malformed input is replaced, not refused: records are binary.
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
