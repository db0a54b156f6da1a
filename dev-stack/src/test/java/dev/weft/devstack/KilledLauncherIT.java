// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A launcher that is killed in the middle leaves nothing that the next one does not find.
class KilledLauncherIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder = Path.of("");
  private DevStack stack = TestStack.in(folder, StackSpec.forTests());

  @BeforeEach
  void locate() {
    stack = TestStack.in(folder, StackSpec.forTests());
  }

  @AfterEach
  void down() {
    stack.down(Progress.SILENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void leavesNothingBehind(int services) throws Exception {
    killLauncherAfter(services);

    stack.down(Progress.SILENT);

    // Commands that end with their launcher may take a moment for it.
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Processes.mentioning(folder.toString())).isEmpty());
  }

  private void killLauncherAfter(int services) throws IOException, InterruptedException {
    Process launcher = Launcher.start(folder, "up", "--detach", "--no-sample");
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> pidFiles().size() >= services);
    launcher.destroyForcibly().waitFor();
  }

  private List<Path> pidFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".pid")).toList();
    } catch (UncheckedIOException _) {
      // A folder went away while it was walked.
      return List.of();
    }
  }
}
