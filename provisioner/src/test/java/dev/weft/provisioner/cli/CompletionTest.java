// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompletionTest {

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "weft va, validate",
    "weft new pro, product",
    "weft new grant --con, --consumer",
    "weft plan --format ma, markdown",
    "weft who-can re, read",
    "weft u, up"
  })
  void bashCompletesCommandsOptionsAndValues(String line, String expected)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
    Path script = directory.resolve("complete.sh");
    int words = line.split(" ").length;
    String completion = new Shell(directory).run("completion", "bash").out();
    Files.writeString(
        script,
        completion
            + "COMP_WORDS=("
            + line
            + "); COMP_CWORD="
            + (words - 1)
            + "; _weft; echo \"${COMPREPLY[@]}\"\n");
    Path answer = directory.resolve("answer");

    Process bash =
        new ProcessBuilder("/bin/bash", script.toString()).redirectOutput(answer.toFile()).start();

    assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(answer, StandardCharsets.UTF_8).strip()).isEqualTo(expected);
  }
}
