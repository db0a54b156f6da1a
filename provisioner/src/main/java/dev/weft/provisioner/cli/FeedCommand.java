// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.cli.Backend.Written;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "feed",
    description = {
      "Sends the sample records that lie beside the manifests"
          + " (samples/<port>.v<major>.jsonl) to the topics of an environment, encoded with the"
          + " registered schemas, so that a new mesh has something to read."
    },
    footer = {"", "Examples:", "  weft feed --env dev"})
final class FeedCommand extends ServerCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
  private @Nullable String directory;

  FeedCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    try (Progress progress = progress()) {
      Written written = session().backend().get().feed(target(meshDirectory(directory)), progress);
      progress.hide();
      var page = new Page(look());
      written.done().forEach(page::line);
      written.left().forEach(line -> page.line(Style.WARN, line));
      print(page.toString());
      boolean isComplete = written.left().isEmpty();
      return isComplete
          ? ExitCode.OK
          : written.done().isEmpty() ? ExitCode.ERROR : ExitCode.PARTIAL;
    }
  }
}
