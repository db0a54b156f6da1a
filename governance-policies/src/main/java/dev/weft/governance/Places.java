// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.fact.Snapshot.Subject;
import dev.weft.governance.policy.Policy;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.AccessGrantManifest;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ProductName;
import dev.weft.model.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the line and column of what a finding is about.
final class Places {

  private final LoadedMesh mesh;
  private final Map<ProductName, List<AccessGrantManifest>> grants = new HashMap<>();

  Places(LoadedMesh mesh) {
    this.mesh = mesh;
    for (AccessGrantManifest grant : mesh.grants()) {
      grants.computeIfAbsent(grant.product(), _ -> new ArrayList<>(2)).add(grant);
    }
  }

  /// The manifests in which the findings of a product have their places.
  List<Manifest> manifests(Subject subject) {
    List<AccessGrantManifest> granted = grants.getOrDefault(subject.name(), List.of());
    List<Manifest> manifests = new ArrayList<>(1 + granted.size());
    mesh.product(subject.name()).ifPresent(manifests::add);
    manifests.addAll(granted);
    return manifests;
  }

  /// Where something begins, and what of it is known from there.
  ///
  /// @param root of the file; absent when the manifest is not known
  /// @param subject what begins there; absent when it is not in the manifest
  /// @param path of the subject in the file
  /// @param fallback the place when nothing more is known
  record Spot(
      YamlNode.@Nullable Mapping root,
      YamlNode.@Nullable Mapping subject,
      List<Object> path,
      Location fallback) {

    /// The place, or that of the deepest part of it that exists.
    Location location(Policy.Place place) {
      YamlNode.Mapping from = place.isMetadata() ? root : subject;
      return from == null ? fallback : from.at(place.steps().toArray());
    }

    /// The path of a place in the file; null when it is not known.
    @Nullable List<Object> path(Policy.Place place) {
      if (root == null || subject == null) {
        return null;
      }
      List<Object> steps = new ArrayList<>(place.isMetadata() ? List.of() : path);
      steps.addAll(place.steps());
      return steps;
    }
  }

  Spot of(Product product) {
    DataProductManifest manifest = mesh.product(product.name()).orElse(null);
    return manifest == null
        ? new Spot(null, null, List.of(), product.location())
        : spec(manifest, product.location());
  }

  Spot of(Product product, Port port) {
    DataProductManifest manifest = mesh.product(product.name()).orElse(null);
    YamlNode.Mapping node =
        manifest == null
            ? null
            : manifest.find(port.name()).map(DataProductManifest.Port::node).orElse(null);
    if (manifest == null || node == null) {
      return new Spot(null, null, List.of(), port.location());
    }
    List<Object> path = new ArrayList<>(List.of("spec", "ports"));
    if (manifest.header().spec().value("ports") instanceof YamlNode.Sequence ports) {
      path.add(ports.items().indexOf(node));
    }
    return new Spot(manifest.header().root(), node, path, port.location());
  }

  Spot of(Grant grant) {
    AccessGrantManifest manifest =
        grants.getOrDefault(grant.product(), List.of()).stream()
            .filter(one -> one.name().equals(grant.name()))
            .findFirst()
            .orElse(null);
    return manifest == null
        ? new Spot(null, null, List.of(), grant.location())
        : spec(manifest, grant.location());
  }

  private static Spot spec(Manifest manifest, Location fallback) {
    Manifest.Header header = manifest.header();
    return new Spot(header.root(), header.spec(), List.of("spec"), fallback);
  }
}
