// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.export;

import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import dev.weft.model.standard.AsyncApiDocument;
import dev.weft.model.standard.OdcsContract;
import dev.weft.model.standard.PortExport;
import dev.weft.model.standard.StandardDocument;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// A standard in which a port can be described.
enum Standard {
  ODCS(OdcsContract::of, Media.YAML, Media.JSON),
  ASYNCAPI(AsyncApiDocument::of, Media.YAML, Media.JSON, Media.ASYNCAPI_YAML, Media.ASYNCAPI_JSON);

  private final Function<PortExport, StandardDocument> writer;
  private final List<Variant> variants;

  Standard(Function<PortExport, StandardDocument> writer, String... types) {
    this.writer = writer;
    this.variants =
        Arrays.stream(types)
            .map(type -> new Variant(MediaType.valueOf(type), (Locale) null, null))
            .toList();
  }

  StandardDocument document(PortExport export) {
    return writer.apply(export);
  }

  /// What it can be written as; the first one for callers who have no preference.
  List<Variant> variants() {
    return variants;
  }

  /// The text of a document.
  static String text(StandardDocument document, MediaType type) {
    return isYaml(type) ? document.yaml() : document.json();
  }

  /// Such as `reviews.enriched-reviews.enriched.v1.odcs.yaml`.
  String fileName(ProductDocument product, PortDocument port, MediaType type) {
    return "%s.%s.%s.v%d.%s.%s"
        .formatted(
            product.domain(),
            product.name(),
            port.name(),
            port.major(),
            name().toLowerCase(Locale.ROOT),
            isYaml(type) ? "yaml" : "json");
  }

  private static boolean isYaml(MediaType type) {
    return type.getSubtype().endsWith("yaml");
  }

  /// Media types, as they are registered.
  static final class Media {
    static final String YAML = "application/yaml";
    static final String JSON = MediaType.APPLICATION_JSON;
    static final String ASYNCAPI_YAML = "application/vnd.aai.asyncapi+yaml";
    static final String ASYNCAPI_JSON = "application/vnd.aai.asyncapi+json";

    private Media() {}
  }
}
