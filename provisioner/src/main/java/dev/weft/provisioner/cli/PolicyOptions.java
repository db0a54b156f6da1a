// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the commands about policies share: the mesh repository, and `--format`.
final class PolicyOptions {

  @Option(
      names = {"-d", "--dir"},
      paramLabel = "DIR",
      description = "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
  private @Nullable String directory;

  @Mixin private FormatOption format = new FormatOption();

  /// The repository.
  Path directory(Command command) {
    format.requireKnown();
    return command.meshDirectory(directory);
  }

  boolean isJson() {
    return format.isJson();
  }
}
