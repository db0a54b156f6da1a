// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.environment;

import dev.weft.governance.Verdict;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.compile.Compilation;
import dev.weft.provisioner.compile.MeshCompiler;
import dev.weft.provisioner.resource.DesiredState;
import java.util.List;
import java.util.TreeSet;

/// What the manifests of one revision want of an environment.
///
/// @param mesh the mesh as the environment sees it
/// @param desired the resources it wants
/// @param diagnostics what is wrong with the manifests in this environment, sorted
/// @param revision a commit's id, or a digest of the files
public record Goal(
    EnvironmentMesh mesh, DesiredState desired, List<Diagnostic> diagnostics, String revision) {

  public Goal {
    diagnostics = List.copyOf(diagnostics);
  }

  /// Compiles a mesh.
  ///
  /// @param resolved what was found wrong so far, as the resolution tells it
  public static Goal of(EnvironmentMesh mesh, List<Diagnostic> resolved, String revision) {
    return of(mesh, resolved, Verdict.EMPTY, revision);
  }

  /// Compiles a mesh with what policies say about it: what they forbid is planned and blocked.
  ///
  /// @param resolved what was found wrong so far, as the resolution tells it
  public static Goal of(
      EnvironmentMesh mesh, List<Diagnostic> resolved, Verdict verdict, String revision) {
    Compilation compilation = MeshCompiler.compile(mesh, verdict);
    var all = new TreeSet<>(resolved);
    all.addAll(verdict.diagnostics());
    all.addAll(compilation.diagnostics());
    return new Goal(mesh, compilation.desired(), List.copyOf(all), revision);
  }
}
