// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.product;

import dev.weft.catalog.http.ProblemException;
import dev.weft.catalog.store.Documents;
import dev.weft.catalog.view.ClusterStatus;
import dev.weft.catalog.view.Commit;
import dev.weft.catalog.view.Finding;
import dev.weft.catalog.view.PortRef;
import dev.weft.catalog.view.Teams;
import dev.weft.model.event.CommitDocument;
import dev.weft.model.event.DomainDocument;
import dev.weft.model.event.FindingDocument;
import dev.weft.model.event.GrantDocument;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.event.ProductStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Pages of products.
@ApplicationScoped
public class Products {

  private final Documents documents;
  private final PortRefs ports;

  Products(Documents documents, PortRefs ports) {
    this.documents = documents;
    this.ports = ports;
  }

  /// The page of a product.
  Product page(String domain, String name) {
    ProductDocument product = documents.requireProduct(domain, name);
    Set<String> references = new HashSet<>(product.inputs());
    product.ports().stream()
        .map(PortDocument::replacedBy)
        .filter(Objects::nonNull)
        .forEach(references::add);
    product.ports().stream()
        .flatMap(port -> port.discharged().stream())
        .map(PortDocument.Discharge::input)
        .forEach(references::add);
    Map<String, PortRef> refs = ports.of(references);
    List<ClusterStatus> conditions =
        documents.statuses(product.urn()).stream()
            .filter(ProductStatus.class::isInstance)
            .map(status -> Statuses.view((ProductStatus) status))
            .toList();
    return new Product(
        product.urn(),
        product.domain(),
        documents.domain(domain).map(DomainDocument::title).orElse(domain),
        product.name(),
        product.title(),
        product.type(),
        product.status(),
        product.description(),
        product.tags(),
        Teams.of(documents.mesh(), product.owner()),
        product.producer(),
        product.inputs().stream().filter(refs::containsKey).map(refs::get).toList(),
        product.sources(),
        product.ports().stream().map(port -> PortViews.summary(port, refs)).toList(),
        product.findings().stream().map(Products::finding).toList(),
        conditions,
        Statuses.health(conditions),
        commit(product.commit()),
        product.path(),
        consumers(product),
        product.commit().time());
  }

  /// A port that somebody asks for.
  ///
  /// @param local such as `enriched@v1`
  /// @throws ProblemException 404 when the product has none
  public static PortDocument requirePort(ProductDocument product, String local) {
    return product.ports().stream()
        .filter(port -> port.local().equals(local))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.notFound(
                "Data product `%s/%s` has no port `%s`; it has %s."
                    .formatted(product.domain(), product.name(), local, names(product))));
  }

  /// How many applications have an active grant.
  public static int consumers(ProductDocument product) {
    return (int)
        product.grants().stream()
            .filter(grant -> grant.state().equals("active"))
            .map(GrantDocument::consumer)
            .distinct()
            .count();
  }

  private static String names(ProductDocument product) {
    List<String> names = product.ports().stream().map(port -> "`" + port.local() + "`").toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static Finding finding(FindingDocument finding) {
    return new Finding(
        finding.check() == null ? finding.rule() : finding.rule() + "/" + finding.check(),
        finding.severity(),
        finding.mode(),
        finding.blocking(),
        finding.message(),
        finding.hint(),
        finding.file(),
        finding.line(),
        finding.column());
  }

  private static Commit commit(CommitDocument commit) {
    return new Commit(commit.id(), commit.author(), commit.time(), commit.subject());
  }
}
