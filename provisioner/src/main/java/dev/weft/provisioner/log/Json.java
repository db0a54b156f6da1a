// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Reading and writing of the log's values, field by field: a mapper would cost more time at start
/// than reading the whole log does.
final class Json {

  /// The version of every value that this release writes.
  static final int VERSION = 1;

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /// Writes the fields of an object.
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /// Takes one field of an object, or leaves it alone.
  interface Field {
    /// Reads the value that the parser stands on.
    ///
    /// @return whether the field is known; the value of an unknown one is skipped
    boolean read(String name, JsonParser json) throws IOException;
  }

  /// A value with its version.
  static byte[] value(Fields fields) {
    var bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /// Reads a value. Unknown fields are skipped: a later release of the same version may add some.
  ///
  /// @throws IOException when it is no object, or of a version that this release does not know
  static void read(byte[] value, Field field) throws IOException {
    try (JsonParser json = FACTORY.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the value is not a JSON object");
      }
      int version = 0;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        if (name.equals("version")) {
          version = json.getIntValue();
          requireVersion(version);
        } else if (!field.read(name, json)
            && (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY)) {
          json.skipChildren();
        }
      }
      if (version == 0) {
        throw new IOException("the value has no version");
      }
    }
  }

  private static void requireVersion(int version) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "the value has version %d, and this release of Weft reads version %d; use the release that wrote it, or a newer one"
              .formatted(version, VERSION));
    }
  }

  /// The field, which has to be there.
  static String require(@Nullable String value, String field) throws IOException {
    if (value == null) {
      throw new IOException("the value has no field `" + field + "`");
    }
    return value;
  }
}
