// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.export;

import dev.weft.catalog.deployment.CatalogConfig;
import dev.weft.catalog.http.ProblemException;
import dev.weft.catalog.store.Documents;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.standard.PortExport;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;

/// Ports with what has to be known around them.
@ApplicationScoped
class Exports {

  private final Documents documents;
  private final CatalogConfig config;

  Exports(Documents documents, CatalogConfig config) {
    this.documents = documents;
    this.config = config;
  }

  /// A port, its product, its mesh, and the addresses that this deployment knows.
  ///
  /// @throws ProblemException 503 when the log has not yet said what mesh this is
  PortExport of(ProductDocument product, PortDocument port) {
    MeshDocument mesh =
        documents
            .mesh()
            .orElseThrow(() ->
                ProblemException.unavailable(
                    "The catalog has not read yet what mesh this is. Try again shortly.", null));
    return new PortExport(mesh, product, port, endpoints());
  }

  private List<PortExport.Endpoint> endpoints() {
    String registry = config.registry().url().map(URI::toString).orElse("");
    return config.clusters().entrySet().stream()
        .map(entry ->
            new PortExport.Endpoint(
                entry.getKey(),
                entry.getValue().bootstrapServers(),
                entry.getValue().securityProtocol(),
                entry.getValue().saslMechanism(),
                registry))
        .toList();
  }
}
