// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.model.mesh.Port;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Keys: text as UTF-8, `long` as eight bytes with the highest first, `bytes` from base64.
final class KeyEncoder {

  private KeyEncoder() {}

  /// @param key what the port's records are keyed by; null when they are not
  /// @param given the sample's key; null when it has none
  /// @param value the sample's value, from which a missing key is taken
  static byte @Nullable [] encode(Port.@Nullable Key key, @Nullable JsonNode given, JsonNode value)
      throws SampleException {
    if (key == null) {
      if (given != null && !given.isNull()) {
        throw new SampleException("key", "the port has no key, and the sample has one: " + given);
      }
      return null;
    }
    JsonNode node = given != null && !given.isNull() ? given : fromValue(key, value);
    if (node == null || node.isNull() || node.isMissingNode()) {
      throw new SampleException("key", "it is missing; the port's records are keyed");
    }
    return switch (key.type()) {
      case "long" ->
          ByteBuffer.allocate(Long.BYTES)
              .putLong(AvroValues.whole(node, "key", Long.MIN_VALUE, Long.MAX_VALUE))
              .array();
      case "bytes" -> Base64Text.decode(node, "key");
      case "string", "uuid" -> {
        AvroValues.require(node.isTextual(), "a string", node, "key");
        yield node.textValue().getBytes(StandardCharsets.UTF_8);
      }
      default -> throw new IllegalStateException("unknown key type " + key.type());
    };
  }

  private static @Nullable JsonNode fromValue(Port.Key key, JsonNode value) {
    String field = key.field();
    return field == null ? null : value.at("/" + field.replace('.', '/'));
  }
}
