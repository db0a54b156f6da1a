// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.mesh;

import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.ProductName;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Collectors;

/// What only one of two meshes has. Things count as the same only when they are the same objects,
/// as they are where a load remembered the one before; so nothing is compared, and of two loads
/// that know nothing of each other everything differs.
///
/// @param products names of those that one of the meshes does not have, or has otherwise
/// @param applications likewise
/// @param grants those of both meshes; to be asked for by identity
public record MeshDifference(
    Set<ProductName> products, Set<ApplicationName> applications, Set<Grant> grants) {

  /// What differs in products, applications and grants.
  public static MeshDifference between(EnvironmentMesh one, EnvironmentMesh other) {
    return new MeshDifference(
        differing(one.products(), other.products()).stream()
            .map(Product::name)
            .collect(Collectors.toSet()),
        differing(one.applications().values(), other.applications().values()).stream()
            .map(Application::name)
            .collect(Collectors.toSet()),
        differing(one.grants(), other.grants()));
  }

  private static <T> Set<T> differing(Collection<T> one, Collection<T> other) {
    Set<T> rest = Collections.newSetFromMap(new IdentityHashMap<>());
    rest.addAll(one);
    Set<T> more = Collections.newSetFromMap(new IdentityHashMap<>());
    for (T each : other) {
      if (!rest.remove(each)) {
        more.add(each);
      }
    }
    rest.addAll(more);
    return rest;
  }
}
