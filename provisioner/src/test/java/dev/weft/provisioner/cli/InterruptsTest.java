// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InterruptsTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void aSignalWaitsForWhatIsInFlightAndKeepsItsExitCode() throws Exception {
    Process process = start("inflight");
    awaitOutput("ready");

    process.destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(4);
    assertThat(output()).contains("weft: stopping", "reported");
  }

  @Test
  void aProcessThatIsDoneEndsAtOnceWithItsOwnCode() throws Exception {
    Process process = start("done");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
  }

  /// The process under test.
  static final class Guarded {
    static void main(String[] arguments) throws InterruptedException {
      var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      var terminal = new Terminal(out, out, Set.of(), true, 80, Map.of(), () -> null);
      Interrupts interrupts = Interrupts.ofProcess();
      interrupts.guard(terminal);
      if (arguments[0].equals("done")) {
        interrupts.finish(2);
        System.exit(2);
      }
      out.println("ready");
      while (!interrupts.isRequested()) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      out.println("reported");
      interrupts.finish(4);
    }
  }

  private Process start(String what) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Guarded.class.getName(),
                what))
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("out").toFile())
        .start();
  }

  private String output() throws IOException {
    return Files.readString(directory.resolve("out"));
  }

  private void awaitOutput(String text) {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(output()).contains(text));
  }
}
