// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.report.Look;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong();

  private Progress progress(Set<String> interactive) {
    var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    var terminal = new Terminal(stream, stream, interactive, true, 80, Map.of(), () -> null);
    return Progress.manual(terminal, new Look(false, true, 80), now::get);
  }

  private void seconds(long seconds) {
    now.set(TimeUnit.SECONDS.toNanos(seconds));
  }

  private String printed() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsOverWithinASecondIsNotTold() {
    try (Progress progress = progress(Set.of("err"))) {
      progress.phase("reading");
      progress.show();
    }

    assertThat(printed()).isEmpty();
  }

  @Test
  void aTerminalHasOneChangingLineThatGoesAway() {
    try (Progress progress = progress(Set.of("err"))) {
      progress.phase("applying");
      progress.count(3, 10);
      seconds(2);
      progress.show();
      seconds(3);
      progress.show();
    }

    assertThat(printed())
        .contains("applying 3/10 (2 s)", "applying 3/10 (3 s)")
        .doesNotContain("\n")
        .endsWith("\r\u001b[2K");
  }

  @Test
  void aPipeGetsAPlainLineEveryFewSeconds() {
    try (Progress progress = progress(Set.of())) {
      progress.phase("reading");
      for (int second = 0; second < 9; second++) {
        seconds(second);
        progress.show();
      }
    }

    assertThat(printed().lines())
        .containsExactly("weft: reading (1 s)", "weft: reading (4 s)", "weft: reading (7 s)");
  }

  @Test
  void nothingIsToldWhileResultsAreShown() {
    try (Progress progress = progress(Set.of("err"))) {
      progress.phase("reading");
      progress.hide();
      seconds(5);
      progress.show();
    }

    assertThat(printed()).isEmpty();
  }
}
