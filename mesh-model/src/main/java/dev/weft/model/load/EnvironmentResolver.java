// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.AccessGrantManifest;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Resolves every default, overlay and reference for one environment.
final class EnvironmentResolver {

  private static final Comparator<Grant> GRANT_ORDER =
      Comparator.comparing(Grant::product)
          .thenComparing(grant -> grant.ports().getFirst())
          .thenComparing(Grant::consumer)
          .thenComparing(Grant::name);

  private final MeshIndex index;
  private final Schemas schemas;
  private final Broken broken;
  private final List<Diagnostic> loading;
  private final Findings findings = new Findings();

  EnvironmentResolver(MeshIndex index, Schemas schemas, Broken broken, List<Diagnostic> loading) {
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
    SortedMap<ApplicationName, Application> applications = applications(name);
    List<Product> products = products(mesh, environment);
    new TopicClaims(index, findings, new LinkLoops(index, findings).check(products))
        .check(products);
    TreeSet<ProductName> quarantined = new TreeSet<>(broken.products());
    quarantined.addAll(findings.products());
    products = products.stream().filter(one -> !quarantined.contains(one.name())).toList();
    List<Grant> grants = grants(name, today, products, applications);
    inputsWithoutGrant(products, grants, quarantined);
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
            grants,
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

  private SortedMap<ApplicationName, Application> applications(String environment) {
    SortedMap<ApplicationName, Application> all = new TreeMap<>();
    for (ApplicationManifest manifest : index.applications().values()) {
      if (broken.applications().contains(manifest.id())) {
        continue;
      }
      TreeMap<String, Double> quota = new TreeMap<>(manifest.quota());
      quota.putAll(manifest.environments().getOrDefault(environment, new TreeMap<>()));
      all.put(
          manifest.id(),
          new Application(
              manifest.id(),
              owner(manifest.owner(), manifest.id().domain()),
              manifest.type(),
              manifest.effectivePrincipal(),
              Collections.unmodifiableSortedMap(quota),
              manifest.reads().stream().map(reads -> reads(manifest, reads)).toList(),
              manifest.location()));
    }
    return Collections.unmodifiableSortedMap(all);
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

  private List<Product> products(MeshManifest mesh, MeshManifest.Environment environment) {
    PortResolver ports = new PortResolver(mesh, environment, schemas, findings);
    List<Product> all = new ArrayList<>();
    for (DataProductManifest manifest : index.products().values()) {
      DomainManifest domain = index.domains().get(manifest.id().domain());
      if (broken.products().contains(manifest.id()) || domain == null) {
        continue;
      }
      List<Port> resolved = new ArrayList<>();
      for (DataProductManifest.Port port : manifest.ports()) {
        resolved.add(ports.resolve(domain, manifest, port));
      }
      resolved.sort(Comparator.comparing(Port::name));
      if (manifest.status() != Product.Status.DRAFT) {
        all.add(product(manifest, resolved));
      }
    }
    return all;
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

  private List<Grant> grants(
      String environment,
      LocalDate today,
      List<Product> products,
      SortedMap<ApplicationName, Application> sorted) {
    Map<ApplicationName, Application> applications = new HashMap<>(sorted);
    Map<PortName, Port> ports = new HashMap<>();
    Set<ProductName> known = new HashSet<>();
    for (Product product : products) {
      known.add(product.name());
      product.ports().forEach(port -> ports.put(port.name(), port));
    }
    GrantRules rules = new GrantRules(today, ports, findings);
    List<Grant> grants = new ArrayList<>();
    for (AccessGrantManifest manifest : index.grants()) {
      boolean here =
          manifest.environments().isEmpty() || manifest.environments().contains(environment);
      if (!here
          || !known.contains(manifest.product())
          || !applications.containsKey(manifest.consumer())) {
        continue;
      }
      Grant.State state = rules.state(manifest);
      if (rules.allows(manifest, state)) {
        grants.add(
            new Grant(
                manifest.name(),
                manifest.product(),
                manifest.consumer(),
                manifest.ports().stream().sorted().toList(),
                state,
                manifest.purpose(),
                manifest.reason(),
                manifest.approvedBy(),
                manifest.expires(),
                manifest.location()));
      }
    }
    grants.sort(GRANT_ORDER);
    return grants;
  }

  private void inputsWithoutGrant(
      List<Product> products, List<Grant> grants, TreeSet<ProductName> quarantined) {
    Map<ApplicationName, Set<PortName>> readable = new HashMap<>();
    for (Grant grant : grants) {
      if (grant.state() == Grant.State.ACTIVE) {
        readable.computeIfAbsent(grant.consumer(), _ -> new HashSet<>()).addAll(grant.ports());
      }
    }
    for (Product product : products) {
      ApplicationName producer = product.producer();
      if (producer == null || product.status() == Product.Status.RETIRED) {
        continue;
      }
      for (PortName input : product.inputs()) {
        boolean granted = readable.getOrDefault(producer, Set.of()).contains(input);
        if (!granted && !quarantined.contains(input.product())) {
          findings.warning(
              inputLocation(product.name(), input),
              Rules.ACCESS_INPUT_NOT_GRANTED,
              "The producer `%s` has no active grant to read `%s`.".formatted(producer, input),
              "ask for access: add a grant under `domains/%s/%s/access`"
                  .formatted(input.product().domain(), input.product().product()));
        }
      }
    }
  }

  private Location inputLocation(ProductName product, PortName input) {
    DataProductManifest manifest = Objects.requireNonNull(index.products().get(product));
    for (int i = 0; i < manifest.inputs().size(); i++) {
      if (input.equals(manifest.inputs().get(i).port())) {
        return manifest.header().spec().at("inputs", i, "port");
      }
    }
    return manifest.location();
  }
}
