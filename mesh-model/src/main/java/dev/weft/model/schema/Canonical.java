// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.nio.charset.StandardCharsets;

/// Canonical texts of schemas on their own, without looking at what they refer to.
public final class Canonical {

  private Canonical() {}

  /// The text that [SchemaDocument#canonical()] has for a file with this content, whoever wrote it;
  /// the content without surrounding white space when it does not parse or is beyond the limits.
  public static String of(SchemaFormat format, String content) {
    try {
      if (content.getBytes(StandardCharsets.UTF_8).length > Limits.BYTES) {
        return content.strip();
      }
      return switch (format) {
        case AVRO -> AvroCanonical.write(JsonText.parse("schema", content, true));
        case PROTOBUF -> ProtoCanonical.write(ProtoTokens.read("schema", content));
        case JSON -> JsonSchemaCanonical.write(JsonText.parse("schema", content, false));
      };
    } catch (Refusal _) {
      return content.strip();
    }
  }
}
