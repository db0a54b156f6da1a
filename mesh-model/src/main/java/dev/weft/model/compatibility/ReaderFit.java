// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.mesh.Reads;
import dev.weft.model.name.PortName;
import dev.weft.model.schema.PortSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether the schemas that applications say they read with can read what ports have.
public final class ReaderFit {

  private ReaderFit() {}

  /// Applications whose schema cannot, sorted by place. A port that is not there says nothing.
  public static List<Diagnostic> problems(EnvironmentMesh mesh) {
    boolean isSaid =
        mesh.applications().values().stream()
            .flatMap(application -> application.reads().stream())
            .anyMatch(reads -> reads.schema() != null);
    if (!isSaid) {
      return List.of();
    }
    Map<PortName, Port> ports = new HashMap<>();
    for (Product product : mesh.products()) {
      product.ports().forEach(port -> ports.put(port.name(), port));
    }
    List<Diagnostic> problems = new ArrayList<>();
    for (Application application : mesh.applications().values()) {
      for (Reads reads : application.reads()) {
        Port port = ports.get(reads.port());
        PortSchema own = reads.schema();
        if (port != null && own != null) {
          check(reads, own, port, problems);
        }
      }
    }
    return problems.stream().sorted().toList();
  }

  private static void check(Reads reads, PortSchema own, Port port, List<Diagnostic> problems) {
    SchemaComparison.between(own, port.schema()).changes().stream()
        .filter(change -> change.forward() == Impact.BREAKING)
        .filter(change -> !reads.acknowledged().contains(change.path()))
        .findFirst()
        .ifPresent(change ->
            problems.add(
                Diagnostic.warning(
                    reads.location(),
                    Rules.SCHEMA_READER,
                    "The schema `%s` cannot read what `%s` has: %s"
                        .formatted(own.document().file(), reads.port(), change.message()),
                    "read with a schema that fits, or correct what is written here")));
  }
}
