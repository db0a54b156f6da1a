// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BranchWatchTest {

  @TempDir private Path repository = Path.of("");
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void tellsWhenTheBranchMovesAndNotWhenAnotherOneDoes() throws IOException {
    Path heads = Files.createDirectories(repository.resolve("refs/heads"));
    try (var watch = new BranchWatch(repository, "main", told::incrementAndGet)) {
      watch.start();
      awaitTold(1);

      move(heads.resolve("other"));
      move(heads.resolve("main"));
      awaitTold(2);
      move(heads.resolve("main"));
      awaitTold(3);

      Assertions.assertThat(told).hasValue(3);
    }
  }

  @Test
  void watchesARepositoryThatIsMadeLater() throws IOException {
    try (var watch =
        new BranchWatch(repository.resolve("mesh.git"), "main", told::incrementAndGet)) {
      watch.start();

      Path heads = Files.createDirectories(repository.resolve("mesh.git/refs/heads"));
      awaitTold(1);
      move(heads.resolve("main"));

      awaitTold(2);
    }
  }

  /// As Git does: written beside it, then put in its place.
  private static void move(Path branch) throws IOException {
    Path lock = branch.resolveSibling(branch.getFileName() + ".lock");
    Files.writeString(lock, "0123456789012345678901234567890123456789\n");
    Files.move(lock, branch, StandardCopyOption.ATOMIC_MOVE);
  }

  private void awaitTold(int times) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAtomic(told, org.hamcrest.Matchers.greaterThanOrEqualTo(times));
  }
}
