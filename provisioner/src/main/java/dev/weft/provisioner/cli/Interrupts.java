// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Turns Ctrl-C into a wish to stop: while something is being applied, the process lives on until
/// what is in flight has come back and has been reported.
final class Interrupts {

  private static final long PATIENCE_SECONDS = 120;

  private final boolean isProcess;
  private final AtomicBoolean isRequested = new AtomicBoolean();
  private final AtomicInteger exitCode = new AtomicInteger(ExitCode.PARTIAL.code());
  private final CountDownLatch finished = new CountDownLatch(1);

  private Interrupts(boolean isProcess) {
    this.isProcess = isProcess;
  }

  /// Those of a process that runs one command and ends.
  static Interrupts ofProcess() {
    return new Interrupts(true);
  }

  /// Those of a command inside a longer-lived process, whose end is none of the command's business.
  static Interrupts inside() {
    return new Interrupts(false);
  }

  /// Whether somebody wants to stop.
  boolean isRequested() {
    return isRequested.get();
  }

  /// Asks to stop.
  void request() {
    isRequested.set(true);
  }

  /// From here on Ctrl-C waits for [#finish(int)].
  void guard(Terminal terminal) {
    if (!isProcess) {
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(terminal), "interrupt"));
  }

  private void await(Terminal terminal) {
    if (finished.getCount() == 0) {
      return;
    }
    request();
    terminal.err().println();
    terminal.err().println("weft: stopping; waiting for what is in flight");
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        terminal.err().println("weft: gave up waiting; the next run looks before it acts");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    terminal.out().flush();
    // Only a halt can still choose the exit code once the process is going down.
    Runtime.getRuntime().halt(exitCode.get());
  }

  /// Everything is reported; the process may end with this code.
  void finish(int code) {
    exitCode.set(code);
    finished.countDown();
  }
}
