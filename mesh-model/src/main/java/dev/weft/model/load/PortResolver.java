// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.language.Words;
import dev.weft.model.manifest.Access;
import dev.weft.model.manifest.DataProductManifest;
import dev.weft.model.manifest.Defaults;
import dev.weft.model.manifest.DomainManifest;
import dev.weft.model.manifest.MeshManifest;
import dev.weft.model.manifest.Sla;
import dev.weft.model.manifest.Topic;
import dev.weft.model.mesh.Cluster;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Product.Status;
import dev.weft.model.mesh.TopicSettings;
import dev.weft.model.name.PortName;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.topic.TopicConfigs;
import dev.weft.model.topic.TopicNames;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Resolves a port for one environment. Of two places that say something, the later wins: the
/// mesh's defaults, the environment's, the domain's, the port, the product's overlay for the
/// environment.
final class PortResolver {

  private static final int PARTITIONS = 1;
  private static final int REPLICATION = 3;

  private final MeshManifest mesh;
  private final MeshManifest.Environment environment;
  private final Schemas schemas;
  private final Findings findings;
  private final List<String> clusters;
  private final Map<String, Defaults> defaults = new HashMap<>();

  PortResolver(
      MeshManifest mesh, MeshManifest.Environment environment, Schemas schemas, Findings findings) {
    this.mesh = mesh;
    this.environment = environment;
    this.schemas = schemas;
    this.findings = findings;
    this.clusters = environment.clusters().stream().map(Cluster::name).toList();
  }

  Port resolve(DomainManifest domain, DataProductManifest product, DataProductManifest.Port port) {
    Defaults base = defaults.computeIfAbsent(domain.name(), _ -> defaultsOf(domain));
    DataProductManifest.Overlay overlay =
        product
            .environments()
            .getOrDefault(environment.name(), new TreeMap<>())
            .getOrDefault(
                port.name().local(), new DataProductManifest.Overlay(Topic.NOTHING, Sla.NOTHING));
    Topic topic = base.topic().overlaidBy(port.topic()).overlaidBy(overlay.topic());
    Sla sla = base.sla().overlaidBy(port.sla()).overlaidBy(overlay.sla());
    TopicSettings settings = settings(port, topic);
    if (port.status() != Status.RETIRED) {
      check(port, settings);
    }
    PortSchema schema = schemas.schema(port.name());
    return new Port(
        port.name(),
        port.status(),
        port.replacedBy(),
        port.sunset(),
        settings,
        Objects.requireNonNull(schema, "schema of a port that is not broken"),
        port.key(),
        first(port.compatibility(), base.compatibility(), Port.Compatibility.BACKWARD),
        first(port.classification(), base.classification(), Port.Classification.INTERNAL),
        port.discharges(),
        new Port.Sla(sla.freshness(), sla.availability(), sla.timeToRepair()),
        access(base.access().overlaidBy(port.access())),
        clusters(port),
        port.tags(),
        port.node().location());
  }

  private Defaults defaultsOf(DomainManifest domain) {
    return mesh.defaults().overlaidBy(environment.defaults()).overlaidBy(domain.defaults());
  }

  private static <T> T first(
      @org.jspecify.annotations.Nullable T own,
      @org.jspecify.annotations.Nullable T inherited,
      T usual) {
    if (own != null) {
      return own;
    }
    return inherited != null ? inherited : usual;
  }

  private static Port.Access access(Access access) {
    List<String> purposes = access.purposes();
    return new Port.Access(
        access.approval() == null ? Port.Approval.OWNER : access.approval(),
        purposes == null ? List.of() : purposes,
        access.longest());
  }

  private TopicSettings settings(DataProductManifest.Port port, Topic topic) {
    Location here = port.node().location();
    TreeMap<String, Location> places = new TreeMap<>(topic.locations());
    places.remove("adopt");
    places.putIfAbsent("partitions", here);
    places.putIfAbsent("replication", here);
    String name = topic.name();
    if (name == null) {
      name = templated(port.name());
      boolean written = mesh.header().spec().find("naming").isPresent();
      places.put("name", written ? mesh.locate("spec.naming.topic") : here);
    }
    int replication = topic.replication() == null ? REPLICATION : topic.replication();
    TreeMap<String, String> config = new TreeMap<>(topic.config());
    config.values().removeIf(TopicConfigs.CLUSTER_DEFAULT::equals);
    return new TopicSettings(
        name,
        topic.partitions() == null ? PARTITIONS : topic.partitions(),
        (short) replication,
        Collections.unmodifiableSortedMap(config),
        topic.adopt() != null && topic.adopt(),
        Collections.unmodifiableSortedMap(places));
  }

  private String templated(PortName port) {
    return mesh.topicTemplate()
        .replace("{domain}", port.product().domain())
        .replace("{product}", port.product().product())
        .replace("{port}", port.port())
        .replace("{major}", Integer.toString(port.major()));
  }

  private void check(DataProductManifest.Port port, TopicSettings topic) {
    TopicNames.problem(topic.name(), port.name().product().domain())
        .ifPresent(problem ->
            findings.error(
                place(port, topic, "name"),
                Rules.NAMING_TOPIC_NAME,
                "The topic name `%s` is not allowed: %s.".formatted(topic.name(), problem),
                "choose another name"));
    String inSync = topic.config().get("min.insync.replicas");
    if (inSync != null && Integer.parseInt(inSync) > topic.replication()) {
      findings.error(
          place(port, topic, "min.insync.replicas"),
          Rules.TOPIC_NOT_WRITABLE,
          "`min.insync.replicas` of `%s` is %s, but each partition has %d %s, so no producer with"
                  .formatted(
                      port.name().local(),
                      inSync,
                      topic.replication(),
                      topic.replication() == 1 ? "replica" : "replicas")
              + " `acks=all` could write in the environment `"
              + environment.name()
              + "`.",
          "lower `min.insync.replicas`, or raise `replication`");
    }
    String cleanup = topic.config().getOrDefault("cleanup.policy", "");
    if (cleanup.startsWith("compact") && port.key() == null) {
      findings.error(
          place(port, topic, "cleanup.policy"),
          Rules.TOPIC_COMPACTED_WITHOUT_KEY,
          "The port `%s` is compacted but has no `key`, so brokers would refuse its records."
              .formatted(port.name().local()),
          "add for example `key: {type: string}`, or write `cleanup: delete`");
    }
  }

  /// Where a setting was decided, if that is the port's own file; else the port. What the mesh
  /// decided for all is not wrong by itself.
  private static Location place(
      DataProductManifest.Port port, TopicSettings topic, String setting) {
    Location decided = topic.locations().get(setting);
    Location here = port.node().location();
    return decided != null && decided.file().equals(here.file()) ? decided : here;
  }

  private void requireLink(DataProductManifest.Port port, String from, String to) {
    boolean isLinked =
        mesh.links().stream().anyMatch(link -> link.from().equals(from) && link.to().equals(to));
    if (!isLinked) {
      findings.error(
          port.node().at("availableOn", port.availableOn().indexOf(to)),
          Rules.LINK_MISSING,
          "`%s` is produced on `%s`, and no link leads from there to `%s`."
              .formatted(port.name().local(), from, to),
          "add `{name: %s-to-%s, from: %s, to: %s}` to `links` in mesh.yaml"
              .formatted(from, to, from, to));
    }
  }

  private List<String> clusters(DataProductManifest.Port port) {
    if (port.availableOn().isEmpty()) {
      return List.of(clusters.getFirst());
    }
    List<String> here = port.availableOn().stream().filter(clusters::contains).toList();
    if (here.isEmpty() && port.status() != Status.RETIRED) {
      findings.error(
          port.node().at("availableOn"),
          Rules.TOPIC_NO_CLUSTER,
          "None of these clusters is in the environment `" + environment.name() + "`.",
          "add one of " + Words.quoted(clusters));
    }
    if (port.status() != Status.RETIRED) {
      here.stream().skip(1).forEach(other -> requireLink(port, here.getFirst(), other));
    }
    return here;
  }
}
