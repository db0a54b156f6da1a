// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.StackStatus.ServiceStatus;
import dev.weft.devstack.StackStatus.State;
import dev.weft.devstack.install.Distribution;
import dev.weft.devstack.process.LockFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;

/// The servers for integration tests: one set for all test classes of a run, so isolate tests by
/// names.
///
/// Set `WEFT_KEEP_TEST_STACK=true` to leave the servers running after the tests; the next run
/// attaches to them and starts in a second, as the modules of `weft test` do. Test JVMs that run at
/// the same time take turns, since tests also kill servers. Clusters that tests have started
/// besides end in any case.
public final class TestStack {

  private static final Duration PATIENCE = Duration.ofMinutes(6);

  /// As long as all tests of another module may take.
  private static final Duration TURN = Duration.ofMinutes(40);

  private TestStack() {}

  /// The running servers; the first call starts them.
  public static DevStack shared() {
    return Shared.STACK;
  }

  /// The second cluster, `cloud`, of the shared stack; the first call in a run starts it, so that
  /// only tests that link clusters pay for it.
  public static KafkaAccess cloud() {
    return Cloud.KAFKA;
  }

  /// The Kafka Connect worker that writes to [#cloud()]; the first call in a run starts both.
  public static ConnectAccess connect() {
    return Worker.CONNECT;
  }

  /// A stack of a test's own, in a folder of the test's own; nothing is started. The test stops it.
  public static DevStack in(Path folder, StackSpec spec) {
    return DevStack.in(folder, spec, Distribution.ofCheckout(Checkout.root()))
        .waitingForOthers(PATIENCE);
  }

  /// A port for a server that a test starts by itself.
  public static int freePort() {
    return PortChoice.any(new SecureRandom());
  }

  private static final class Cloud {

    private static final String NAME = "cloud";
    private static final KafkaAccess KAFKA = shared().startCluster(ClusterSpec.second(NAME));
  }

  private static final class Worker {

    private static final ConnectAccess CONNECT = shared().startConnect(cloud().name());
  }

  private static final class Shared {

    private static final DevStack STACK = start();

    private static DevStack start() {
      Path folder = Checkout.root().resolve("target/test-stack");
      Path users = PrivateFiles.folder(folder).resolve("users.lock");
      LockFile use =
          LockFile.acquire(users, TURN)
              .orElseThrow(() -> new DevStackException("Another test run holds " + users + "."));
      DevStack stack = in(folder, StackSpec.forTests().withMesh(SampleMesh.in(Checkout.root())));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(stack, use)));
      StackStatus status = stack.up(Progress.SILENT);
      if (!status.isHealthy()) {
        throw new DevStackException(
            "The test stack does not run:" + status.summary() + logTails(stack, status));
      }
      return stack;
    }

    private static void leave(DevStack stack, LockFile use) {
      try (use) {
        stack.killOtherClusters();
        if (!Boolean.parseBoolean(System.getenv("WEFT_KEEP_TEST_STACK"))) {
          stack.down(Progress.SILENT);
        }
      }
    }
  }

  static String logTails(DevStack stack, StackStatus status) {
    var text = new StringBuilder();
    for (ServiceStatus service : status.services()) {
      if (service.state() != State.HEALTHY) {
        Path log = stack.log(service.service());
        text.append("\n--- ").append(log).append('\n');
        text.append(String.join("\n", LogTail.of(log)));
      }
    }
    return text.toString();
  }
}
