// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.install.Distribution;
import dev.weft.devstack.process.Commands;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The whole platform for journeys: the servers, the daemon and the catalog, on free ports, with a
/// repository of its own that begins as the sample mesh. What is tested is what `weft up` runs.
///
/// ```java
/// try (PlatformStack platform = PlatformStack.in(folder)) {
///   platform.start();
///   platform.feed();
///   browser.open(platform.catalogUrl());
///   String password = platform.identity().password("olivia");
/// }
/// ```
///
/// The modules have to be packaged before. Data in the folder are kept from one start to the next.
public final class PlatformStack implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Path root;
  private final DevStack stack;

  private PlatformStack(Path root, DevStack stack) {
    this.root = root;
    this.stack = stack;
  }

  /// The platform of a folder, which need not exist yet. Nothing is started.
  public static PlatformStack in(Path folder) {
    Path root = Checkout.root();
    Path mesh = SampleMesh.in(root);
    StackSpec spec = StackSpec.forTests().withMesh(mesh).withClustersOf(mesh).withPlatform();
    return new PlatformStack(
        root, DevStack.in(folder, spec, Distribution.ofCheckout(root)).waitingForOthers(PATIENCE));
  }

  /// Starts everything and waits until the daemon has made the repository's branch real.
  ///
  /// @throws DevStackException with the ends of the logs when something does not run
  public void start() {
    StackStatus status = stack.up(Progress.SILENT);
    if (!status.isHealthy()) {
      throw new DevStackException(
          "The platform does not run:" + status.summary() + TestStack.logTails(stack, status));
    }
    awaitLive(head(), PATIENCE);
  }

  /// Writes the sample's records, with the applications' own logins.
  public void feed() {
    Commands.Result fed =
        Commands.run(
            List.of(
                root.resolve("weft").toString(),
                "feed",
                SampleMesh.in(root).toString(),
                "--env",
                DaemonServer.ENVIRONMENT,
                "--config",
                stack.environmentFile().toString()),
            // What is tested is what was packaged; a build would replace it under the tests.
            Map.of("WEFT_BUILD", "never"));
    if (fed.status() != 0) {
      throw new DevStackException("`weft feed` failed: " + fed.output());
    }
  }

  /// Waits until the daemon has made a commit real.
  ///
  /// @throws DevStackException when it has not in time; the message says what the daemon says
  public void awaitLive(String commit, Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    while (true) {
      Daemon.Status status = stack.daemon().statusOrSilence();
      if (status.hasSeen(commit) && status.isSynced()) {
        return;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new DevStackException(
            "The daemon has not made %s real: %s %s"
                .formatted(commit, status.result(), status.message()));
      }
      pause();
    }
  }

  /// The commit that the repository's branch is at.
  public String head() {
    return stack.mesh().head().orElseThrow(() -> new DevStackException("There is no repository."));
  }

  /// The servers, to disturb them.
  public DevStack stack() {
    return stack;
  }

  /// People, tokens, passwords.
  public Identity identity() {
    return stack.identity();
  }

  /// The catalog's address.
  public String catalogUrl() {
    return stack.catalogUrl();
  }

  /// Where the repository is to be cloned from, with a demo user's name and password.
  public String gitUrl() {
    return stack.gitUrl();
  }

  /// The bare repository on disk.
  public Path repository() {
    return stack.repository();
  }

  /// Stops everything; data stay.
  @Override
  public void close() {
    stack.down(Progress.SILENT);
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevStackException("Interrupted.", e);
    }
  }
}
