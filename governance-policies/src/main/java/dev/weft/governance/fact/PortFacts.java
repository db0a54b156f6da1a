// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.fact;

import dev.weft.model.language.Words;
import dev.weft.model.mesh.Cluster;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Port.Classification;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.PortName;
import dev.weft.model.schema.Field;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What expressions see of ports.
final class PortFacts {

  /// Seven days, where the manifest leaves it to the cluster.
  private static final String KAFKAS_RETENTION = "604800000";

  private final Terms terms;
  private final Map<PortName, Port> ports = new HashMap<>();
  private final Map<String, ClusterFact> clusters = new HashMap<>();

  PortFacts(EnvironmentMesh mesh, Terms terms) {
    this.terms = terms;
    for (Product product : mesh.products()) {
      product.ports().forEach(port -> ports.put(port.name(), port));
    }
    mesh.clusters().forEach((name, cluster) -> clusters.put(name, cluster(cluster)));
  }

  private static ClusterFact cluster(Cluster cluster) {
    Classification greatest = cluster.classification();
    return new ClusterFact(
        cluster.name(),
        greatest == null ? "" : Words.of(greatest),
        (greatest == null ? Classification.RESTRICTED : greatest).ordinal(),
        Optional.ofNullable(cluster.brokers()).map(Integer::longValue));
  }

  /// The port of a name, if the environment has it.
  @Nullable Port find(PortName name) {
    return ports.get(name);
  }

  /// What is read of another product.
  InputFact input(PortName name) {
    Port port = ports.get(name);
    return port == null
        ? new InputFact(name.toString(), false, "", 0)
        : new InputFact(
            name.toString(),
            true,
            Words.of(port.classification()),
            port.classification().ordinal());
  }

  PortFact of(Port port) {
    List<FieldFact> fields = fields(port.schema().fields());
    return new PortFact(
        port.name().port(),
        port.name().major(),
        port.name().local(),
        Words.of(port.status()),
        port.replacedBy() == null ? "" : port.replacedBy().toString(),
        Optional.ofNullable(port.sunset()).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()),
        topic(port),
        Optional.ofNullable(key(port.key(), fields)),
        port.compatibility().name(),
        Words.of(port.classification()),
        port.classification().ordinal(),
        port.discharges().stream()
            .map(one -> new DischargeFact(one.input().toString(), one.reason()))
            .toList(),
        new SlaFact(
            Optional.ofNullable(port.sla().freshness()),
            Optional.ofNullable(port.sla().availability()),
            Optional.ofNullable(port.sla().timeToRepair())),
        new AccessFact(
            Words.of(port.access().approval()),
            port.access().purposes(),
            Optional.ofNullable(port.access().longest())),
        port.clusters(),
        port.clusters().stream().map(clusters::get).filter(Objects::nonNull).toList(),
        port.tags(),
        Words.of(port.schema().document().format()),
        fields);
  }

  private @Nullable KeyFact key(Port.@Nullable Key key, List<FieldFact> fields) {
    if (key == null) {
      return null;
    }
    String path = key.field();
    if (path != null) {
      for (FieldFact field : fields) {
        if (field.path().equals(path)) {
          return new KeyFact(key.type(), path, field.isRequired(), field.term(), field.meaning());
        }
      }
    }
    return new KeyFact(key.type(), path == null ? "" : path, false, "", Optional.empty());
  }

  private static TopicFact topic(Port port) {
    Map<String, String> config = port.topic().config();
    String cleanup = config.getOrDefault("cleanup.policy", "delete");
    String retention = config.getOrDefault("retention.ms", KAFKAS_RETENTION);
    String inSync = config.get("min.insync.replicas");
    long millis = Long.parseLong(retention);
    return new TopicFact(
        port.topic().name(),
        port.topic().partitions(),
        port.topic().replication(),
        List.of(cleanup.split(",")),
        millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis)),
        Optional.ofNullable(inSync).map(Long::valueOf),
        config);
  }

  private List<FieldFact> fields(List<Field> fields) {
    List<FieldFact> facts = new ArrayList<>(fields.size());
    fields.forEach(field -> facts.add(field(field)));
    return facts;
  }

  private FieldFact field(Field field) {
    String name = Spelling.lastName(field.path());
    String plain = Spelling.plain(name);
    String term = field.term() == null ? "" : field.term();
    return new FieldFact(
        field.path(),
        name,
        plain,
        field.type(),
        field.required(),
        field.doc(),
        field.tags(),
        term,
        terms.find(term),
        term.isEmpty() ? terms.resembling(plain, field.type()) : "",
        field.values(),
        Spelling.whole(field.format()));
  }
}
