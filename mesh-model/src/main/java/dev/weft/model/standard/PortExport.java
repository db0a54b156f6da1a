// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.standard;

import dev.weft.model.event.MeshDocument;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import java.util.List;
import java.util.Optional;

/// A port and what has to be known around it to describe it elsewhere.
///
/// @param mesh its mesh
/// @param product its product
/// @param port the port, one of the product's
/// @param endpoints where its clusters can be reached; those that are not known are left out of the
///   exported document
public record PortExport(
    MeshDocument mesh, ProductDocument product, PortDocument port, List<Endpoint> endpoints) {

  public PortExport {
    endpoints = List.copyOf(endpoints);
  }

  /// Where clients reach a cluster and its registry.
  ///
  /// @param cluster the name manifests use
  /// @param bootstrap `host:port`, several joined by `,`
  /// @param securityProtocol Kafka's word, such as `SASL_SSL`
  /// @param saslMechanism Kafka's word, such as `OAUTHBEARER`; empty when there is none
  /// @param registry address of the schema registry's API; empty when there is none
  public record Endpoint(
      String cluster,
      String bootstrap,
      String securityProtocol,
      String saslMechanism,
      String registry) {}

  /// Endpoints of the clusters on which the port is available, in its order.
  List<Endpoint> reachable() {
    return port.clusters().stream()
        .flatMap(name -> endpoints.stream().filter(endpoint -> endpoint.cluster().equals(name)))
        .toList();
  }

  Optional<MeshDocument.Team> owner() {
    return mesh.teams().stream().filter(team -> team.name().equals(product.owner())).findFirst();
  }
}
