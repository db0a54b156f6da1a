// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.manifest.AccessGrantManifest;
import dev.weft.model.manifest.ApplicationManifest;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.DomainManifest;
import dev.weft.model.manifest.MeshManifest;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.PortSchema;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What was resolved last for each environment. It knows each thing together with the objects that
/// it was made from, so whoever asks gets it only for these very objects, whichever commit they are
/// of.
final class ResolveMemory {

  /// Remembers nothing.
  static final ResolveMemory NONE = new ResolveMemory(false);

  private final boolean isKeeping;
  private final Map<String, Past> environments = new ConcurrentHashMap<>();

  ResolveMemory() {
    this(true);
  }

  private ResolveMemory(boolean isKeeping) {
    this.isKeeping = isKeeping;
  }

  /// What was resolved for an environment.
  ///
  /// @param mesh the manifest that every product hangs on; null at first
  record Past(
      @Nullable MeshManifest mesh,
      Map<ProductName, OfProduct> products,
      SortedMap<ApplicationName, OfApplication> applications,
      SortedMap<ApplicationName, Application> resolved,
      Map<AccessGrantManifest, Grant> grants) {

    private static final Past EMPTY =
        new Past(
            null,
            Map.of(),
            Collections.unmodifiableSortedMap(new TreeMap<>()),
            Collections.unmodifiableSortedMap(new TreeMap<>()),
            Map.of());
  }

  /// A product with all that it was made from, besides the mesh's manifest.
  ///
  /// @param isClean whether nothing was wrong
  /// @param product null when it is a draft
  record OfProduct(
      DataProductManifest manifest,
      DomainManifest domain,
      Schemas.Found found,
      boolean isClean,
      @Nullable Product product) {}

  /// An application with all that it was made from.
  record OfApplication(
      ApplicationManifest manifest,
      String owner,
      Map<PortName, PortSchema> readers,
      Application application) {}

  Past of(String environment) {
    return environments.getOrDefault(environment, Past.EMPTY);
  }

  void keep(String environment, Past past) {
    if (isKeeping) {
      environments.put(environment, past);
    }
  }
}
