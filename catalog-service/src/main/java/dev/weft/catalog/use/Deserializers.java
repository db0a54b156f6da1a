// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.use;

/// Class names of deserializers.
final class Deserializers {

  private static final String KAFKA = "org.apache.kafka.common.serialization.";
  private static final String APICURIO = "io.apicurio.registry.serde.";

  private Deserializers() {}

  static String key(Connection to) {
    return KAFKA
        + switch (to.keyType()) {
          case "long" -> "LongDeserializer";
          case "uuid" -> "UUIDDeserializer";
          case "bytes" -> "ByteArrayDeserializer";
          default -> "StringDeserializer";
        };
  }

  static String value(Connection to) {
    if (to.registry() == null) {
      return KAFKA + "ByteArrayDeserializer";
    }
    return APICURIO
        + switch (to.format()) {
          case "protobuf" -> "protobuf.ProtobufKafkaDeserializer";
          case "json" -> "jsonschema.JsonSchemaKafkaDeserializer";
          default -> "avro.AvroKafkaDeserializer";
        };
  }
}
