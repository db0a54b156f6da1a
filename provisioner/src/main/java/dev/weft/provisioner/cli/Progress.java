// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.report.Look;
import dev.weft.provisioner.report.Page;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Tells on the error stream how far a long command is: on a terminal one line that keeps changing,
/// elsewhere a line per phase. What is over within a second is not told at all.
final class Progress implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(3);
  private static final Duration FRAME = Duration.ofMillis(120);
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final PrintStream err;
  private final Look look;
  private final boolean isInteractive;
  private final boolean isQuiet;
  private final LongSupplier nanos;
  private final long startedAt;
  private final Thread ticker;

  private String phase = "";
  private int done;
  private int total;
  private long toldAt;
  private String toldPhase = "";
  private int frame;
  private boolean isLineOpen;
  private boolean isClosed;

  private Progress(Terminal terminal, Look look, boolean isQuiet, LongSupplier nanos) {
    this.err = terminal.err();
    this.look = look;
    this.isInteractive = terminal.isErrInteractive();
    this.isQuiet = isQuiet;
    this.nanos = nanos;
    this.startedAt = nanos.getAsLong();
    this.toldAt = startedAt;
    this.ticker = Thread.ofPlatform().daemon().name("progress").unstarted(this::tick);
  }

  /// Progress that shows itself as time goes by.
  static Progress start(Terminal terminal, Look look, boolean isQuiet) {
    var progress = new Progress(terminal, look, isQuiet, System::nanoTime);
    if (!isQuiet) {
      progress.ticker.start();
    }
    return progress;
  }

  /// Progress that shows itself only when [#show()] is called, with a clock of one's own.
  static Progress manual(Terminal terminal, Look look, LongSupplier nanos) {
    return new Progress(terminal, look, false, nanos);
  }

  /// Begins a phase, such as `reading cluster onprem`.
  synchronized void phase(String name) {
    phase = name;
    done = 0;
    total = 0;
  }

  /// Says how far the phase is.
  synchronized void count(int newDone, int newTotal) {
    done = newDone;
    total = newTotal;
  }

  /// Shows what there is to show now.
  synchronized void show() {
    long now = nanos.getAsLong();
    if (isClosed || phase.isEmpty() || now - startedAt < PATIENCE.toNanos()) {
      return;
    }
    if (isInteractive) {
      char spinner =
          look.unicode() ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏".charAt(frame++ % 10) : "|/-\\".charAt(frame++ % 4);
      err.print(CLEAR_LINE + spinner + " " + words(now));
      err.flush();
      isLineOpen = true;
    } else if (!phase.equals(toldPhase) || now - toldAt >= PLAIN_INTERVAL.toNanos()) {
      if (toldPhase.isEmpty() || now - toldAt >= PLAIN_INTERVAL.toNanos()) {
        err.println("weft: " + words(now));
        toldAt = now;
        toldPhase = phase;
      }
    }
  }

  private String words(long now) {
    double seconds = (now - startedAt) / 1e9;
    String count = total > 0 ? " " + done + "/" + total : "";
    String line = phase + count + String.format(Locale.ROOT, " (%.0f s)", seconds);
    String cut = isInteractive && line.length() > 90 ? line.substring(0, 90) : line;
    return new Page(new Look(false, look.unicode(), 0)).add(cut).toString();
  }

  private void tick() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(FRAME.toNanos());
        show();
      }
    } catch (InterruptedException e) {
      // The end: close() wants the line for results.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    ticker.interrupt();
    hide();
  }

  /// Removes the changing line until the next phase, so that results begin on a clean one.
  synchronized void hide() {
    phase = "";
    if (isLineOpen && !isQuiet) {
      err.print(CLEAR_LINE);
      err.flush();
      isLineOpen = false;
    }
  }
}
