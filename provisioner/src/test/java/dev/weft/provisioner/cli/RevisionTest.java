// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RevisionTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void withoutGitItIsTheDigestOfTheFiles() {
    assertThat(Revision.of(directory, "abc")).isEqualTo("files-abc");
  }

  @Test
  void ofACleanWorkTreeItIsTheCommit() throws Exception {
    Files.writeString(directory.resolve("mesh.yaml"), "x");
    git("init", "-q");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "-m", "x");

    assertThat(Revision.of(directory, "abc")).matches("[0-9a-f]{40}");
  }

  @Test
  void ofAChangedWorkTreeItIsTheDigestOfTheFiles() throws Exception {
    ofACleanWorkTreeItIsTheCommit();
    Files.writeString(directory.resolve("mesh.yaml"), "y");

    assertThat(Revision.of(directory, "abc")).isEqualTo("files-abc");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();

    assertThat(git.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(git.exitValue()).isZero();
  }
}
