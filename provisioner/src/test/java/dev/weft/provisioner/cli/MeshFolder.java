// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.deployment.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A folder with a mesh as `weft init` makes it, and commands about its policies.
record MeshFolder(Path directory, Shell shell) {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

  static MeshFolder in(Path directory) {
    var folder = new MeshFolder(directory, new Shell(directory));
    assertThat(folder.shell.run("init", "mesh").code()).isZero();
    return folder;
  }

  /// Writes a file of the mesh.
  Path write(String path, String text) throws IOException {
    Path file = directory.resolve("mesh").resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /// Runs a command line that needs nothing but files.
  Shell.Done run(String... arguments) {
    return shell.runWith(new ProvisionerBackend(CLOCK, directory, new Secrets()), arguments);
  }

  /// The same with more words behind.
  Shell.Done run(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }
}
