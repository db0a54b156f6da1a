// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CommandsTest {

  /// Runs a command for ever, to be killed meanwhile.
  static final class Launcher {

    private Launcher() {}

    /// @param arguments the command
    public static void main(String[] arguments) {
      Commands.require(List.of(arguments), Map.of());
    }
  }

  @Test
  void returnsStatusAndOutput() {
    var result =
        Commands.run(List.of("sh", "-c", "echo $GREETING; exit 3"), Map.of("GREETING", "hello"));

    assertThat(result).isEqualTo(new Commands.Result(3, "hello\n"));
  }

  @Test
  void showsWhatAFailedCommandSaid() {
    assertThatThrownBy(
            () -> Commands.require(List.of("sh", "-c", "echo no space; exit 1"), Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no space");
  }

  @Test
  void endsTheCommandWhenItsLauncherIsKilled() throws Exception {
    // A number that nobody else sleeps for.
    String seconds = "86" + ProcessHandle.current().pid();
    Process launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "sleep",
                seconds)
            .inheritIO()
            .start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(isSleeping(seconds)).isTrue());

    launcher.destroyForcibly().waitFor();

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(isSleeping(seconds)).isFalse());
  }

  private static boolean isSleeping(String seconds) {
    return ProcessHandle.allProcesses()
        .filter(process -> ProcessIdentity.of(process.pid()).isPresent())
        .flatMap(process -> process.info().arguments().stream())
        .anyMatch(arguments -> List.of(arguments).equals(List.of(seconds)));
  }
}
