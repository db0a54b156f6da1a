// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.compatibility.ConsumerImpact;
import dev.weft.model.compatibility.Consumers;
import dev.weft.model.compatibility.SchemaComparison;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.PortName;
import dev.weft.model.schema.PortSchema;
import dev.weft.provisioner.report.SchemaDiffView;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares the schemas of a mesh's ports with those of another commit.
final class PortSchemas {

  private final LoadedMesh before;
  private final LoadedMesh after;
  private final Consumers consumers;
  private final String reference;

  private PortSchemas(LoadedMesh before, LoadedMesh after, String reference, LocalDate today) {
    this.before = before;
    this.after = after;
    this.reference = reference;
    List<EnvironmentMesh> meshes =
        after.environments().stream()
            .map(environment -> after.resolve(environment, today).mesh())
            .filter(Objects::nonNull)
            .toList();
    this.consumers = Consumers.of(meshes);
  }

  /// @param only the one port that is meant; absent for all
  /// @return those that changed, and the one that was asked for
  static List<SchemaDiffView> compare(
      Path directory, String reference, @Nullable PortName only, Instant now) {
    var schemas =
        new PortSchemas(
            MeshLoader.load(GitTree.of(directory, reference)),
            MeshLoader.load(new DirectoryTree(directory)),
            reference,
            LocalDate.ofInstant(now, ZoneOffset.UTC));
    if (only != null) {
      return List.of(schemas.one(only));
    }
    List<SchemaDiffView> views = new ArrayList<>();
    for (PortName port : schemas.ports()) {
      schemas
          .compare(port)
          .filter(view -> !view.comparison().changes().isEmpty())
          .ifPresent(views::add);
    }
    return views;
  }

  private TreeSet<PortName> ports() {
    TreeSet<PortName> ports = new TreeSet<>();
    for (DataProductManifest product : after.products().values()) {
      product.ports().forEach(port -> ports.add(port.name()));
    }
    return ports;
  }

  private SchemaDiffView one(PortName port) {
    return compare(port)
        .orElseThrow(() ->
            new CliException(
                "The port "
                    + port.urn()
                    + " has no schema that can be read "
                    + (after.schema(port).isEmpty() ? "here." : "in " + reference + "."),
                after.schema(port).isEmpty()
                    ? "`weft validate` says what is wrong, if there is such a port."
                    : "A port that is new has nothing to be compared with."));
  }

  private Optional<SchemaDiffView> compare(PortName port) {
    Optional<PortSchema> old = before.schema(port);
    Optional<PortSchema> now = after.schema(port);
    if (old.isEmpty() || now.isEmpty()) {
      return Optional.empty();
    }
    SchemaComparison comparison = SchemaComparison.between(old.get(), now.get());
    List<ConsumerImpact> impacts =
        comparison.changes().isEmpty()
            ? List.of()
            : consumers.of(port).stream()
                .map(consumer -> ConsumerImpact.of(consumer, comparison, now.get()))
                .toList();
    return Optional.of(
        new SchemaDiffView(
            port.urn(),
            reference + ":" + old.get().document().file(),
            now.get().document().file(),
            comparison,
            impacts));
  }
}
