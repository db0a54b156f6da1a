// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.StackStatus.ServiceStatus;
import dev.weft.devstack.StackStatus.State;
import dev.weft.devstack.process.LockFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

class CommandLineTest {

  @TempDir private Path folder = Path.of("");
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), Ansi.OFF);

  @Test
  void showsTheEndOfTheLogOfAFailedService() {
    var failure = new Failure("Its process has ended.", List.of("port in use"), Path.of("a.log"));

    terminal.failed(Service.REGISTRY, failure);

    assertThat(output())
        .contains("FAILED")
        .contains("registry")
        .contains("| port in use")
        .contains("a.log")
        .contains("run `weft up` again");
  }

  @Test
  void readsTheEndOfALog() throws IOException {
    Path log = folder.resolve("a.log");
    Files.writeString(log, "line\n".repeat(10_000) + "last\n");

    assertThat(LogTail.of(log)).hasSize(15).endsWith("line", "last");
    assertThat(LogTail.of(folder.resolve("missing.log"))).isEmpty();
  }

  @Test
  void describesTheStateAsJson() {
    var status =
        new StackStatus(
            List.of(
                new ServiceStatus(
                    Service.POSTGRES,
                    State.HEALTHY,
                    Optional.of(12L),
                    "127.0.0.1:1",
                    Optional.of(Duration.ofSeconds(3)),
                    "")));

    assertThat(StatusCommand.json(status))
        .hasToString(
            "{\"healthy\":true,\"services\":[{\"service\":\"postgres\",\"state\":\"healthy\","
                + "\"address\":\"127.0.0.1:1\",\"detail\":\"\",\"pid\":12,\"uptimeSeconds\":3}]}");
  }

  @Test
  void answersForAStackThatNeverRan() {
    StackStatus status = stack().status();

    assertThat(status.isHealthy()).isFalse();
    assertThat(status.services()).extracting(ServiceStatus::state).containsOnly(State.STOPPED);
  }

  @Test
  void refusesToWorkBesideAnotherLauncher() {
    Path lock = folder.resolve("stack/lock");
    try (LockFile _ = LockFile.acquire(lock, Duration.ZERO).orElseThrow()) {
      Assertions.assertThatThrownBy(() -> stack().down(Progress.SILENT))
          .isInstanceOf(DevStackException.class)
          .hasMessageContaining("Process " + ProcessHandle.current().pid())
          .hasMessageContaining("wait until it is done");
    }
  }

  private DevStack stack() {
    return DevStack.in(folder.resolve("stack"), StackSpec.forTests(), NoDistribution.INSTANCE);
  }

  private String output() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
