// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.util.List;
import picocli.CommandLine.Option;

/// `--format` of commands that write for people or for machines.
final class FormatOption {

  private static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON);

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json.")
  private Format format = Format.TEXT;

  /// Refuses forms that other commands write and these do not.
  void requireKnown() {
    Format _ = Command.require(format, FORMATS);
  }

  boolean isJson() {
    return format == Format.JSON;
  }
}
