// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.provisioner.resource.DesiredState;
import java.util.List;

/// What manifests compile to.
///
/// @param desired the resources they want
/// @param diagnostics what cannot be provisioned as written, sorted
public record Compilation(DesiredState desired, List<Diagnostic> diagnostics) {

  public Compilation {
    diagnostics = List.copyOf(diagnostics);
  }
}
