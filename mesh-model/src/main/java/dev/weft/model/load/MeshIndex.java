// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.manifest.AccessGrantManifest;
import dev.weft.model.manifest.ApplicationManifest;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.DomainManifest;
import dev.weft.model.manifest.Manifest;
import dev.weft.model.manifest.MeshManifest;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.manifest.TeamListManifest;
import dev.weft.model.manifest.TermManifest;
import dev.weft.model.manifest.WaiverManifest;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.Names;
import dev.weft.model.name.ProductName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every manifest by its name, and the names of everything that has a file at all, good or bad.
final class MeshIndex {

  private @Nullable MeshManifest mesh;
  private @Nullable TeamListManifest teams;
  private final TreeMap<String, DomainManifest> domains = new TreeMap<>();
  private final TreeMap<ApplicationName, ApplicationManifest> applications = new TreeMap<>();
  private final TreeMap<ProductName, DataProductManifest> products = new TreeMap<>();
  private final List<AccessGrantManifest> grants = new ArrayList<>();
  private final List<PolicyManifest> policies = new ArrayList<>();
  private final List<TermManifest> terms = new ArrayList<>();
  private final List<WaiverManifest> waivers = new ArrayList<>();
  private final SortedSet<String> knownDomains = new TreeSet<>();
  private final SortedSet<ApplicationName> knownApplications = new TreeSet<>();
  private final SortedSet<ProductName> knownProducts = new TreeSet<>();

  /// Sorted by path, so that nothing depends on the order of files.
  MeshIndex(List<ManifestFile> files) {
    List<ManifestFile> sorted =
        files.stream().sorted(Comparator.comparing(file -> file.place().path())).toList();
    for (ManifestFile file : sorted) {
      remember(file.place());
      if (file.manifest() != null) {
        add(file.place(), file.manifest());
      }
    }
  }

  private void remember(Place place) {
    String domain = place.domain();
    if (domain == null || !Names.isName(domain) || place.kind() == null) {
      return;
    }
    switch (place.kind()) {
      case DOMAIN -> knownDomains.add(domain);
      case APPLICATION -> {
        if (Names.isName(place.name())) {
          knownApplications.add(new ApplicationName(domain, place.name()));
        }
      }
      case DATA_PRODUCT -> {
        if (Names.isName(Objects.requireNonNull(place.product()))) {
          knownProducts.add(new ProductName(domain, place.product()));
        }
      }
      case MESH, TEAM_LIST, ACCESS_GRANT, POLICY, TERM, WAIVER -> {}
    }
  }

  private void add(Place place, Manifest manifest) {
    switch (manifest) {
      case MeshManifest it -> mesh = it;
      case TeamListManifest it -> teams = it;
      case DomainManifest it -> domains.put(Objects.requireNonNull(place.domain()), it);
      case ApplicationManifest it -> applications.put(it.id(), it);
      case DataProductManifest it -> products.put(it.id(), it);
      case AccessGrantManifest it -> grants.add(it);
      case PolicyManifest it -> policies.add(it);
      case TermManifest it -> terms.add(it);
      case WaiverManifest it -> waivers.add(it);
    }
  }

  @Nullable MeshManifest mesh() {
    return mesh;
  }

  @Nullable TeamListManifest teams() {
    return teams;
  }

  TreeMap<String, DomainManifest> domains() {
    return domains;
  }

  TreeMap<ApplicationName, ApplicationManifest> applications() {
    return applications;
  }

  TreeMap<ProductName, DataProductManifest> products() {
    return products;
  }

  /// Sorted by path.
  List<AccessGrantManifest> grants() {
    return grants;
  }

  List<PolicyManifest> policies() {
    return policies;
  }

  List<TermManifest> terms() {
    return terms;
  }

  List<WaiverManifest> waivers() {
    return waivers;
  }

  SortedSet<String> knownDomains() {
    return knownDomains;
  }

  SortedSet<ApplicationName> knownApplications() {
    return knownApplications;
  }

  SortedSet<ProductName> knownProducts() {
    return knownProducts;
  }
}
