// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.governance.fact.Snapshot.GrantSubject;
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
import dev.weft.model.name.GrantName;
import dev.weft.model.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the line and column of what a finding is about.
final class Places {

  private final LoadedMesh mesh;
  private final Map<GrantName, AccessGrantManifest> grants = new HashMap<>();

  Places(LoadedMesh mesh) {
    this.mesh = mesh;
    for (AccessGrantManifest grant : mesh.grants()) {
      grants.put(new GrantName(grant.product(), grant.name()), grant);
    }
  }

  /// The manifests in which the findings of a product have their places.
  List<Manifest> manifests(Subject subject) {
    List<Manifest> manifests = new ArrayList<>();
    DataProductManifest product = mesh.products().get(subject.name());
    if (product != null) {
      manifests.add(product);
    }
    for (GrantSubject grant : subject.grants()) {
      AccessGrantManifest manifest =
          grants.get(new GrantName(grant.source().product(), grant.source().name()));
      if (manifest != null) {
        manifests.add(manifest);
      }
    }
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
    DataProductManifest manifest = mesh.products().get(product.name());
    return manifest == null
        ? new Spot(null, null, List.of(), product.location())
        : spec(manifest, product.location());
  }

  Spot of(Product product, Port port) {
    DataProductManifest manifest = mesh.products().get(product.name());
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
    AccessGrantManifest manifest = grants.get(new GrantName(grant.product(), grant.name()));
    return manifest == null
        ? new Spot(null, null, List.of(), grant.location())
        : spec(manifest, grant.location());
  }

  private static Spot spec(Manifest manifest, Location fallback) {
    Manifest.Header header = manifest.header();
    return new Spot(header.root(), header.spec(), List.of("spec"), fallback);
  }
}
