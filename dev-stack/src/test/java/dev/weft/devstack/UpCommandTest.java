// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.process.LaunchSpec;
import dev.weft.devstack.process.LockFile;
import dev.weft.devstack.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void leavesTheServersOfAnotherLauncherAlone() throws Exception {
    StackFiles files = new StackFiles(folder);
    ServiceProcess server = files.process(Service.KEYCLOAK);
    server.launch(new LaunchSpec(List.of("sleep", "600"), Map.of(), ""));
    try {
      Process launcher;
      try (LockFile _ = LockFile.acquire(files.lock(), Duration.ZERO).orElseThrow()) {
        launcher = Launcher.start(folder, "up", "--no-sample");

        assertThat(launcher.waitFor(3, TimeUnit.MINUTES)).isTrue();
      }
      assertThat(launcher.exitValue()).isEqualTo(1);
      assertThat(folder.resolve("launcher.log")).content().contains("wait until it is done");
      assertThat(server.running()).isPresent();
    } finally {
      new Stopper(files).stopAll(Progress.SILENT);
    }
  }
}
