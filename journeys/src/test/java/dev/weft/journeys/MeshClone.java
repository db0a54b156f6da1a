// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.journeys.harness.Command;
import dev.weft.journeys.harness.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A clone of the mesh repository, with which the owner of the machine pushes straight to the
/// branch.
final class MeshClone {

  private final Path folder;

  private MeshClone(Path folder) {
    this.folder = folder;
  }

  static MeshClone of(Path repository, Path parent) throws IOException, InterruptedException {
    var clone = new MeshClone(Files.createTempDirectory(parent, "clone"));
    clone.git("clone", "--quiet", repository.toString(), ".");
    return clone;
  }

  /// Replaces a text that has to be in a file.
  MeshClone edit(String path, String from, String to) throws IOException {
    Path file = folder.resolve(path);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
    return this;
  }

  /// Commits and pushes to the branch.
  ///
  /// @return the commit's id
  String push(String subject) throws IOException, InterruptedException {
    git("-c", "user.name=P", "-c", "user.email=p@example.com", "commit", "-qam", subject);
    git("push", "--quiet", "origin", "HEAD:main");
    return git("rev-parse", "HEAD");
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add("git");
    command.addAll(List.of(arguments));
    return Command.run(folder, Wait.PATIENCE, Map.of(), command).require().strip();
  }
}
