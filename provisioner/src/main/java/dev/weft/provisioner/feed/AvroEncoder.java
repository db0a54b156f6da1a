// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.feed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/// Avro binary.
final class AvroEncoder implements ValueEncoder {

  private final Schema schema;

  private AvroEncoder(Schema schema) {
    this.schema = schema;
  }

  static AvroEncoder of(PortSchema schema) {
    var parser = new Schema.Parser();
    for (SchemaDocument reference : schema.references()) {
      if (parser.parse(reference.content()).getType() == Schema.Type.NULL) {
        throw new IllegalArgumentException(reference.file() + " defines no type");
      }
    }
    return new AvroEncoder(meant(parser.parse(schema.document().content()), schema.message()));
  }

  /// A document may be a union of records, of which the port means one.
  private static Schema meant(Schema parsed, String message) {
    if (parsed.getType() == Schema.Type.UNION) {
      return parsed.getTypes().stream()
          .filter(branch -> branch.getFullName().equals(message))
          .findFirst()
          .orElse(parsed);
    }
    return parsed;
  }

  @Override
  public byte[] encode(JsonNode value) throws SampleException {
    Object datum = AvroValues.convert(schema, value, "");
    var out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new GenericDatumWriter<@Nullable Object>(schema).write(datum, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
