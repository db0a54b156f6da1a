// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.compatibility.Consumers;
import dev.weft.model.compatibility.PortChange;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.PortName;
import dev.weft.provisioner.report.SchemaDiffView;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compares the schemas of a mesh's ports with those of another commit.
final class PortSchemas {

  private PortSchemas() {}

  /// @param only the one port that is meant; absent for all
  /// @return those that changed, and the one that was asked for
  static List<SchemaDiffView> compare(
      Path directory, String reference, @Nullable PortName only, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LoadedMesh before = load(directory, reference);
    LoadedMesh after = MeshLoader.load(new DirectoryTree(directory));
    Consumers consumers = Consumers.of(resolved(before, today), resolved(after, today));
    if (only == null) {
      return PortChange.between(before, after, consumers).stream()
          .map(change -> SchemaDiffView.of(change, reference))
          .toList();
    }
    return List.of(
        PortChange.of(only, before, after, consumers)
            .map(change -> SchemaDiffView.of(change, reference))
            .orElseThrow(() -> unreadable(only, after, reference)));
  }

  private static List<EnvironmentMesh> resolved(LoadedMesh mesh, LocalDate today) {
    return mesh.environments().stream()
        .map(environment -> mesh.resolve(environment, today).mesh())
        .filter(Objects::nonNull)
        .toList();
  }

  private static LoadedMesh load(Path directory, String reference) {
    try (GitTree tree = GitTree.of(directory, reference)) {
      return MeshLoader.load(tree);
    }
  }

  private static CliException unreadable(PortName port, LoadedMesh after, String reference) {
    boolean isMissingHere = after.schema(port).isEmpty();
    return new CliException(
        "The port "
            + port.urn()
            + " has no schema that can be read "
            + (isMissingHere ? "here." : "in " + reference + "."),
        isMissingHere
            ? "`weft validate` says what is wrong, if there is such a port."
            : "A port that is new has nothing to be compared with.");
  }
}
