// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final LaunchSpec SLEEP =
      new LaunchSpec(List.of("sleep", "600"), Map.of(), "settings");

  @TempDir private Path folder = Path.of("");
  private Path run = Path.of("");
  private Path log = Path.of("");
  private ServiceProcess service = new ServiceProcess(run, log);

  @BeforeEach
  void locate() {
    run = folder.resolve("run");
    log = folder.resolve("logs/service.log");
    service = new ServiceProcess(run, log);
  }

  @AfterEach
  void endAll() {
    service.retire(Signal.KILL, PATIENCE);
  }

  @Test
  void isFoundAgainByAnotherLauncher() {
    ProcessIdentity launched = service.launch(SLEEP);

    var other = new ServiceProcess(run, log);

    assertThat(other.running()).hasValue(launched);
    assertThat(other.fingerprint()).hasValue(SLEEP.fingerprint());
  }

  @Test
  void endsWhatItStarted() {
    ProcessIdentity launched = service.launch(SLEEP);

    boolean hasEnded = service.retire(Signal.TERM, PATIENCE);

    assertThat(hasEnded).isTrue();
    assertThat(launched.isAlive()).isFalse();
    assertThat(service.running()).isEmpty();
  }

  @Test
  void killsWhatDoesNotEndByItself() {
    var stubborn =
        new LaunchSpec(
            List.of("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 600; done"),
            Map.of(),
            "");
    ProcessIdentity launched = service.launch(stubborn);
    eventually().untilAsserted(() -> assertThat(log).content().contains("ready"));

    service.retire(Signal.TERM, Duration.ofMillis(200));

    assertThat(launched.isAlive()).isFalse();
  }

  @Test
  void neverEndsAProcessThatOnlyHasTheSameNumber() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      service.launch(SLEEP);
      service.kill();
      Path pidFile;
      try (var files = Files.list(run)) {
        pidFile = files.filter(file -> file.toString().endsWith(".pid")).findFirst().orElseThrow();
      }
      Files.writeString(pidFile, new ProcessIdentity(stranger.pid(), "boot/1").line());

      boolean hasEnded = service.retire(Signal.KILL, PATIENCE);

      assertThat(hasEnded).isFalse();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void findsAProcessWhoseTicketIsLost() throws Exception {
    ProcessIdentity launched = service.launch(SLEEP);
    Files.delete(run.resolve("ticket"));
    assertThat(service.running()).isEmpty();

    boolean hasEnded = service.retire(Signal.TERM, PATIENCE);

    assertThat(hasEnded).isTrue();
    assertThat(launched.isAlive()).isFalse();
  }

  @Test
  void doesNotRunWithoutATicket() throws Exception {
    Files.createDirectories(run);
    Path trace = folder.resolve("trace");
    Process late =
        new ProcessBuilder(
                "sh",
                "-c",
                ServiceProcess.SCRIPT,
                "weft-launch",
                run.resolve("late.pid").toString(),
                run.resolve("ticket").toString(),
                "late",
                "touch",
                trace.toString())
            .start();

    int status = late.waitFor();

    assertThat(status).isEqualTo(75);
    assertThat(trace).doesNotExist();
  }

  @Test
  void isNotEndedByTheTerminal() {
    ProcessIdentity launched = service.launch(SLEEP);

    launched.signal(Signal.INT);

    Awaitility.await()
        .during(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(launched.isAlive()).isTrue());
  }

  @Test
  void writesItsOutputToTheLog() {
    var failing =
        new LaunchSpec(List.of("sh", "-c", "echo cannot start >&2; exit 3"), Map.of(), "");

    service.launch(failing);

    eventually().untilAsserted(() -> assertThat(log).content().contains("cannot start"));
  }

  @Test
  void hasAnotherFingerprintWithOtherSettings() {
    var other = new LaunchSpec(SLEEP.command(), SLEEP.environment(), "other settings");

    assertThat(other.fingerprint()).isNotEqualTo(SLEEP.fingerprint());
  }

  @Test
  void saysWhenTheProgramIsMissing() {
    var missing = new LaunchSpec(List.of(folder.resolve("missing").toString()), Map.of(), "");

    service.launch(missing);

    eventually().untilAsserted(() -> assertThat(log).content().contains("missing"));
    // The shell says so before it ends.
    eventually().untilAsserted(() -> assertThat(service.running()).isEmpty());
  }

  @Test
  void refusesToRunInAFolderThatCannotBeMade() throws Exception {
    Files.writeString(folder.resolve("run"), "a file");

    assertThatThrownBy(() -> service.launch(SLEEP)).isInstanceOf(RuntimeException.class);
    Files.delete(folder.resolve("run"));
  }

  private static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofMinutes(1));
  }
}
