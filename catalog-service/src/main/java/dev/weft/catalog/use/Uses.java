// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.use;

import dev.weft.catalog.deployment.CatalogConfig;
import dev.weft.catalog.http.ProblemException;
import dev.weft.catalog.product.Products;
import dev.weft.catalog.store.Documents;
import dev.weft.model.event.DomainDocument;
import dev.weft.model.event.GrantDocument;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an application reads a port.
@ApplicationScoped
class Uses {

  private static final int SOON_DAYS = 14;

  private final Documents documents;
  private final CatalogConfig config;
  private final Clock clock;

  Uses(Documents documents, CatalogConfig config, Clock clock) {
    this.documents = documents;
    this.config = config;
    this.clock = clock;
  }

  /// @param application such as `billing/invoice-runner`; null for a placeholder
  Use of(ProductDocument product, PortDocument port, @Nullable String application) {
    Map.Entry<String, CatalogConfig.Cluster> cluster = cluster(port);
    CatalogConfig.Cluster address = cluster.getValue();
    Reader reader = reader(product, port, application);
    String registry = config.registry().url().map(Object::toString).orElse(null);
    Connection connection =
        new Connection(
            port.topic(),
            port.schema().format(),
            port.schema().name(),
            port.key() == null ? "string" : port.key().type(),
            address.bootstrapServers(),
            address.securityProtocol(),
            address.saslMechanism(),
            address.tokenUrl().map(Object::toString).orElse(null),
            registry,
            reader.clientId,
            reader.group,
            config.snippets().consoleConsumer());
    return new Use(
        Snippets.of(connection),
        cluster.getKey(),
        address.bootstrapServers(),
        registry,
        port.topic(),
        reader.group,
        reader.notes);
  }

  /// The first of the port's clusters that the deployment knows the address of.
  private Map.Entry<String, CatalogConfig.Cluster> cluster(PortDocument port) {
    for (String name : port.clusters()) {
      CatalogConfig.Cluster address = config.clusters().get(name);
      if (address != null) {
        return Map.entry(name, address);
      }
    }
    throw ProblemException.unavailable(
        "The addresses of %s are not configured in this catalog (`weft.clusters`)."
            .formatted(String.join(", ", port.clusters())),
        null);
  }

  /// @param clientId the application's client at the identity provider
  /// @param group what its consumer groups begin with
  private record Reader(String clientId, String group, List<String> notes) {}

  private Reader reader(ProductDocument product, PortDocument port, @Nullable String application) {
    List<String> notes = new ArrayList<>();
    if (application == null) {
      notes.add("Choose an application to fill in its client id and consumer group.");
      return new Reader("<domain>.<application>", "<domain>.<application>.", notes);
    }
    String clientId = clientId(application);
    Optional<GrantDocument> grant =
        product.grants().stream()
            .filter(each -> each.consumer().equals(application))
            .filter(each -> each.ports().contains(port.local()))
            .filter(each -> each.state().equals("active"))
            .findFirst();
    if (grant.isEmpty()) {
      notes.add(
          "`%s` has no active grant for `%s`; the cluster will refuse it. Ask for access first."
              .formatted(application, port.local()));
    }
    grant
        .map(GrantDocument::expires)
        .ifPresent(expires -> {
          long days =
              ChronoUnit.DAYS.between(LocalDate.now(clock.withZone(ZoneOffset.UTC)), expires);
          if (days <= SOON_DAYS) {
            notes.add("The grant ends after %s; ask for a longer one in time.".formatted(expires));
          }
        });
    if (port.status().equals("deprecated")) {
      notes.add(
          port.replacedBy() == null
              ? "This port is deprecated."
              : "This port is deprecated; read `%s` instead.".formatted(port.replacedBy()));
    }
    notes.add(config.snippets().secretNote().replace("{client}", clientId));
    return new Reader(clientId, grant.map(GrantDocument::group).orElse(clientId + "."), notes);
  }

  /// The client is what the application's principal names.
  private String clientId(String application) {
    int slash = application.indexOf('/');
    String domain = slash < 0 ? application : application.substring(0, slash);
    return documents.domain(domain).stream()
        .map(DomainDocument::applications)
        .flatMap(List::stream)
        .filter(each -> each.name().equals(application))
        .findFirst()
        .map(each -> each.principal().substring(each.principal().indexOf(':') + 1))
        .orElseThrow(() ->
            ProblemException.notFound(
                "Application `%s` is not in the mesh; write it as `domain/application`."
                    .formatted(application)));
  }

  Use of(String domain, String product, String port, @Nullable String application) {
    ProductDocument document = documents.requireProduct(domain, product);
    return of(document, Products.requirePort(document, port), application);
  }
}
