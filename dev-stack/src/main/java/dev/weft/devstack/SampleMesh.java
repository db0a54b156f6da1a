// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import dev.weft.devstack.Daemon.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The sample mesh on its way to the servers: by the daemon out of the mesh repository, or, without
/// a daemon, by the `weft` command out of the checkout.
final class SampleMesh {

  static final String FOLDER = "data-products";

  private static final int CHANGES_PENDING = 2;
  private static final Duration FIRST_PASS = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Path root;
  private final DevStack stack;
  private final Terminal terminal;

  SampleMesh(Path root, DevStack stack, Terminal terminal) {
    this.root = root;
    this.stack = stack;
    this.terminal = terminal;
  }

  /// The folder of the sample mesh in a checkout.
  static Path in(Path root) {
    return root.resolve(FOLDER);
  }

  /// Provisions the mesh by the command line, logins of its applications included, and feeds it.
  ///
  /// @return whether all of it succeeded
  boolean provision() {
    if (!Files.isDirectory(in(root))) {
      terminal.bad("The sample mesh is missing: there is no folder `" + FOLDER + "`.");
      return false;
    }
    return weft("apply", "--yes") && weft("feed");
  }

  /// Waits until the daemon has made the branch real, then feeds the sample once.
  ///
  /// @return whether all of it succeeded
  boolean follow() {
    boolean isLive = awaitDaemon(FIRST_PASS);
    MeshRepository repository = stack.mesh();
    String tree = repository.digest(in(root));
    if (!repository.isAt(tree)) {
      explainRepository(repository, tree);
      return isLive;
    }
    if (isLive && !repository.isFed()) {
      isLive = weft("feed");
      if (isLive) {
        repository.markFed();
      }
    }
    return isLive;
  }

  /// Waits until the daemon has tried the newest commit.
  ///
  /// @return whether it is real now
  boolean awaitDaemon(Duration patience) {
    Instant start = Instant.now();
    Instant deadline = start.plus(patience);
    while (true) {
      String head = stack.mesh().head().orElse("");
      Status status = stack.daemon().statusOrSilence();
      if (status.hasSeen(head) && status.isSynced()) {
        terminal.done(
            Service.DAEMON,
            "has made `%s` real (%s)".formatted(stack.mesh().subject(), head.substring(0, 8)),
            Duration.between(start, Instant.now()));
        return true;
      }
      // Whatever it could not do at once it tries again by itself.
      if (Instant.now().isAfter(deadline)) {
        terminal.bad(
            "The daemon has not made the mesh real: %s `weft logs daemon` says more."
                .formatted(status.message().isEmpty() ? "no pass has ended." : status.message()));
        return false;
      }
      pause();
    }
  }

  /// Whether the branch that is made real has what stands in the folder of the sample.
  boolean isTheBranch() {
    MeshRepository repository = stack.mesh();
    return repository.isAt(repository.digest(in(root)));
  }

  /// Shows whether the products are in sync.
  ///
  /// @return whether it could be shown and they are
  boolean showDrift() {
    return weft("drift");
  }

  private void explainRepository(MeshRepository repository, String tree) {
    terminal.line("        The mesh is what stands in " + Summary.shown(repository.folder()) + ".");
    if (!repository.isSeed(tree)) {
      terminal.line(
          "        `%s` has changed since and is not in it. To bring it in:".formatted(FOLDER));
      terminal.line("          git clone %s mesh".formatted(stack.gitUrl()));
      terminal.line(
          "          cp -R %s/. mesh && cd mesh && git switch -c my-change".formatted(FOLDER));
      terminal.line(
          "          git add -A && git commit -m 'My change' && git push origin my-change");
    }
  }

  /// Shows what the daemon has seen and made real lately.
  ///
  /// @return whether it could be shown
  boolean showPasses() {
    return launch(List.of("status", "--server", stack.daemonUrl()), "weft status");
  }

  /// Runs `weft VERB <the sample> --env dev ...` on the servers of this stack.
  private boolean weft(String verb, String... arguments) {
    var words = new ArrayList<>(List.of(verb, FOLDER, "--env", DaemonServer.ENVIRONMENT));
    words.addAll(Arrays.asList(arguments));
    String shown = "weft " + String.join(" ", words);
    terminal.heading(shown);
    if (!Files.isDirectory(root.resolve("provisioner/target"))) {
      terminal.bad("`%s`: the provisioner is not built.".formatted(shown));
      return false;
    }
    words.addAll(List.of("--config", stack.environmentFile().toString()));
    return launch(words, shown);
  }

  private boolean launch(List<String> arguments, String shown) {
    String told = System.getenv("WEFT_LAUNCHER");
    var words = new ArrayList<>(arguments);
    words.addFirst(told == null ? root.resolve("weft").toString() : told);
    try {
      int status = new ProcessBuilder(words).directory(root.toFile()).inheritIO().start().waitFor();
      if (status == CHANGES_PENDING) {
        terminal.bad(
            "The mesh is not in sync; `weft plan %s --env dev` says why.".formatted(FOLDER));
      } else if (status != 0) {
        terminal.bad("`%s` ended with status %d.".formatted(shown, status));
      }
      return status == 0;
    } catch (IOException e) {
      throw new DevStackException("Cannot run `%s`.".formatted(words.getFirst()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevStackException("Interrupted.", e);
    }
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
