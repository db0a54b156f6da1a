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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every manifest by its name, and the names of everything that has a file at all, good or bad.
final class MeshIndex {

  private @Nullable MeshManifest mesh;
  private @Nullable TeamListManifest teams;
  private final TreeMap<String, DomainManifest> domains;
  private final TreeMap<ApplicationName, ApplicationManifest> applications;
  private final TreeMap<ProductName, DataProductManifest> products;
  private final Map<ProductName, DataProductManifest> productsByName;
  private final Set<ApplicationName> goodApplications;
  private final SortedSet<String> knownDomains;
  private final SortedSet<ApplicationName> knownApplications;
  private final SortedSet<ProductName> knownProducts;
  private List<AccessGrantManifest> grants = List.of();
  private List<PolicyManifest> policies = List.of();
  private List<TermManifest> terms = List.of();
  private List<WaiverManifest> waivers = List.of();

  private MeshIndex() {
    domains = new TreeMap<>();
    applications = new TreeMap<>();
    products = new TreeMap<>();
    productsByName = new HashMap<>();
    goodApplications = new HashSet<>();
    knownDomains = new TreeSet<>();
    knownApplications = new TreeSet<>();
    knownProducts = new TreeSet<>();
  }

  /// A copy, which takes no look at any name.
  private MeshIndex(MeshIndex other) {
    mesh = other.mesh;
    teams = other.teams;
    domains = new TreeMap<>(other.domains);
    applications = new TreeMap<>(other.applications);
    products = new TreeMap<>(other.products);
    productsByName = new HashMap<>(other.productsByName);
    goodApplications = new HashSet<>(other.goodApplications);
    knownDomains = new TreeSet<>(other.knownDomains);
    knownApplications = new TreeSet<>(other.knownApplications);
    knownProducts = new TreeSet<>(other.knownProducts);
  }

  /// The manifests of a mesh.
  ///
  /// @param files sorted by path, so that nothing depends on the order of files; null where there
  ///   is no manifest
  static MeshIndex of(@Nullable ManifestFile[] files) {
    MeshIndex index = new MeshIndex();
    for (ManifestFile file : files) {
      if (file != null) {
        index.add(file);
      }
    }
    index.list(files);
    return index;
  }

  /// The manifests of the mesh, which once had others; no path may be listed twice.
  ///
  /// @param before what this index is of
  /// @param files sorted by path; null where there is no manifest
  MeshIndex next(@Nullable ManifestFile[] before, @Nullable ManifestFile[] files) {
    List<ManifestFile> gone = new ArrayList<>();
    List<ManifestFile> come = new ArrayList<>();
    int old = 0;
    for (ManifestFile file : files) {
      if (file == null) {
        continue;
      }
      int order = -1;
      while (old < before.length && order < 0) {
        ManifestFile other = before[old];
        order = other == null ? -1 : other == file ? 0 : other.path().compareTo(file.path());
        if (other != null && order <= 0 && other != file) {
          gone.add(other);
        }
        old += order <= 0 ? 1 : 0;
      }
      if (order != 0 || before[old - 1] != file) {
        come.add(file);
      }
    }
    for (; old < before.length; old++) {
      ManifestFile other = before[old];
      if (other != null) {
        gone.add(other);
      }
    }
    if (gone.isEmpty() && come.isEmpty()) {
      return this;
    }
    MeshIndex next = new MeshIndex(this);
    gone.forEach(next::remove);
    come.forEach(next::add);
    next.list(files);
    return next;
  }

  private void add(ManifestFile file) {
    remember(file.place());
    if (file.manifest() != null) {
      add(file.place(), file.manifest());
    }
  }

  private void remove(ManifestFile file) {
    forget(file.place());
    switch (file.manifest()) {
      case MeshManifest _ -> mesh = null;
      case TeamListManifest _ -> teams = null;
      case DomainManifest _ -> domains.remove(Objects.requireNonNull(file.place().domain()));
      case ApplicationManifest it -> {
        applications.remove(it.id());
        goodApplications.remove(it.id());
      }
      case DataProductManifest it -> {
        products.remove(it.id());
        productsByName.remove(it.id());
      }
      case AccessGrantManifest _, PolicyManifest _, TermManifest _, WaiverManifest _ -> {}
      case null -> {}
    }
  }

  /// Those that have no name of their own in the whole mesh stay in the order of their paths.
  private void list(@Nullable ManifestFile[] files) {
    List<AccessGrantManifest> allGrants = new ArrayList<>();
    List<PolicyManifest> allPolicies = new ArrayList<>();
    List<TermManifest> allTerms = new ArrayList<>();
    List<WaiverManifest> allWaivers = new ArrayList<>();
    for (ManifestFile file : files) {
      switch (file == null ? null : file.manifest()) {
        case AccessGrantManifest it -> allGrants.add(it);
        case PolicyManifest it -> allPolicies.add(it);
        case TermManifest it -> allTerms.add(it);
        case WaiverManifest it -> allWaivers.add(it);
        case null, default -> {}
      }
    }
    grants = List.copyOf(allGrants);
    policies = List.copyOf(allPolicies);
    terms = List.copyOf(allTerms);
    waivers = List.copyOf(allWaivers);
  }

  private void forget(Place place) {
    String domain = place.domain();
    if (domain == null || !Names.isName(domain) || place.kind() == null) {
      return;
    }
    switch (place.kind()) {
      case DOMAIN -> knownDomains.remove(domain);
      case APPLICATION -> {
        if (Names.isName(place.name())) {
          knownApplications.remove(new ApplicationName(domain, place.name()));
        }
      }
      case DATA_PRODUCT -> {
        if (Names.isName(Objects.requireNonNull(place.product()))) {
          knownProducts.remove(new ProductName(domain, place.product()));
        }
      }
      case MESH, TEAM_LIST, ACCESS_GRANT, POLICY, TERM, WAIVER -> {}
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
      case ApplicationManifest it -> {
        applications.put(it.id(), it);
        goodApplications.add(it.id());
      }
      case DataProductManifest it -> {
        products.put(it.id(), it);
        productsByName.put(it.id(), it);
      }
      case AccessGrantManifest _, PolicyManifest _, TermManifest _, WaiverManifest _ -> {}
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

  /// The product of a name, if its form is good; faster than in a sorted map.
  @Nullable DataProductManifest product(ProductName name) {
    return productsByName.get(name);
  }

  /// Whether there is a file of such an application, good or bad.
  boolean isKnown(ApplicationName name) {
    return goodApplications.contains(name) || knownApplications.contains(name);
  }

  /// Whether there is a file of such a product, good or bad.
  boolean isKnown(ProductName name) {
    return productsByName.containsKey(name) || knownProducts.contains(name);
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
