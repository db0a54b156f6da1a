// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.governance.Verdict;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was compiled last, so that compiling the mesh of the next commit costs what differs in it:
/// what the owners of that have is compiled anew, everything else is taken over as the same
/// objects. For one thread.
public final class CompileMemory {

  private @Nullable Past past;

  private record Past(EnvironmentMesh mesh, Compilation compilation) {}

  /// The same as [MeshCompiler#compile(EnvironmentMesh, Verdict)].
  public Compilation compile(EnvironmentMesh mesh, Verdict verdict) {
    Compilation compilation =
        Optional.ofNullable(past)
            .flatMap(before -> again(before, mesh))
            .map(resources ->
                new Compilation(MeshCompiler.state(mesh, resources, verdict), List.of()))
            .orElseGet(() -> MeshCompiler.compile(mesh, verdict));
    // What two want at once is told of both: only the whole mesh shows that.
    past = compilation.diagnostics().isEmpty() ? new Past(mesh, compilation) : null;
    return compilation;
  }

  /// @return empty when the whole mesh has to be compiled
  private static Optional<SortedMap<ResourceKey, Desired>> again(
      Past before, EnvironmentMesh mesh) {
    SortedMap<ResourceKey, Desired> known = before.compilation.desired().resources();
    return Difference.between(before.mesh, mesh)
        .flatMap(difference ->
            difference.owners().isEmpty()
                ? Optional.of(known)
                : merged(known, difference.owners(), MeshCompiler.compile(difference.part())));
  }

  private static Optional<SortedMap<ResourceKey, Desired>> merged(
      SortedMap<ResourceKey, Desired> known, Set<Owner> owners, Compilation part) {
    if (!part.diagnostics().isEmpty()) {
      return Optional.empty();
    }
    SortedMap<ResourceKey, Desired> merged = new TreeMap<>(known);
    Map<ResourceKey, Desired> old = new HashMap<>();
    known.forEach((key, desired) -> {
      if (owners.contains(desired.owner())) {
        old.put(key, desired);
      }
    });
    merged.keySet().removeAll(old.keySet());
    for (Desired desired : part.desired().resources().values()) {
      if (owners.contains(desired.owner())) {
        Desired earlier = old.get(desired.key());
        Desired kept = desired.equals(earlier) ? earlier : desired;
        if (merged.putIfAbsent(desired.key(), kept) != null) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(merged);
  }
}
