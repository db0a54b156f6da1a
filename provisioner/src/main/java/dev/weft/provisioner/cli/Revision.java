// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the manifests' state is called: the commit, when all of them are committed, else a digest.
final class Revision {

  private static final long PATIENCE_SECONDS = 2;

  private Revision() {}

  /// The revision of a directory.
  ///
  /// @param digest of the manifests in it
  static String of(Path directory, String digest) {
    Optional<String> dirty = git(directory, "status", "--porcelain", "--", ".");
    if (dirty.isPresent() && dirty.get().isEmpty()) {
      Optional<String> commit = git(directory, "rev-parse", "--verify", "HEAD");
      if (commit.isPresent() && commit.get().matches("[0-9a-f]{40,64}")) {
        return commit.get();
      }
    }
    return "files-" + digest;
  }

  /// What git answers; empty when there is no git, no work tree, or no answer in time. Settings of
  /// the work tree that would run programs are switched off.
  static Optional<String> git(Path directory, String... arguments) {
    var command =
        new ArrayList<>(
            List.of("git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    try {
      Path answer = Files.createTempFile("weft-git", ".txt");
      try {
        Process git = builder.redirectOutput(answer.toFile()).start();
        git.getOutputStream().close();
        if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          git.destroyForcibly();
          return Optional.empty();
        }
        String text = Files.readString(answer, StandardCharsets.UTF_8);
        return git.exitValue() == 0 ? Optional.of(text.strip()) : Optional.empty();
      } finally {
        Files.delete(answer);
      }
    } catch (IOException e) {
      // No git on this machine: the digest says as much.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
