// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.environment;

import dev.weft.governance.Verdict;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.compile.Compilation;
import dev.weft.provisioner.compile.CompileMemory;
import dev.weft.provisioner.resource.DesiredState;
import dev.weft.provisioner.resource.Upkeep;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
    return of(mesh, resolved, verdict, revision, new CompileMemory());
  }

  /// The same for whoever compiles one commit after another.
  ///
  /// @param memory what was compiled before; it remembers what is compiled now
  public static Goal of(
      EnvironmentMesh mesh,
      List<Diagnostic> resolved,
      Verdict verdict,
      String revision,
      CompileMemory memory) {
    Compilation compilation = memory.compile(mesh, verdict);
    var all = new TreeSet<>(resolved);
    all.addAll(verdict.diagnostics());
    all.addAll(compilation.diagnostics());
    Upkeep upkeep = compilation.desired().upkeep();
    DesiredState desired =
        compilation
            .desired()
            .with(new Upkeep(upkeep.removal(), upkeep.drift(), upkeep.caution(), doubts(resolved)));
    return new Goal(mesh, desired, List.copyOf(all), revision);
  }

  /// The same, but no topic goes a step further on its way out.
  ///
  /// @param caution why, as part of a sentence
  public Goal but(String caution) {
    return new Goal(mesh, desired.with(desired.upkeep().but(caution)), diagnostics, revision);
  }

  /// What is missing from a domain with errors may be in what could not be read of it.
  private static SortedMap<String, String> doubts(List<Diagnostic> resolved) {
    var doubts = new TreeMap<String, String>();
    for (Diagnostic diagnostic : resolved) {
      String[] path = diagnostic.location().file().split("/", 3);
      if (diagnostic.isBlocking() && path.length == 3 && path[0].equals("domains")) {
        doubts.putIfAbsent(
            path[1], "its domain has errors, the first at %s".formatted(diagnostic.location()));
      }
    }
    return doubts;
  }
}
