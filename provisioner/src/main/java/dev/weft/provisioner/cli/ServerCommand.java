// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.policy.Point;
import dev.weft.provisioner.cli.Backend.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What commands share that speak to the servers of an environment.
abstract class ServerCommand extends Command {

  @Option(
      names = {"-e", "--env"},
      order = -2,
      paramLabel = "ENVIRONMENT",
      description =
          "Environment of mesh.yaml. Default: the only one, or `dev` when there are several.")
  private @Nullable String environment;

  @Option(
      names = {"-c", "--config"},
      order = 80,
      paramLabel = "FILE",
      description =
          "Where the servers are and how to log in to them. Default: $WEFT_CONFIG, else what"
              + " `weft up` wrote.")
  private @Nullable String config;

  ServerCommand(Session session) {
    super(session);
  }

  /// Finds out which manifests and which servers are meant.
  final Target target(Path directory) {
    return target(directory, null);
  }

  /// Finds out which manifests and which servers are meant.
  ///
  /// @param usual the environment when none is named; null for the only one, or `dev`
  final Target target(Path directory, @Nullable String usual) {
    Backend.Manifests manifests = session().backend().get().load(directory);
    String chosen = choose(environment == null ? usual : environment, manifests, directory);
    if (config != null && !Files.isReadable(path(config))) {
      throw new CliException(
          "The configuration " + config + " cannot be read.", "Check the path given to --config.");
    }
    String actor =
        session().terminal().environment().getOrDefault("USER", System.getProperty("user.name"));
    return new Target(
        directory,
        chosen,
        config == null ? null : path(config),
        Revision.of(directory, manifests.digest().get()),
        actor,
        point());
  }

  /// Where the command asks policies.
  Point point() {
    return Point.CHANGE;
  }

  private String choose(@Nullable String wanted, Backend.Manifests manifests, Path directory) {
    List<String> known = manifests.environments();
    if (known.isEmpty()) {
      throw new CliException(
          directory + " has no environments: mesh.yaml is missing or cannot be used.",
          "See what is wrong with `weft validate "
              + directory
              + "`, or begin a mesh with `weft init DIR`.");
    }
    if (wanted == null) {
      String usual = known.size() == 1 ? known.getFirst() : known.contains("dev") ? "dev" : "";
      if (usual.isEmpty()) {
        throw new CliException(
            "There are several environments: " + String.join(", ", known) + ".",
            "Say which one with --env.");
      }
      say("Environment: " + usual + (known.size() == 1 ? ", the only one." : "; --env to change."));
      return usual;
    }
    if (!known.contains(wanted)) {
      String near = Nearest.of(wanted, known).map(name -> "Did you mean " + name + "? ").orElse("");
      throw new CliException(
          "There is no environment " + wanted + " in mesh.yaml.",
          near + "There are: " + String.join(", ", known) + ".");
    }
    return wanted;
  }
}
