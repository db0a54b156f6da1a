// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.name.PortName;
import dev.weft.model.schema.PortSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// How the schema of a port differs from the one it had before, and what that does to each known
/// consumer.
///
/// @param port whose
/// @param before file of the old schema
/// @param after file of the new schema
/// @param comparison what changed
/// @param consumers what it does to each of them, by name; empty when nothing changed
public record PortChange(
    PortName port,
    String before,
    String after,
    SchemaComparison comparison,
    List<ConsumerImpact> consumers) {

  public PortChange {
    consumers = List.copyOf(consumers);
  }

  /// The ports that are in both meshes and whose schema has another meaning now, by name.
  ///
  /// @param consumers who reads
  public static List<PortChange> between(LoadedMesh before, LoadedMesh after, Consumers consumers) {
    List<PortChange> changes = new ArrayList<>();
    for (PortName port : ports(after)) {
      of(port, before, after, consumers)
          .filter(change -> !change.comparison().changes().isEmpty())
          .ifPresent(changes::add);
    }
    return changes;
  }

  /// One port; empty when one of the meshes has no schema of it that can be read.
  public static Optional<PortChange> of(
      PortName port, LoadedMesh before, LoadedMesh after, Consumers consumers) {
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
                .map(consumer -> ConsumerImpact.of(consumer, old.get(), comparison, now.get()))
                .toList();
    return Optional.of(
        new PortChange(
            port, old.get().document().file(), now.get().document().file(), comparison, impacts));
  }

  private static TreeSet<PortName> ports(LoadedMesh mesh) {
    TreeSet<PortName> ports = new TreeSet<>();
    for (DataProductManifest product : mesh.products().values()) {
      product.ports().forEach(port -> ports.add(port.name()));
    }
    return ports;
  }
}
