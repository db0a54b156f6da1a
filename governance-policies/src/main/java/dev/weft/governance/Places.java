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

  Location of(Product product, Policy.Place place) {
    DataProductManifest manifest = mesh.products().get(product.name());
    return manifest == null
        ? product.location()
        : in(manifest.header().root(), manifest.header().spec(), place);
  }

  Location of(Product product, Port port, Policy.Place place) {
    DataProductManifest manifest = mesh.products().get(product.name());
    if (manifest == null) {
      return port.location();
    }
    YamlNode.Mapping node =
        manifest.find(port.name()).map(DataProductManifest.Port::node).orElse(null);
    return node == null ? port.location() : in(manifest.header().root(), node, place);
  }

  Location of(Grant grant, Policy.Place place) {
    AccessGrantManifest manifest = grants.get(new GrantName(grant.product(), grant.name()));
    return manifest == null
        ? grant.location()
        : in(manifest.header().root(), manifest.header().spec(), place);
  }

  private static Location in(YamlNode.Mapping root, YamlNode.Mapping subject, Policy.Place place) {
    Object[] steps = place.steps().toArray();
    return place.isMetadata() ? root.at(steps) : subject.at(steps);
  }
}
