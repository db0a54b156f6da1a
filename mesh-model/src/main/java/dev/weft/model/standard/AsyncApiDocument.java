// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.standard;

import dev.weft.model.event.PortDocument;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A port as an AsyncAPI 3.0.0 document with Kafka bindings: what a consumer of it receives.
public final class AsyncApiDocument {

  /// The version of the standard.
  public static final String VERSION = "3.0.0";

  private static final String BINDING = "0.5.0";

  private AsyncApiDocument() {}

  /// The document of a port.
  public static StandardDocument of(PortExport export) {
    PortDocument port = export.port();
    String message = port.schema().name().substring(port.schema().name().lastIndexOf('.') + 1);
    return new StandardDocument(
        new Entries()
            .add("asyncapi", VERSION)
            .add("id", port.urn())
            .add("info", info(export))
            .add("servers", servers(export))
            .add("channels", Map.of(port.name(), channel(export, message)))
            .add("operations", Map.of("receive", operation(export, message)))
            .add("components", Map.of("messages", Map.of(message, message(port, message))))
            .map());
  }

  private static Map<String, Object> info(PortExport export) {
    LocalDate sunset = export.port().sunset();
    Entries contact = new Entries();
    export
        .owner()
        .ifPresent(owner -> contact.add("name", owner.title()).add("email", owner.email()));
    return new Entries()
        .add("title", export.product().title() + ": " + export.port().name())
        .add("version", export.port().major() + ".0.0")
        .add("description", export.product().description())
        .add("contact", contact.map())
        .add("tags", tags(export.product().tags()))
        .add("x-weft-classification", export.port().classification())
        .add("x-weft-status", export.port().status())
        .add("x-weft-replaced-by", export.port().replacedBy())
        .add("x-weft-sunset", sunset == null ? null : sunset.toString())
        .add("x-weft-discharges", Discharges.of(export.port()))
        .add("x-weft-product", export.product().urn())
        .add("x-weft-commit", export.product().commit().id())
        .map();
  }

  private static List<Map<String, Object>> tags(List<String> tags) {
    return tags.stream().map(tag -> Map.<String, Object>of("name", tag)).toList();
  }

  private static Map<String, Object> servers(PortExport export) {
    Map<String, Object> servers = new LinkedHashMap<>();
    for (PortExport.Endpoint endpoint : export.reachable()) {
      Map<String, Object> kafka =
          new Entries()
              .add("schemaRegistryUrl", endpoint.registry())
              .add("schemaRegistryVendor", endpoint.registry().isEmpty() ? "" : "apicurio")
              .add("bindingVersion", BINDING)
              .map();
      servers.put(
          endpoint.cluster(),
          new Entries()
              .add("host", endpoint.bootstrap())
              .add(
                  "protocol",
                  endpoint.securityProtocol().endsWith("SSL") ? "kafka-secure" : "kafka")
              .add("title", endpoint.cluster())
              .add("x-security-protocol", endpoint.securityProtocol())
              .add("x-sasl-mechanism", endpoint.saslMechanism())
              .add("bindings", Map.of("kafka", kafka))
              .map());
    }
    return servers;
  }

  private static Map<String, Object> channel(PortExport export, String message) {
    PortDocument port = export.port();
    Entries configuration = new Entries();
    String cleanup = port.config().getOrDefault("cleanup.policy", "delete");
    configuration.add("cleanup.policy", Arrays.asList(cleanup.split(",")));
    configuration.add("retention.ms", port.retentionMs());
    Map<String, Object> kafka =
        new Entries()
            .add("topic", port.topic())
            .add("partitions", port.partitions())
            .add("replicas", port.replication())
            .add("topicConfiguration", configuration.map())
            .add("bindingVersion", BINDING)
            .map();
    return new Entries()
        .add("address", port.topic())
        .add("title", export.product().title())
        .add(
            "servers",
            export.reachable().stream()
                .map(endpoint -> reference("#/servers/" + endpoint.cluster()))
                .toList())
        .add("messages", Map.of(message, reference("#/components/messages/" + message)))
        .add("bindings", Map.of("kafka", kafka))
        .map();
  }

  private static Map<String, Object> operation(PortExport export, String message) {
    String channel = "#/channels/" + export.port().name();
    return new Entries()
        .add("action", "receive")
        .add("channel", reference(channel))
        .add("title", "Read " + export.port().topic())
        .add("messages", List.of(reference(channel + "/messages/" + message)))
        .add("x-weft-group", "{domain}.{application}.{name}, of the application that has a grant")
        .map();
  }

  private static Map<String, Object> message(PortDocument port, String name) {
    Entries kafka = new Entries();
    PortDocument.Key key = port.key();
    if (key != null) {
      kafka.add("key", keySchema(key.type()));
    }
    kafka.add("schemaIdLocation", "payload");
    kafka.add("schemaLookupStrategy", "TopicIdStrategy");
    kafka.add("bindingVersion", BINDING);
    return new Entries()
        .add("name", port.schema().name())
        .add("title", name)
        .add("contentType", contentType(port.schema().format()))
        .add("payload", SelfContained.payload(port.schema()))
        .add("bindings", Map.of("kafka", kafka.map()))
        .map();
  }

  private static Map<String, Object> keySchema(String type) {
    return switch (type) {
      case "long" -> Map.of("type", "integer", "format", "int64");
      case "uuid" -> Map.of("type", "string", "format", "uuid");
      case "bytes" -> Map.of("type", "string", "contentEncoding", "base64");
      default -> Map.of("type", "string");
    };
  }

  private static String contentType(String format) {
    return switch (format) {
      case "avro" -> "application/vnd.apache.avro+binary";
      case "protobuf" -> "application/vnd.google.protobuf";
      default -> "application/json";
    };
  }

  private static Map<String, Object> reference(String pointer) {
    return Map.of("$ref", pointer);
  }
}
