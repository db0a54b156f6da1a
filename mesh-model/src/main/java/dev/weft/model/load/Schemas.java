// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.manifest.ApplicationManifest;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.PortName;
import dev.weft.model.name.ProductName;
import dev.weft.model.schema.PortSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The schemas and descriptions of a mesh, as they were read.
///
/// @param products what was found for each product
/// @param readers what was found for each application that has schemas of its own to read with
record Schemas(Map<ProductName, Found> products, Map<ApplicationName, FoundReaders> readers) {

  /// Those of a mesh that is not read.
  static final Schemas NONE = new Schemas(Map.of(), Map.of());

  /// What was found for one product.
  ///
  /// @param schemas by port; of those that could be read
  /// @param description text of its page; empty when there is none
  /// @param isComplete whether all of its schemas could be read
  /// @param looked ids of the files that were looked for, by path; empty where there was none
  record Found(
      DataProductManifest product,
      Map<PortName, PortSchema> schemas,
      String description,
      List<Diagnostic> diagnostics,
      boolean isComplete,
      Map<String, String> looked) {
    Found {
      schemas = Map.copyOf(schemas);
      diagnostics = List.copyOf(diagnostics);
      looked = Map.copyOf(looked);
    }
  }

  /// What was found for one application.
  ///
  /// @param schemas by port; of those that could be read
  /// @param looked ids of the files that were looked for, by path; empty where there was none
  /// @param isGood whether nothing was wrong with any of them
  record FoundReaders(
      ApplicationManifest application,
      Map<PortName, PortSchema> schemas,
      Map<String, String> looked,
      boolean isGood) {
    FoundReaders {
      schemas = Map.copyOf(schemas);
      looked = Map.copyOf(looked);
    }
  }

  /// What was found for a product; null when it has no manifest of good form.
  @Nullable Found find(ProductName product) {
    return products.get(product);
  }

  /// What an application reads with; empty when it does not say.
  Map<PortName, PortSchema> readers(ApplicationName application) {
    FoundReaders found = readers.get(application);
    return found == null ? Map.of() : found.schemas;
  }

  @Nullable PortSchema reader(ApplicationName application, PortName port) {
    return readers(application).get(port);
  }

  @Nullable PortSchema schema(PortName port) {
    Found found = products.get(port.product());
    return found == null ? null : found.schemas.get(port);
  }

  String description(ProductName product) {
    Found found = products.get(product);
    return found == null ? "" : found.description;
  }
}
