// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.model.schema.PortSchema;
import java.nio.charset.StandardCharsets;

/// Turns a value in its natural JSON into what Apicurio's serializer of the format would write
/// after the schema's id.
interface ValueEncoder {

  /// @throws SampleException when the value does not fit the schema
  byte[] encode(JsonNode value) throws SampleException;

  /// The encoder of a port.
  static ValueEncoder of(PortSchema schema) {
    return switch (schema.document().format()) {
      case AVRO -> AvroEncoder.of(schema);
      case PROTOBUF -> ProtoEncoder.of(schema);
      case JSON -> value -> value.toString().getBytes(StandardCharsets.UTF_8);
    };
  }
}
