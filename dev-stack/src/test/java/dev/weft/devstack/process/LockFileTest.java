// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void isHeldByOneAtATime() {
    Path file = folder.resolve("lock");
    try (LockFile _ = LockFile.acquire(file, Duration.ZERO).orElseThrow()) {
      assertThat(LockFile.acquire(file, Duration.ZERO)).isEmpty();
      assertThat(LockFile.holder(file)).isEqualTo(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void isFreeAfterItsHolder() {
    Path file = folder.resolve("lock");
    LockFile.acquire(file, Duration.ZERO).orElseThrow().close();

    var next = LockFile.acquire(file, Duration.ZERO);

    assertThat(next).isPresent();
    next.orElseThrow().close();
  }

  @Test
  void namesNobodyWhenThereIsNoFile() {
    assertThat(LockFile.holder(folder.resolve("missing"))).isEqualTo("unknown");
  }
}
