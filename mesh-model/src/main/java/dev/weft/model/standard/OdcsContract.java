// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.standard;

import dev.weft.model.event.MeshDocument;
import dev.weft.model.event.PortDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A port as an Open Data Contract Standard 3.1.0 contract.
///
/// What the standard has no field for (partitions, compatibility, group prefix…) stands in
/// `customProperties`.
public final class OdcsContract {

  /// The version of the standard.
  public static final String VERSION = "v3.1.0";

  private OdcsContract() {}

  /// The contract of a port.
  public static StandardDocument of(PortExport export) {
    PortDocument port = export.port();
    return new StandardDocument(
        new Entries()
            .add("apiVersion", VERSION)
            .add("kind", "DataContract")
            .add("id", port.urn())
            .add("name", port.name())
            .add("version", port.major() + ".0.0")
            .add("status", port.status())
            .add("domain", export.product().domain())
            .add("dataProduct", export.product().name())
            .add("tenant", export.mesh().name())
            .add("tags", tags(export))
            .add("description", description(export))
            .add("servers", servers(export))
            .add("schema", List.of(schema(port)))
            .add("slaProperties", promises(port))
            .add("team", team(export))
            .add("roles", List.of(reader(export)))
            .add("support", support(export))
            .add("customProperties", custom(export))
            .map());
  }

  static Map<String, Object> property(String name, Object value) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("property", name);
    property.put("value", value);
    return property;
  }

  private static List<String> tags(PortExport export) {
    return Stream.concat(export.product().tags().stream(), export.port().tags().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static Map<String, Object> description(PortExport export) {
    PortDocument.Access access = export.port().access();
    String usage =
        access.purposes().isEmpty()
            ? ""
            : "Allowed purposes: " + String.join(", ", access.purposes()) + ".";
    Duration longest = access.longest();
    String limitations =
        longest == null ? "" : "A grant runs for " + longest.toDays() + " days at the longest.";
    return new Entries()
        .add("purpose", export.product().description())
        .add("usage", usage)
        .add("limitations", limitations)
        .map();
  }

  private static List<Map<String, Object>> servers(PortExport export) {
    List<Map<String, Object>> servers = new ArrayList<>();
    for (PortExport.Endpoint endpoint : export.reachable()) {
      List<Map<String, Object>> custom = new ArrayList<>();
      custom.add(property("securityProtocol", endpoint.securityProtocol()));
      if (!endpoint.saslMechanism().isEmpty()) {
        custom.add(property("saslMechanism", endpoint.saslMechanism()));
      }
      if (!endpoint.registry().isEmpty()) {
        custom.add(property("schemaRegistryUrl", endpoint.registry()));
      }
      servers.add(
          new Entries()
              .add("id", endpoint.cluster())
              .add("server", endpoint.cluster())
              .add("type", "kafka")
              .add("environment", export.mesh().environment())
              .add("host", endpoint.bootstrap())
              .add("format", export.port().schema().format())
              .add("customProperties", custom)
              .map());
    }
    return servers;
  }

  private static Map<String, Object> schema(PortDocument port) {
    List<Map<String, Object>> custom = new ArrayList<>();
    custom.add(property("partitions", port.partitions()));
    custom.add(property("cleanupPolicy", port.config().getOrDefault("cleanup.policy", "delete")));
    custom.add(property("compatibility", port.compatibility()));
    custom.add(property("registryArtifact", port.schema().artifact()));
    custom.add(property("schemaName", port.schema().name()));
    return new Entries()
        .add("name", simpleName(port.schema().name()))
        .add("physicalName", port.topic())
        .add("physicalType", "topic")
        .add("logicalType", "object")
        .add("customProperties", custom)
        .add("properties", OdcsProperties.of(port))
        .map();
  }

  private static String simpleName(String fullName) {
    return fullName.substring(fullName.lastIndexOf('.') + 1);
  }

  private static List<Map<String, Object>> promises(PortDocument port) {
    PortDocument.Sla sla = port.sla();
    List<Map<String, Object>> promises = new ArrayList<>();
    if (sla.availability() != null) {
      promises.add(promise("availability", sla.availability(), "percent"));
    }
    if (sla.freshness() != null) {
      promises.add(promise("latency", sla.freshness().toSeconds(), "s"));
    }
    if (sla.timeToRepair() != null) {
      promises.add(promise("timeToRepair", sla.timeToRepair().toSeconds(), "s"));
    }
    if (port.sunset() != null) {
      promises.add(
          new Entries()
              .add("property", "endOfLife")
              .add("value", port.sunset().toString())
              .add("driver", "operational")
              .map());
    }
    Long retention = port.retentionMs();
    if (retention != null && retention > 0) {
      promises.add(promise("retention", retention / 1000, "s"));
    }
    return promises;
  }

  private static Map<String, Object> promise(String name, Number value, String unit) {
    return new Entries()
        .add("property", name)
        .add("value", value)
        .add("unit", unit)
        .add("driver", "operational")
        .map();
  }

  private static Map<String, Object> team(PortExport export) {
    Entries team = new Entries().add("name", export.product().owner());
    export
        .owner()
        .ifPresent(owner ->
            team.add("description", owner.title())
                .add(
                    "members",
                    owner.members().stream()
                        .map(member -> Map.<String, Object>of("username", member))
                        .toList()));
    return team.map();
  }

  private static Map<String, Object> reader(PortExport export) {
    PortDocument.Access access = export.port().access();
    return new Entries()
        .add("role", "reader")
        .add("access", "read")
        .add("description", "Reads with a grant that ends by itself.")
        .add(
            "firstLevelApprovers",
            access.approval().equals("owner") ? export.product().owner() : "")
        .map();
  }

  private static List<Map<String, Object>> support(PortExport export) {
    List<Map<String, Object>> support = new ArrayList<>();
    export.owner().ifPresent(owner -> channels(owner, support));
    return support;
  }

  private static void channels(MeshDocument.Team owner, List<Map<String, Object>> support) {
    if (owner.chat() != null) {
      support.add(
          new Entries()
              .add("channel", owner.chat())
              .add("tool", "other")
              .add("scope", "interactive")
              .map());
    }
    mail(owner.email(), "interactive", support);
    mail(owner.onCall(), "issues", support);
  }

  private static void mail(
      @Nullable String address, String scope, List<Map<String, Object>> support) {
    if (address != null) {
      support.add(
          new Entries()
              .add("channel", address)
              .add("url", "mailto:" + address)
              .add("tool", "email")
              .add("scope", scope)
              .map());
    }
  }

  private static List<Map<String, Object>> custom(PortExport export) {
    List<Map<String, Object>> custom = new ArrayList<>();
    PortDocument port = export.port();
    custom.add(property("classification", port.classification()));
    custom.add(property("product", export.product().urn()));
    custom.add(property("productType", export.product().type()));
    if (!export.product().inputs().isEmpty()) {
      custom.add(property("inputs", export.product().inputs()));
    }
    if (port.replacedBy() != null) {
      custom.add(property("replacedBy", port.replacedBy()));
    }
    if (!port.discharged().isEmpty()) {
      custom.add(property("discharges", Discharges.of(port)));
    }
    custom.add(property("commit", export.product().commit().id()));
    return custom;
  }
}
