// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ProductName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// A mesh as policies see it: immutable, without input or output behind it, and with everything
/// that takes a look across products worked out before.
///
/// @param environment name of the environment
/// @param products in the order of the mesh
/// @param terms by name
/// @param domains the domain of each product, as it is seen from there
public record Snapshot(
    String environment,
    List<Subject> products,
    Map<String, TermFact> terms,
    Map<ProductName, DomainFact> domains) {

  public Snapshot {
    products = List.copyOf(products);
    terms = Map.copyOf(terms);
    domains = Collections.unmodifiableMap(domains);
  }

  /// The domain of a product; of one that is gone, with nothing in it.
  public DomainFact domain(ProductName product) {
    DomainFact known = domains.get(product);
    return known == null ? new DomainFact(product.domain(), 0, 0, 0, 0) : known;
  }

  /// A product with what surrounds it.
  ///
  /// @param source the product itself
  /// @param fact what expressions see of it; of one that is gone, what it was
  /// @param previous the same product before the change; absent when it is new, or when nothing is
  ///   known of before
  /// @param change `create`, `update`, `none`, `delete`, or `unknown` without a state to compare
  ///   with
  /// @param schemaChanges what changed in the schemas of its ports
  /// @param removals its ports that the change takes away
  /// @param fields the fields of all ports
  /// @param grants those that are requested or active
  /// @param consumers applications with an active grant, sorted
  public record Subject(
      Product source,
      ProductFact fact,
      Optional<ProductFact> previous,
      String change,
      List<SchemaChangeFact> schemaChanges,
      List<RemovalFact> removals,
      List<FieldFact> fields,
      List<GrantSubject> grants,
      List<String> consumers) {

    public Subject {
      schemaChanges = List.copyOf(schemaChanges);
      removals = List.copyOf(removals);
      fields = List.copyOf(fields);
      grants = List.copyOf(grants);
      consumers = List.copyOf(consumers);
    }

    /// Its name.
    public ProductName name() {
      return source.name();
    }

    /// The ports with what expressions see of them, in the order of the product.
    public Port port(int index) {
      return source.ports().get(index);
    }
  }

  /// A grant with what expressions see of it.
  public record GrantSubject(Grant source, GrantFact fact) {}

  /// The snapshot of a mesh.
  ///
  /// @param known what the environment does not tell: teams and terms
  /// @param previous the environment before the change, if there is one to compare with
  public static Snapshot of(EnvironmentMesh mesh, Known known, Optional<EnvironmentMesh> previous) {
    return new SnapshotBuilder(mesh, known).build(previous);
  }

  /// The snapshot of a mesh without a state before, as it is made time and again.
  ///
  /// @param memory of the snapshot before this one
  public static Snapshot of(EnvironmentMesh mesh, Known known, SubjectMemory memory) {
    return new SnapshotBuilder(mesh, known).build(memory);
  }

  /// What holds in every environment.
  ///
  /// @param teams by name
  /// @param terms by name; `domains` is filled in from the mesh
  public record Known(SortedMap<String, TeamFact> teams, SortedMap<String, TermFact> terms) {}
}
