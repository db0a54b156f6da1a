// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.Words;
import dev.weft.model.load.ResolveMemory.OfApplication;
import dev.weft.model.load.ResolveMemory.OfProduct;
import dev.weft.model.manifest.ApplicationManifest;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.DeclaredReads;
import dev.weft.model.manifest.DomainManifest;
import dev.weft.model.manifest.MeshManifest;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.Cluster;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.mesh.Reads;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.PortSchema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Resolves every default, overlay and reference for one environment.
final class EnvironmentResolver {

  private final MeshIndex index;
  private final Schemas schemas;
  private final Broken broken;
  private final List<Diagnostic> loading;
  private final Findings findings = new Findings();
  private final ResolveMemory memory;

  EnvironmentResolver(
      MeshIndex index,
      Schemas schemas,
      Broken broken,
      List<Diagnostic> loading,
      ResolveMemory memory) {
    this.memory = memory;
    this.index = index;
    this.schemas = schemas;
    this.broken = broken;
    this.loading = loading;
  }

  Resolution resolve(String name, LocalDate today) {
    MeshManifest mesh = index.mesh();
    if (mesh == null || index.teams() == null || broken.mesh()) {
      return new Resolution(null, loading);
    }
    MeshManifest.Environment environment = mesh.environments().get(name);
    if (environment == null) {
      findings.lone(
          Diagnostic.error(
              mesh.locate("spec.environments"),
              Rules.ENVIRONMENT_UNKNOWN,
              "There is no environment `" + name + "`.",
              Words.didYouMean(name, mesh.environments().keySet(), "environments")));
      return new Resolution(null, diagnostics());
    }
    ResolveMemory.Past past = memory.of(name);
    SortedMap<ApplicationName, OfApplication> made = applications(name, past);
    SortedMap<ApplicationName, Application> applications = applications(made, past);
    Map<ProductName, OfProduct> resolved = products(mesh, environment, past);
    List<Product> products =
        resolved.values().stream().map(OfProduct::product).filter(Objects::nonNull).toList();
    new TopicClaims(index, findings, new LinkLoops(index, findings).check(products))
        .check(products);
    TreeSet<ProductName> quarantined = new TreeSet<>(broken.products());
    quarantined.addAll(findings.products());
    products = products.stream().filter(one -> !quarantined.contains(one.name())).toList();
    GrantResolver grants =
        new GrantResolver(index, products, applications, past.grants(), findings);
    List<Grant> granted = grants.resolve(name, today);
    grants.inputsWithout(quarantined);
    memory.keep(
        name, new ResolveMemory.Past(mesh, resolved, made, applications, grants.byManifest()));
    TreeMap<String, Cluster> clusters = new TreeMap<>();
    environment.clusters().forEach(cluster -> clusters.put(cluster.name(), cluster));
    String control = environment.control();
    return new Resolution(
        new EnvironmentMesh(
            mesh.name(),
            name,
            Collections.unmodifiableSortedMap(clusters),
            control == null ? environment.clusters().getFirst().name() : control,
            mesh.links().stream()
                .filter(
                    link -> clusters.containsKey(link.from()) && clusters.containsKey(link.to()))
                .toList(),
            environment.budget(),
            environment.removal(),
            environment.drift(),
            applications,
            products,
            granted,
            new EnvironmentMesh.Quarantine(
                Collections.unmodifiableSortedSet(quarantined),
                Collections.unmodifiableSortedSet(broken.applications()))),
        diagnostics());
  }

  private List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>(loading);
    all.addAll(findings.sorted());
    return all.stream().sorted().distinct().toList();
  }

  private SortedMap<ApplicationName, OfApplication> applications(
      String environment, ResolveMemory.Past past) {
    List<OfApplication> all = new ArrayList<>();
    boolean isNew = false;
    Iterator<OfApplication> before = past.applications().values().iterator();
    for (ApplicationManifest manifest : index.applications().values()) {
      if (broken.applications().contains(manifest.id())) {
        continue;
      }
      String owner = owner(manifest.owner(), manifest.id().domain());
      Map<PortName, PortSchema> readers = schemas.readers(manifest.id());
      OfApplication known = before.hasNext() ? before.next() : null;
      if (known != null && known.manifest() != manifest) {
        known = past.applications().get(manifest.id());
      }
      if (known == null
          || known.manifest() != manifest
          || !known.owner().equals(owner)
          || !known.readers().equals(readers)) {
        Application made = application(manifest, owner, environment);
        isNew = true;
        known =
            new OfApplication(
                manifest,
                owner,
                readers,
                known != null && known.application().equals(made) ? known.application() : made);
      }
      all.add(known);
    }
    if (!isNew && all.size() == past.applications().size()) {
      return past.applications();
    }
    SortedMap<ApplicationName, OfApplication> sorted = new TreeMap<>();
    all.forEach(one -> sorted.put(one.manifest().id(), one));
    return sorted;
  }

  private static SortedMap<ApplicationName, Application> applications(
      SortedMap<ApplicationName, OfApplication> made, ResolveMemory.Past past) {
    if (made == past.applications()) {
      return past.resolved();
    }
    SortedMap<ApplicationName, Application> all = new TreeMap<>();
    made.forEach((name, one) -> all.put(name, one.application()));
    return Collections.unmodifiableSortedMap(all);
  }

  private Application application(ApplicationManifest manifest, String owner, String environment) {
    TreeMap<String, Double> quota = new TreeMap<>(manifest.quota());
    quota.putAll(manifest.environments().getOrDefault(environment, new TreeMap<>()));
    return new Application(
        manifest.id(),
        owner,
        manifest.type(),
        manifest.effectivePrincipal(),
        Collections.unmodifiableSortedMap(quota),
        manifest.reads().stream().map(reads -> reads(manifest, reads)).toList(),
        manifest.location());
  }

  private Reads reads(ApplicationManifest manifest, DeclaredReads reads) {
    return new Reads(
        reads.port(),
        reads.fields(),
        schemas.reader(manifest.id(), reads.port()),
        reads.acknowledged(),
        reads.node().location());
  }

  private String owner(@Nullable String own, String domain) {
    if (own != null) {
      return own;
    }
    DomainManifest manifest = index.domains().get(domain);
    return Objects.requireNonNull(manifest, "domain of something that is not broken").owner();
  }

  /// In the order of their names; those that were made from the same are the same.
  private Map<ProductName, OfProduct> products(
      MeshManifest mesh, MeshManifest.Environment environment, ResolveMemory.Past past) {
    PortResolver ports = new PortResolver(mesh, environment, schemas, findings);
    Map<ProductName, OfProduct> all = LinkedHashMap.newLinkedHashMap(index.products().size());
    for (DataProductManifest manifest : index.products().values()) {
      DomainManifest domain = index.domains().get(manifest.id().domain());
      Schemas.Found found = schemas.find(manifest.id());
      if (broken.products().contains(manifest.id()) || domain == null || found == null) {
        continue;
      }
      OfProduct known = past.products().get(manifest.id());
      boolean isSame =
          known != null
              && past.mesh() == mesh
              && known.manifest() == manifest
              && known.domain() == domain
              && known.found() == found
              && known.isClean();
      all.put(
          manifest.id(),
          known != null && isSame ? known : resolve(ports, manifest, domain, found, known));
    }
    return all;
  }

  private OfProduct resolve(
      PortResolver ports,
      DataProductManifest manifest,
      DomainManifest domain,
      Schemas.Found found,
      @Nullable OfProduct known) {
    int before = findings.size();
    List<Port> resolved = new ArrayList<>();
    for (DataProductManifest.Port port : manifest.ports()) {
      resolved.add(ports.resolve(domain, manifest, port));
    }
    resolved.sort(Comparator.comparing(Port::name));
    boolean isDraft = manifest.status() == Product.Status.DRAFT;
    Product product = isDraft ? null : product(manifest, resolved);
    if (known != null && known.product() != null && known.product().equals(product)) {
      product = known.product();
    }
    return new OfProduct(manifest, domain, found, findings.size() == before, product);
  }

  private Product product(DataProductManifest manifest, List<Port> ports) {
    List<PortName> inputs = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    for (DataProductManifest.Input input : manifest.inputs()) {
      if (input.port() != null) {
        inputs.add(input.port());
      }
      if (input.source() != null) {
        sources.add(input.source());
      }
    }
    inputs.sort(null);
    return new Product(
        manifest.id(),
        manifest.header().title(),
        manifest.type(),
        manifest.status(),
        owner(manifest.owner(), manifest.id().domain()),
        manifest.header().tags(),
        schemas.description(manifest.id()),
        inputs,
        sources,
        manifest.producer(),
        ports,
        manifest.location());
  }
}
