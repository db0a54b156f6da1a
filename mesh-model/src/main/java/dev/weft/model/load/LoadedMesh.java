// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.manifest.AccessGrantManifest;
import dev.weft.model.manifest.ApplicationManifest;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.DomainManifest;
import dev.weft.model.manifest.MeshManifest;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.manifest.TeamListManifest;
import dev.weft.model.manifest.TermManifest;
import dev.weft.model.manifest.WaiverManifest;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.PortSchema;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A mesh repository as it was read: every manifest of good form, and everything that is wrong.
public final class LoadedMesh {

  private final MeshIndex index;
  private final Schemas schemas;
  private final Broken broken;
  private final List<Diagnostic> diagnostics;
  private final ResolveMemory resolved;

  private LoadedMesh(
      MeshIndex index,
      Schemas schemas,
      Broken broken,
      List<Diagnostic> diagnostics,
      ResolveMemory resolved) {
    this.resolved = resolved;
    this.index = index;
    this.schemas = schemas;
    this.broken = broken;
    this.diagnostics = diagnostics;
  }

  /// @param resolved what resolving remembers; null when nobody does
  static LoadedMesh of(
      MeshIndex index, Schemas schemas, Findings findings, @Nullable ResolveMemory resolved) {
    Broken broken = Broken.of(index, findings);
    return new LoadedMesh(
        index,
        schemas,
        broken,
        findings.sorted(),
        resolved == null ? ResolveMemory.NONE : resolved);
  }

  /// Everything wrong that does not depend on the environment, sorted.
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /// Names of the environments in the order of `mesh.yaml`; empty when it cannot be used.
  public List<String> environments() {
    MeshManifest mesh = index.mesh();
    return mesh == null || broken.mesh() ? List.of() : List.copyOf(mesh.environments().keySet());
  }

  /// The mesh as an environment sees it on a day, which decides what has expired.
  public Resolution resolve(String environment, LocalDate today) {
    return new EnvironmentResolver(index, schemas, broken, diagnostics, resolved)
        .resolve(environment, today);
  }

  /// Everything wrong in any environment, sorted: what a check of a repository reports.
  public List<Diagnostic> validate(LocalDate today) {
    TreeSet<Diagnostic> all = new TreeSet<>(diagnostics);
    for (String environment : environments()) {
      all.addAll(resolve(environment, today).diagnostics());
    }
    return List.copyOf(all);
  }

  /// `mesh.yaml`, if its form is good.
  public Optional<MeshManifest> mesh() {
    return Optional.ofNullable(index.mesh());
  }

  /// `teams.yaml`, if its form is good.
  public Optional<TeamListManifest> teams() {
    return Optional.ofNullable(index.teams());
  }

  /// Domains of good form by name.
  public SortedMap<String, DomainManifest> domains() {
    return Collections.unmodifiableSortedMap(index.domains());
  }

  /// Applications of good form by name.
  public SortedMap<ApplicationName, ApplicationManifest> applications() {
    return Collections.unmodifiableSortedMap(index.applications());
  }

  /// Data products of good form by name, drafts included.
  public SortedMap<ProductName, DataProductManifest> products() {
    return Collections.unmodifiableSortedMap(index.products());
  }

  /// The data product of a name, if its form is good; faster than [#products()].
  public Optional<DataProductManifest> product(ProductName name) {
    return Optional.ofNullable(index.product(name));
  }

  /// Grants of good form by path.
  public List<AccessGrantManifest> grants() {
    return index.grants();
  }

  /// Policies of good form by path.
  public List<PolicyManifest> policies() {
    return index.policies();
  }

  /// Terms of good form by path.
  public List<TermManifest> terms() {
    return index.terms();
  }

  /// Waivers of good form by path.
  public List<WaiverManifest> waivers() {
    return index.waivers();
  }

  /// The parsed schema that an application says it reads a port with; empty when it does not say,
  /// or the schema is broken.
  public Optional<PortSchema> reader(ApplicationName application, PortName port) {
    return Optional.ofNullable(schemas.reader(application, port));
  }

  /// The parsed schema of a port; empty when there is no such port or its schema is broken.
  public Optional<PortSchema> schema(PortName port) {
    return Optional.ofNullable(schemas.schema(port));
  }
}
