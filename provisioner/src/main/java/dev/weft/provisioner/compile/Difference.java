// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.MeshDifference;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.SchemaDocument;
import dev.weft.provisioner.resource.Owner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a mesh has that the one before it had not, and the other way round, as the owners whose
/// resources may be others now.
///
/// Whatever a product, a grant or an application wants is owned by itself or by one of the few that
/// it names. So the owners of what has changed are few, and compiling what they own takes those
/// things only that contribute to it.
final class Difference {

  private final EnvironmentMesh mesh;
  private final Set<Owner> owners = new HashSet<>();

  private Difference(EnvironmentMesh before, EnvironmentMesh mesh) {
    this.mesh = mesh;
    var difference = MeshDifference.between(before, mesh);
    Set<ProductName> products = difference.products();
    Set<ApplicationName> applications = difference.applications();
    Set<Grant> grants = difference.grants();
    applications.forEach(name -> owners.add(Owner.of(name)));
    for (EnvironmentMesh side : List.of(before, mesh)) {
      for (Product product : side.products()) {
        ApplicationName producer = product.producer();
        if (products.contains(product.name())
            || (producer != null && applications.contains(producer))) {
          owners.addAll(ownersOf(product));
        }
      }
      for (Grant grant : side.grants()) {
        if (grants.contains(grant)
            || products.contains(grant.product())
            || applications.contains(grant.consumer())) {
          owners.add(Owner.of(grant.product()));
          owners.add(Owner.of(grant.consumer()));
        }
      }
    }
  }

  /// @return empty when more differs than products, grants and applications
  static Optional<Difference> between(EnvironmentMesh before, EnvironmentMesh mesh) {
    boolean isSameElse =
        before.environment().equals(mesh.environment())
            && before.clusters().equals(mesh.clusters())
            && before.links().equals(mesh.links());
    return isSameElse ? Optional.of(new Difference(before, mesh)) : Optional.empty();
  }

  /// Whose resources may be others now.
  Set<Owner> owners() {
    return owners;
  }

  /// As much of the mesh as it takes to tell everything that these owners have. Of others it tells
  /// less than the whole.
  EnvironmentMesh part() {
    List<Grant> grants = mesh.grants().stream().filter(this::isConcerned).toList();
    Set<ProductName> granted = grants.stream().map(Grant::product).collect(Collectors.toSet());
    List<Product> products =
        mesh.products().stream()
            .filter(product -> granted.contains(product.name()) || isConcerned(product))
            .toList();
    SortedMap<ApplicationName, Application> applications = new TreeMap<>();
    mesh.applications()
        .forEach((name, application) -> {
          if (owners.contains(Owner.of(name))) {
            applications.put(name, application);
          }
        });
    for (Product product : products) {
      add(product.producer(), applications);
    }
    for (Grant grant : grants) {
      add(grant.consumer(), applications);
    }
    return new EnvironmentMesh(
        mesh.name(),
        mesh.environment(),
        mesh.clusters(),
        mesh.control(),
        mesh.links(),
        mesh.budget(),
        mesh.removal(),
        mesh.drift(),
        applications,
        products,
        grants,
        mesh.quarantine());
  }

  private void add(
      @Nullable ApplicationName name, SortedMap<ApplicationName, Application> applications) {
    Application application = name == null ? null : mesh.applications().get(name);
    if (application != null) {
      applications.put(application.name(), application);
    }
  }

  private boolean isConcerned(Grant grant) {
    return owners.contains(Owner.of(grant.product()))
        || owners.contains(Owner.of(grant.consumer()));
  }

  private boolean isConcerned(Product product) {
    return ownersOf(product).stream().anyMatch(owners::contains);
  }

  /// Whose resources a product adds to: its own, its producer's, and those of the products that
  /// hold the schemas it refers to.
  private static List<Owner> ownersOf(Product product) {
    var found = new ArrayList<Owner>();
    found.add(Owner.of(product.name()));
    if (product.producer() != null) {
      found.add(Owner.of(product.producer()));
    }
    for (Port port : product.ports()) {
      for (SchemaDocument document : port.schema().references()) {
        found.add(Schemas.owner(product, document));
      }
    }
    return found;
  }
}
