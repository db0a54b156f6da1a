// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.name.Names;
import dev.weft.provisioner.scaffold.Scaffold;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "init",
    description = {
      "Begins a mesh repository that works: a mesh with the environments dev and prod, a team, a"
          + " domain, an application, and a product with an Avro schema. It validates clean. Never"
          + " overwrites a file."
    },
    footer = {"", "Examples:", "  weft init my-mesh", "  weft init my-mesh --domain billing"})
final class InitCommand extends NewFile {

  @Parameters(arity = "1", paramLabel = "TARGET", description = "Where to; made if needed.")
  private String target = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The mesh's name. Default: the directory's.")
  private @Nullable String name;

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      defaultValue = "shop",
      showDefaultValue = CommandLine.Help.Visibility.ALWAYS,
      description = "The first domain's name.")
  private String domain = "shop";

  InitCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    Path root = path(target).toAbsolutePath().normalize();
    String mesh = name == null ? nameOf(root) : name("mesh", name);
    return write(
        root,
        Scaffold.mesh(mesh, name("domain", domain)),
        "`weft validate " + target + "`, then `weft plan " + target + " --env dev`.");
  }

  /// The directory's name as far as it can be one, else a plain word.
  private static String nameOf(Path root) {
    Path last = root.getFileName();
    String word = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    String cleaned = word.replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
    return Names.isName(cleaned) ? cleaned : "mesh";
  }
}
