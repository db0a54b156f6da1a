// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.product;

import dev.weft.catalog.product.PortSchemaView.SchemaField;
import dev.weft.catalog.product.PortSchemaView.SchemaReference;
import dev.weft.catalog.product.PortSummary.PortAccess;
import dev.weft.catalog.product.PortSummary.PortDischarge;
import dev.weft.catalog.product.PortSummary.PortKey;
import dev.weft.catalog.product.PortSummary.PortSla;
import dev.weft.catalog.view.PortRef;
import dev.weft.model.event.PortDocument;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How ports and their schemas are shown.
final class PortViews {

  private static final String CLEANUP = "cleanup.policy";
  private static final String RETENTION = "retention.ms";
  private static final String FOREVER = "forever";

  private PortViews() {}

  static PortSummary summary(PortDocument port, Map<String, PortRef> refs) {
    PortDocument.Schema schema = port.schema();
    Map<String, String> config = new TreeMap<>(port.config());
    String cleanup = config.remove(CLEANUP);
    config.remove(RETENTION);
    return new PortSummary(
        port.urn(),
        port.name(),
        port.major(),
        port.status(),
        port.replacedBy() == null ? null : refs.get(port.replacedBy()),
        port.sunset(),
        port.topic(),
        port.partitions(),
        retention(port.retentionMs()),
        cleanup == null ? "delete" : cleanup,
        port.clusters(),
        schema.format(),
        schema.name(),
        schema.fields().size(),
        port.classification(),
        port.discharged().stream().flatMap(one -> discharge(one, refs)).toList(),
        port.compatibility(),
        port.key() == null ? null : new PortKey(port.key().type(), port.key().field()),
        new PortSla(port.sla().freshness(), port.sla().availability(), port.sla().timeToRepair()),
        new PortAccess(port.access().approval(), port.access().purposes(), port.access().longest()),
        port.tags(),
        config);
  }

  private static Stream<PortDischarge> discharge(
      PortDocument.Discharge one, Map<String, PortRef> refs) {
    PortRef input = refs.get(one.input());
    return input == null ? Stream.empty() : Stream.of(new PortDischarge(input, one.reason()));
  }

  static PortSchemaView schema(PortDocument port) {
    PortDocument.Schema schema = port.schema();
    String key = port.key() == null ? null : port.key().field();
    List<SchemaField> fields = schema.fields().stream().map(field -> field(field, key)).toList();
    return new PortSchemaView(
        schema.format(),
        schema.name(),
        schema.artifact(),
        schema.text(),
        schema.references().stream()
            .map(each -> new SchemaReference(each.name(), each.text()))
            .toList(),
        fields);
  }

  private static SchemaField field(PortDocument.Field field, @Nullable String key) {
    String path = field.path();
    return new SchemaField(
        path,
        path.substring(path.lastIndexOf('.') + 1),
        (int) path.chars().filter(c -> c == '.').count(),
        field.type(),
        field.required(),
        field.doc(),
        field.tags(),
        field.term(),
        field.values(),
        path.equals(key));
  }

  private static @Nullable String retention(@Nullable Long millis) {
    if (millis == null) {
      return null;
    }
    return millis < 0 ? FOREVER : days(Duration.ofMillis(millis));
  }

  private static String days(Duration duration) {
    return duration.equals(Duration.ofDays(duration.toDays()))
        ? "P" + duration.toDays() + "D"
        : duration.toString();
  }
}
