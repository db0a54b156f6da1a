// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.view;

import dev.weft.model.event.MeshDocument;
import java.util.List;
import java.util.Optional;

/// Teams as the mesh document has them.
public final class Teams {

  private Teams() {}

  /// A team by its name; one that the mesh does not know has only that.
  public static Team of(Optional<MeshDocument> mesh, String name) {
    return mesh.stream()
        .flatMap(document -> document.teams().stream())
        .filter(team -> team.name().equals(name))
        .findFirst()
        .map(team ->
            new Team(
                team.name(),
                team.title(),
                team.email(),
                team.chat(),
                team.onCall(),
                team.members()))
        .orElseGet(() -> new Team(name, name, null, null, null, List.of()));
  }
}
