// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.mesh.Product;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaDocument;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Ports to registry artifacts. The port's own document is the artifact `{topic}-value` in the
/// domain's group, which clients find by the topic's name; a document that others refer to is an
/// artifact of its own in the group of the domain whose folder it is in.
final class Schemas {

  private static final String DOMAINS = "domains";

  private final Resources resources;
  private final Map<String, Shared> shared = new HashMap<>();

  /// A document that is referred to, with the first port, by name, that uses it.
  private record Shared(SchemaDocument document, Product product, Port port, PortSchema schema) {}

  Schemas(Resources resources) {
    this.resources = resources;
  }

  void add(Product product, Port port) {
    PortSchema schema = port.schema();
    resources.add(
        new Desired.Schema(
            MeshCompiler.artifact(product, port),
            Owner.of(product.name()),
            schema.document().format(),
            schema.document().content(),
            schema.document().canonical(),
            references(product, schema, schema.document()),
            port.compatibility(),
            port.topic().adopt(),
            port.location()));
    for (SchemaDocument document : schema.references()) {
      shared.merge(
          document.file(),
          new Shared(document, product, port, schema),
          (one, other) -> one.port().name().compareTo(other.port().name()) <= 0 ? one : other);
    }
  }

  void finish() {
    for (Shared each : shared.values().stream().sorted(Schemas::byFile).toList()) {
      Compatibility compatibility = each.port().compatibility();
      resources.add(
          new Desired.Schema(
              key(each.product(), each.document()),
              owner(each.product(), each.document()),
              each.document().format(),
              each.document().content(),
              each.document().canonical(),
              references(each.product(), each.schema(), each.document()),
              compatibility,
              each.port().topic().adopt(),
              each.port().location()));
    }
  }

  private static int byFile(Shared one, Shared other) {
    return one.document().file().compareTo(other.document().file());
  }

  private static List<Desired.Schema.Reference> references(
      Product product, PortSchema schema, SchemaDocument document) {
    if (document.uses().isEmpty()) {
      return List.of();
    }
    Map<String, SchemaDocument> byFile = new HashMap<>();
    schema.references().forEach(each -> byFile.put(each.file(), each));
    return document.uses().stream()
        .map(use -> {
          SchemaDocument target = byFile.get(use.file());
          if (target == null) {
            throw new IllegalStateException(
                "%s refers to %s, which its port schema does not hold"
                    .formatted(document.file(), use.file()));
          }
          return new Desired.Schema.Reference(use.name(), key(product, target));
        })
        .toList();
  }

  private static ResourceKey.Artifact key(Product product, SchemaDocument document) {
    String[] part = document.file().split("/", 3);
    boolean isInDomain = part.length == 3 && part[0].equals(DOMAINS);
    String group = isInDomain ? part[1] : product.name().domain();
    String below = isInDomain ? part[2] : document.file();
    String artifact =
        document.format() == SchemaFormat.AVRO ? document.name() : below.replace('/', '.');
    return new ResourceKey.Artifact(group, artifact);
  }

  /// Whose a document is that a product's ports refer to.
  static Owner owner(Product product, SchemaDocument document) {
    String[] part = document.file().split("/", 4);
    return part.length == 4 && part[0].equals(DOMAINS)
        ? new Owner(Owner.Kind.PRODUCT, part[1], part[2])
        : Owner.of(product.name());
  }
}
