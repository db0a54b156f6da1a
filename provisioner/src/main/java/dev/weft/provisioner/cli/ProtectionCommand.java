// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.cli.Backend.Servers;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `weft protect` and `weft release` share.
abstract sealed class ProtectionCommand extends ServerCommand {

  @Parameters(arity = "1..*", paramLabel = "TOPIC", description = "Topics by name.")
  private List<String> topics = List.of();

  @Option(
      names = {"-d", "--dir"},
      paramLabel = "DIR",
      description = "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
  private @Nullable String directory;

  private final boolean shouldProtect;

  ProtectionCommand(Session session, boolean shouldProtect) {
    super(session);
    this.shouldProtect = shouldProtect;
  }

  @picocli.CommandLine.Command(
      name = "protect",
      description = {
        "Protects topics against deletion. Every topic that Weft makes or takes over is protected"
            + " from the beginning; this gives back what `weft release` took away."
      },
      footer = {"", "Examples:", "  weft protect reviews.raw-reviews.reviews.v1 --env prod"})
  static final class Protect extends ProtectionCommand {
    Protect(Session session) {
      super(session, true);
    }
  }

  @picocli.CommandLine.Command(
      name = "release",
      description = {
        "Takes away the protection of topics, so that they may be deleted once no manifest wants"
            + " them, in a mesh that deletes topics (`removal: {topics: delete}` in mesh.yaml).",
        "Nothing else happens now. A topic that goes from Git first stands untouched for a while,"
            + " then loses its writers, then its readers, and is deleted last, if nobody uses it."
      },
      footer = {"", "Examples:", "  weft release reviews.raw-reviews.reviews.v1 --env prod"})
  static final class Release extends ProtectionCommand {
    Release(Session session) {
      super(session, false);
    }
  }

  @Override
  ExitCode run() {
    var target = target(meshDirectory(directory));
    try (Progress progress = progress();
        Servers servers = session().backend().get().open(target, progress)) {
      List<ResourceKey.Topic> changed =
          servers.protect(new TreeSet<>(topics), target.actor(), shouldProtect);
      progress.hide();
      var page = new Page(look());
      String word = shouldProtect ? "Protected: " : "Released: ";
      changed.forEach(topic -> page.line(word + topic.text()));
      if (changed.isEmpty()) {
        page.line(
            shouldProtect
                ? "Nothing to do: they are protected."
                : "Nothing to do: they were released before.");
      }
      print(page.toString());
      return ExitCode.OK;
    }
  }
}
