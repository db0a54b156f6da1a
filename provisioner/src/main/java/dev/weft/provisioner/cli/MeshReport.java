// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The mesh repository and the form of the report, of commands that report in every form.
final class MeshReport {

  private static final List<Format> FORMATS = List.of(Format.values());

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
  private @Nullable String directory;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, markdown, sarif or junit.")
  private Format format = Format.TEXT;

  Format format() {
    return format;
  }

  /// Refuses forms that do not go with another option.
  void require(Format... allowed) {
    Format _ = Command.require(format, allowed.length == 0 ? FORMATS : List.of(allowed));
  }

  /// The repository as the user wrote it; null when it is not written.
  @Nullable String written() {
    return directory;
  }

  Path directory(Command command) {
    return command.meshDirectory(directory);
  }
}
