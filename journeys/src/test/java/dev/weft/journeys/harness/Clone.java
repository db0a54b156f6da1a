// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.PlatformStack;
import dev.weft.journeys.harness.Command.Result;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A clone of the mesh's repository over HTTP, as one person has it on their machine.
public final class Clone {

  private final Path folder;
  private final Map<String, String> environment;

  private Clone(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /// Clones, with the person's name and password.
  ///
  /// @param home an empty folder; the clone is in it
  public static Clone of(PlatformStack platform, String username, Path home)
      throws IOException, InterruptedException {
    URI url = URI.create(platform.gitUrl());
    Path askpass = home.resolve("askpass");
    Files.writeString(
        askpass,
        """
        #!/bin/sh
        case $1 in Username*) echo '%s' ;; *) echo "$JOURNEY_PASSWORD" ;; esac
        """
            .formatted(username));
    assertThat(askpass.toFile().setExecutable(true)).isTrue();
    String email = username + "@example.com";
    Map<String, String> environment =
        Map.ofEntries(
            Map.entry("HOME", home.toString()),
            Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
            Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
            Map.entry("GIT_TERMINAL_PROMPT", "0"),
            Map.entry("GIT_ASKPASS", askpass.toString()),
            Map.entry("JOURNEY_PASSWORD", platform.identity().password(username)),
            Map.entry("GIT_AUTHOR_NAME", username),
            Map.entry("GIT_AUTHOR_EMAIL", email),
            Map.entry("GIT_COMMITTER_NAME", username),
            Map.entry("GIT_COMMITTER_EMAIL", email));
    Path folder = Files.createDirectory(home.resolve("mesh"));
    Clone clone = new Clone(folder, environment);
    clone.git("clone", "--quiet", url.toString(), ".").require();
    return clone;
  }

  /// Replaces text in a file, and commits.
  ///
  /// @return the commit
  public String commit(String path, String from, String to, String subject)
      throws IOException, InterruptedException {
    Path file = folder.resolve(path);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
    git("commit", "--quiet", "--all", "--message", subject).require();
    return git("rev-parse", "HEAD").require().strip();
  }

  /// Pushes the present commit to a branch.
  public Result push(String branch) throws IOException, InterruptedException {
    return git("push", "origin", "HEAD:refs/heads/" + branch);
  }

  private Result git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "credential.helper="));
    command.addAll(List.of(arguments));
    return Command.run(folder, Wait.PATIENCE, environment, command);
  }
}
