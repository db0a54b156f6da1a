// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.policy.PolicySet;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.manifest.WaiverManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.ProductName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What policies and waivers would find instead of others, in a mesh and in changes of its past.
public final class PolicySimulation {

  private final Rules before;
  private final Rules after;

  /// Policies and waivers that hold together.
  public record Rules(PolicySet policies, List<WaiverManifest> waivers) {
    public Rules {
      waivers = List.copyOf(waivers);
    }

    /// Those of a mesh, with those that come with Weft.
    public static Rules of(LoadedMesh mesh) {
      return new Rules(PolicySet.of(mesh), mesh.waivers());
    }
  }

  public PolicySimulation(Rules before, Rules after) {
    this.before = before;
    this.after = after;
  }

  /// What is wrong with the new rules themselves, sorted. A policy with errors finds everything
  /// that it looks at.
  public List<Diagnostic> problems() {
    return after.policies().diagnostics();
  }

  /// What they find in a mesh, without anything known of before.
  public PolicyEffect in(LoadedMesh mesh, Instant now) {
    return between(mesh, new MeshCheck.Scope(mesh.environments(), Map.of(), _ -> true), now);
  }

  /// What they would have found in a change, at the products that it changed.
  ///
  /// @param when the change was made
  public PolicyEffect in(LoadedMesh earlier, LoadedMesh later, Instant when) {
    LocalDate day = LocalDate.ofInstant(when, ZoneOffset.UTC);
    Map<String, EnvironmentMesh> known = new TreeMap<>();
    for (String environment : earlier.environments()) {
      EnvironmentMesh mesh = earlier.resolve(environment, day).mesh();
      if (mesh != null) {
        known.put(environment, mesh);
      }
    }
    Predicate<ProductName> isChanged =
        name ->
            !Manifest.isSame(earlier.products().get(name), later.products().get(name))
                || ChangeCheck.hasOtherSchemas(earlier, later, name);
    return between(later, new MeshCheck.Scope(later.environments(), known, isChanged), when);
  }

  private PolicyEffect between(LoadedMesh mesh, MeshCheck.Scope scope, Instant now) {
    Governance own = Governance.with(mesh, before.policies());
    return PolicyEffect.between(
        MeshCheck.of(mesh, own.by(before.policies(), before.waivers()), scope, now),
        MeshCheck.of(mesh, own.by(after.policies(), after.waivers()), scope, now));
  }
}
