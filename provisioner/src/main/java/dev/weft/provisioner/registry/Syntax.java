// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import dev.weft.provisioner.resource.Desired;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/// What can be said about a schema without asking the registry.
final class Syntax {

  private Syntax() {}

  /// What is wrong with its text; names that other files define are not looked up.
  static Optional<String> problem(Desired.Schema schema) {
    return switch (schema.format()) {
      case AVRO -> avro(schema);
      case JSON -> json(schema.content());
      case PROTOBUF -> protobuf(schema.content());
    };
  }

  private static Optional<String> avro(Desired.Schema schema) {
    Optional<String> problem = json(schema.content());
    if (problem.isPresent() || !schema.references().isEmpty()) {
      return problem;
    }
    try {
      Schema parsed = new Schema.Parser().parse(schema.content());
      return parsed == null ? Optional.of("it holds no schema") : Optional.empty();
    } catch (AvroRuntimeException | NullPointerException e) {
      // Avro answers an unknown type with a NullPointerException.
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> json(String content) {
    try {
      JsonNode node = Json.read(content);
      return node.isMissingNode() ? Optional.of("it is empty") : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(e.getOriginalMessage());
    }
  }

  private static Optional<String> protobuf(String content) {
    try {
      return ProtoParser.Companion.parse(Location.get("schema.proto"), content).toString().isEmpty()
          ? Optional.of("it is empty")
          : Optional.empty();
    } catch (IllegalStateException | IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
