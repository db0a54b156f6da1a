// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Start the platform on this machine, with the sample mesh in it.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

  private static final int START_FAILED = 1;
  private static final int APPLIED_IN_PART = 4;
  private static final Duration WATCH = Duration.ofSeconds(2);

  @Mixin private StackOption option = new StackOption();

  @Option(
      names = "--detach",
      description = "Return when everything runs, instead of staying until Ctrl-C.")
  private boolean isDetached;

  @Option(names = "--no-sample", description = "Only the servers, without the sample mesh.")
  private boolean isWithoutSample;

  @Option(
      names = "--no-platform",
      description = {
        "Without daemon and catalog: the sample mesh is provisioned once, by the command line,",
        "which may then plan and apply it at will."
      })
  private boolean isWithoutPlatform;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Heap of the Kafka broker, such as 512m or 1g. Default: 256m")
  private @Nullable String heap;

  private final Terminal terminal = Terminal.standardOutput();
  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public Integer call() throws InterruptedException {
    ClusterSpec cluster = ClusterSpec.named("onprem");
    DevStack stack =
        option.stack(
            heap == null ? cluster : cluster.withHeap(heap),
            !isWithoutSample && !isWithoutPlatform);
    if (isDetached) {
      // Interrupted, it leaves what it has started; the next `up` or `down` finds that.
      return start(stack);
    }
    var hook = new Thread(() -> stopAll(stack), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    int status = START_FAILED;
    try {
      status = start(stack);
      if (status != START_FAILED) {
        terminal.line("");
        terminal.line(
            "Press Ctrl-C to stop everything. (`weft up --detach` would have returned here.)");
        watch(stack);
      }
      return status;
    } finally {
      // From here on the servers are not ours to stop, least of all if another launcher was at work
      // on them.
      removeHook(hook);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // It runs already: that is why we are here.
      return;
    }
  }

  private int start(DevStack stack) {
    Instant start = Instant.now();
    terminal.line("Starting the servers on this machine; the very first time takes a minute.");
    if (!isWithoutSample) {
      stack.handOver();
    }
    if (!stack.up(terminal).isHealthy()) {
      terminal.line("");
      terminal.line(
          "Not every server runs. `weft status` shows which; `weft down` stops the rest.");
      return START_FAILED;
    }
    boolean isComplete = isWithoutSample || bringMesh(stack);
    new Summary(stack, terminal).print(Duration.between(start, Instant.now()));
    return isComplete ? 0 : APPLIED_IN_PART;
  }

  private boolean bringMesh(DevStack stack) {
    var sample = new SampleMesh(option.root(), stack, terminal);
    return stack.hasPlatform() ? sample.follow() : sample.provision();
  }

  /// Stays until the servers are gone, because somebody ran `weft down`, or we are.
  private void watch(DevStack stack) throws InterruptedException {
    while (!ended.await(WATCH.toMillis(), TimeUnit.MILLISECONDS)) {
      boolean isAnyAlive =
          stack.services().stream().anyMatch(service -> stack.process(service).isPresent());
      if (!isAnyAlive) {
        terminal.line("The servers were stopped by another command.");
        return;
      }
    }
  }

  private void stopAll(DevStack stack) {
    stack.giveUp();
    terminal.heading("Stopping.");
    stack.waitingForOthers(Duration.ofMinutes(1)).down(terminal);
    ended.countDown();
  }
}
