// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.mesh.EnvironmentMesh;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The mesh of one environment.
///
/// @param mesh absent only when `mesh.yaml` or `teams.yaml` cannot be used, or there is no such
///   environment
/// @param diagnostics those of loading and of resolving, sorted
public record Resolution(@Nullable EnvironmentMesh mesh, List<Diagnostic> diagnostics) {
  public Resolution {
    diagnostics = List.copyOf(diagnostics);
  }
}
