// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;

/// Bytes as JSON has them.
final class Base64Text {

  private Base64Text() {}

  static byte[] decode(JsonNode node, String path) throws SampleException {
    AvroValues.require(node.isTextual(), "bytes as a base64 string", node, path);
    try {
      return Base64.getDecoder().decode(node.textValue());
    } catch (IllegalArgumentException e) {
      throw new SampleException(path, "expected base64: " + e.getMessage());
    }
  }
}
