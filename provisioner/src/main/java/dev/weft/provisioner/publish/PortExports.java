// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.model.event.CatalogDocument;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.standard.PortExport;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Ports as the catalog would know them, for those who describe them straight from manifests.
public final class PortExports {

  private PortExports() {}

  /// Every port of a mesh, by URN; those of broken products are left out.
  ///
  /// @param endpoints where the environment's clusters are reached; none when that is not known
  public static SortedMap<String, PortExport> of(
      Publication publication, List<PortExport.Endpoint> endpoints) {
    SortedMap<String, CatalogDocument> documents =
        new CatalogBuilder(publication, new TreeMap<>(), new TreeMap<>(), Affected.EVERYTHING)
            .build();
    SortedMap<String, PortExport> exports = new TreeMap<>();
    if (documents.get(MeshDocument.KEY) instanceof MeshDocument mesh) {
      for (CatalogDocument document : documents.values()) {
        if (document instanceof ProductDocument product) {
          for (PortDocument port : product.ports()) {
            exports.put(port.urn(), new PortExport(mesh, product, port, endpoints));
          }
        }
      }
    }
    return exports;
  }
}
