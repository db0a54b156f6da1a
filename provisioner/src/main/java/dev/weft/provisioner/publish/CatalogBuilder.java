// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.DomainDocument;
import dev.weft.model.event.GrantDocument;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.manifest.ApplicationManifest;
import dev.weft.model.manifest.DomainManifest;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Manifests to catalog documents. What is broken keeps its last good document, with what is wrong
/// now.
final class CatalogBuilder {

  private final Publication publication;
  private final EnvironmentMesh mesh;
  private final ProductFindings findings;
  private final SortedMap<String, CatalogDocument> before;
  private final SortedMap<String, CatalogDocument> concerned;
  private final SortedMap<String, CatalogDocument> documents = new TreeMap<>();
  private final Affected affected;

  /// @param before the documents as they were last written
  /// @param concerned those of them that may have to be others now
  /// @param affected products whose documents may be others now
  CatalogBuilder(
      Publication publication,
      SortedMap<String, CatalogDocument> before,
      SortedMap<String, CatalogDocument> concerned,
      Affected affected) {
    this.publication = publication;
    this.mesh = publication.mesh();
    this.findings = new ProductFindings(publication);
    this.before = before;
    this.concerned = concerned;
    this.affected = affected;
  }

  /// Every document there should be, of those that may be others, by key; one whose content is as
  /// before has its old commit.
  SortedMap<String, CatalogDocument> build() {
    domains();
    products();
    keepBroken();
    put(MeshDocuments.of(publication, purposes()));
    return documents;
  }

  private void put(CatalogDocument document) {
    CatalogDocument old = before.get(document.key());
    boolean isOld = old != null && document.withCommit(old.commit()).equals(old);
    documents.put(document.key(), isOld ? old : document);
  }

  private void domains() {
    Map<String, List<DomainDocument.Application>> applications = new HashMap<>();
    for (Application application : mesh.applications().values()) {
      applications
          .computeIfAbsent(application.name().domain(), _ -> new ArrayList<>())
          .add(application(application));
    }
    for (DomainManifest domain : publication.loaded().domains().values()) {
      String urn = urn(domain.name());
      List<DomainDocument.Application> ofDomain =
          applications.getOrDefault(domain.name(), new ArrayList<>());
      if (before.get(urn) instanceof DomainDocument old) {
        old.applications().stream()
            .filter(application -> isQuarantined(application.name()))
            .forEach(ofDomain::add);
      }
      ofDomain.sort(Comparator.comparing(DomainDocument.Application::name));
      put(
          new DomainDocument(
              urn,
              domain.name(),
              domain.header().title(),
              domain.description(),
              domain.owner(),
              publication.commit(),
              ofDomain));
    }
  }

  private DomainDocument.Application application(Application application) {
    ApplicationManifest manifest = publication.loaded().applications().get(application.name());
    return new DomainDocument.Application(
        application.name().toString(),
        manifest == null ? application.name().application() : manifest.header().title(),
        application.owner(),
        manifest == null ? "" : manifest.description(),
        Words.of(application.type()),
        application.principal());
  }

  private void products() {
    Map<ProductName, List<Grant>> grants =
        mesh.grants().stream()
            .filter(grant -> affected.has(grant.product()))
            .collect(Collectors.groupingBy(Grant::product));
    for (Product product : mesh.products()) {
      if (affected.has(product.name())) {
        put(product(product, grants.getOrDefault(product.name(), List.of())));
      }
    }
  }

  private ProductDocument product(Product product, List<Grant> grants) {
    ApplicationName producer = product.producer();
    return new ProductDocument(
        product.name().urn(),
        product.name().domain(),
        product.name().product(),
        product.title(),
        Words.of(product.type()),
        Words.of(product.status()),
        product.owner(),
        product.tags(),
        product.description(),
        product.inputs().stream().map(PortName::toString).toList(),
        product.sources(),
        producer == null ? null : producer.toString(),
        product.location().file(),
        product.ports().stream().map(port -> PortDocuments.of(product, port)).toList(),
        grants(product.name(), grants),
        findings.of(product.name()),
        publication.commit());
  }

  private List<GrantDocument> grants(ProductName product, List<Grant> grants) {
    List<GrantDocument> all = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Grant grant : grants) {
      GrantDocument document = grant(grant);
      all.add(document);
      known.add(document.id());
    }
    if (before.get(product.urn()) instanceof ProductDocument old) {
      // The rights of a broken application stay as they are, and so does what is said of them.
      old.grants().stream()
          .filter(grant -> isQuarantined(grant.consumer()) && !known.contains(grant.id()))
          .filter(grant -> isWritten(product, grant.name()))
          .forEach(all::add);
    }
    all.sort(Comparator.comparing(GrantDocument::id));
    return all;
  }

  private boolean isWritten(ProductName product, String grant) {
    return publication.loaded().grants().stream()
        .anyMatch(manifest -> manifest.product().equals(product) && manifest.name().equals(grant));
  }

  private static GrantDocument grant(Grant grant) {
    LocalDate expires = grant.expires();
    return new GrantDocument(
        GrantRights.id(grant),
        grant.name(),
        grant.consumer().toString(),
        grant.ports().stream().map(PortName::local).toList(),
        "read",
        grant.purpose(),
        grant.reason(),
        Words.of(grant.state()),
        expires,
        grant.location().file(),
        grant.consumer().prefix());
  }

  private void keepBroken() {
    for (CatalogDocument old : concerned.values()) {
      if (documents.containsKey(old.key())) {
        continue;
      }
      switch (old) {
        case ProductDocument product -> {
          var name = new ProductName(product.domain(), product.name());
          if (mesh.quarantine().products().contains(name)) {
            put(product.withFindings(findings.of(name)).withCommit(publication.commit()));
          }
        }
        case DomainDocument domain -> {
          if (isBroken("domains/" + domain.name() + "/domain.yaml")) {
            documents.put(domain.key(), domain);
          }
        }
        case MeshDocument _ -> {}
      }
    }
  }

  /// Those of broken products, too: they are still allowed. As long as what is concerned allows the
  /// same as before, so do all products together.
  private List<String> purposes() {
    Set<String> now = purposes(documents);
    boolean isSame = !affected.isEverything() && now.equals(purposes(concerned));
    if (isSame && before.get(MeshDocument.KEY) instanceof MeshDocument old) {
      return old.purposes();
    }
    SortedSet<String> all = new TreeSet<>(now);
    if (!affected.isEverything()) {
      SortedMap<String, CatalogDocument> others = new TreeMap<>(before);
      others.keySet().removeAll(concerned.keySet());
      all.addAll(purposes(others));
    }
    return List.copyOf(all);
  }

  private static Set<String> purposes(SortedMap<String, CatalogDocument> documents) {
    return documents.values().stream()
        .filter(ProductDocument.class::isInstance)
        .flatMap(document -> ((ProductDocument) document).ports().stream())
        .flatMap(port -> port.access().purposes().stream())
        .collect(Collectors.toSet());
  }

  private boolean isBroken(String file) {
    return publication.diagnostics().stream()
        .anyMatch(
            diagnostic -> diagnostic.isBlocking() && diagnostic.location().file().equals(file));
  }

  private boolean isQuarantined(String application) {
    int slash = application.indexOf('/');
    return mesh.quarantine()
        .applications()
        .contains(
            new ApplicationName(application.substring(0, slash), application.substring(slash + 1)));
  }

  private static String urn(String domain) {
    return "urn:weft:" + domain;
  }
}
