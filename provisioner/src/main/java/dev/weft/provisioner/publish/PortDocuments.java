// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.model.event.PortDocument;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.PortName;
import dev.weft.model.schema.Field;
import dev.weft.model.schema.PortSchema;
import dev.weft.provisioner.compile.MeshCompiler;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Ports to documents.
final class PortDocuments {

  private static final String RETENTION = "retention.ms";
  private static final String CLEANUP = "cleanup.policy";

  private PortDocuments() {}

  static PortDocument of(Product product, Port port) {
    PortName replacedBy = port.replacedBy();
    Port.Key key = port.key();
    return new PortDocument(
        port.name().urn(),
        port.name().port(),
        port.name().major(),
        Words.of(port.status()),
        replacedBy == null ? null : replacedBy.toString(),
        port.sunset(),
        port.topic().name(),
        port.topic().partitions(),
        port.topic().replication(),
        retention(port.topic().config()),
        port.topic().config(),
        port.clusters(),
        schema(port.schema(), MeshCompiler.artifact(product, port)),
        key == null ? null : new PortDocument.Key(key.type(), key.field()),
        port.compatibility().name(),
        Words.of(port.classification()),
        discharges(port),
        new PortDocument.Sla(
            port.sla().freshness(), port.sla().availability(), port.sla().timeToRepair()),
        new PortDocument.Access(
            Words.of(port.access().approval()), port.access().purposes(), port.access().longest()),
        port.tags());
  }

  private static @Nullable List<PortDocument.Discharge> discharges(Port port) {
    return port.discharges().isEmpty()
        ? null
        : port.discharges().stream()
            .map(one -> new PortDocument.Discharge(one.input().toString(), one.reason()))
            .toList();
  }

  /// What is compacted only is kept for as long as nothing newer has its key.
  private static @Nullable Long retention(SortedMap<String, String> config) {
    String retention = config.get(RETENTION);
    return retention == null || "compact".equals(config.get(CLEANUP))
        ? null
        : Long.valueOf(retention);
  }

  private static PortDocument.Schema schema(PortSchema schema, ResourceKey.Artifact artifact) {
    List<PortDocument.Reference> references =
        schema.references().stream()
            .map(document -> new PortDocument.Reference(document.name(), document.content()))
            .toList();
    return new PortDocument.Schema(
        Words.of(schema.document().format()),
        schema.message(),
        schema.document().content(),
        references,
        artifact.group() + "/" + artifact.artifact(),
        schema.fields().stream().map(PortDocuments::field).toList());
  }

  private static PortDocument.Field field(Field field) {
    return new PortDocument.Field(
        field.path(),
        field.type(),
        field.required(),
        field.doc(),
        field.tags(),
        field.term(),
        field.values());
  }
}
