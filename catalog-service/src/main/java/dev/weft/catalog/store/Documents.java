// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.store;

import dev.weft.catalog.http.ProblemException;
import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.DaemonStatus;
import dev.weft.model.event.DomainDocument;
import dev.weft.model.event.EventCodec;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.event.StatusDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// The documents of the control-plane log, as far as they have been read.
@ApplicationScoped
public class Documents {

  private final DocumentRepository documents;
  private final StatusRepository statuses;
  private final GoneRepository gone;

  Documents(DocumentRepository documents, StatusRepository statuses, GoneRepository gone) {
    this.documents = documents;
    this.statuses = statuses;
    this.gone = gone;
  }

  /// What is common to the whole mesh; empty before the log has said anything.
  @Transactional
  public Optional<MeshDocument> mesh() {
    return read(MeshDocument.KEY, MeshDocument.class);
  }

  /// A domain by its name.
  @Transactional
  public Optional<DomainDocument> domain(String name) {
    return read("urn:weft:" + name, DomainDocument.class);
  }

  /// A product by its URN.
  @Transactional
  public Optional<ProductDocument> product(String urn) {
    return read(urn, ProductDocument.class);
  }

  /// A product that somebody asks for.
  ///
  /// @throws ProblemException 404 when there is none, 410 when there was one
  @Transactional
  public ProductDocument requireProduct(String domain, String product) {
    String urn = "urn:weft:" + domain + ":" + product;
    return product(urn)
        .orElseThrow(() -> missing(urn, "Data product `%s/%s`".formatted(domain, product)));
  }

  /// A domain that somebody asks for.
  ///
  /// @throws ProblemException 404 when there is none, 410 when there was one
  @Transactional
  public DomainDocument requireDomain(String name) {
    return domain(name)
        .orElseThrow(() -> missing("urn:weft:" + name, "Domain `%s`".formatted(name)));
  }

  /// All domains, sorted by name.
  @Transactional
  public List<DomainDocument> domains() {
    return documents.list("kind = ?1 order by key", "domain").stream()
        .map(row -> DomainDocument.class.cast(EventCodec.readCatalog(row.key, row.body)))
        .toList();
  }

  /// What is known of a product's URN and of its grants, in the order of their keys.
  @Transactional
  public List<StatusDocument> statuses(String productUrn) {
    return statuses.list("subject = ?1 order by key", productUrn).stream()
        .map(row -> EventCodec.readStatus(row.key, row.body))
        .toList();
  }

  /// What the daemon of an environment last said.
  @Transactional
  public Optional<DaemonStatus> daemon(String environment) {
    String key = DaemonStatus.key(environment);
    return statuses
        .findByIdOptional(key)
        .map(row -> DaemonStatus.class.cast(EventCodec.readStatus(row.key, row.body)));
  }

  private <T extends CatalogDocument> Optional<T> read(String key, Class<T> type) {
    return documents
        .findByIdOptional(key)
        .map(row -> EventCodec.readCatalog(row.key, row.body))
        .filter(type::isInstance)
        .map(type::cast);
  }

  private ProblemException missing(String key, String what) {
    return gone.findByIdOptional(key)
        .map(row ->
            ProblemException.gone(
                "%s (%s) was removed from the mesh; the catalog saw it go at %s."
                    .formatted(what, row.title, row.at)))
        .orElseGet(() ->
            ProblemException.notFound(what + " is not in the mesh. Search for it by its title."));
  }
}
