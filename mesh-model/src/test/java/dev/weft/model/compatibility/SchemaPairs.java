// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaFormat;
import dev.weft.model.schema.SchemaReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Schemas from texts, read as those of a repository are.
public final class SchemaPairs {

  private SchemaPairs() {}

  /// What is read from one text.
  public static SchemaReader.Result read(SchemaFormat format, String text) {
    return read(Map.of(file(format), text), file(format), text.contains("message M ") ? "M" : null);
  }

  /// What is read from one of several files.
  public static SchemaReader.Result read(
      Map<String, String> files, String file, @Nullable String message) {
    SchemaReader.Source source =
        new SchemaReader.Source() {
          @Override
          public boolean exists(String path) {
            return files.containsKey(path);
          }

          @Override
          public byte[] read(String path) throws IOException {
            return Objects.requireNonNull(files.get(path)).getBytes(StandardCharsets.UTF_8);
          }
        };
    return new SchemaReader(source).read(file, message, List.of());
  }

  /// The schema, which is known to be right.
  public static PortSchema of(SchemaFormat format, String text) {
    return required(read(format, text), text);
  }

  static PortSchema required(SchemaReader.Result result, String text) {
    PortSchema schema = result.schema();
    if (schema == null) {
      List<Diagnostic> diagnostics = result.diagnostics();
      throw new AssertionError(diagnostics + " in " + text);
    }
    return schema;
  }

  public static SchemaComparison compare(SchemaFormat format, String before, String after) {
    return SchemaComparison.between(of(format, before), of(format, after));
  }

  static String file(SchemaFormat format) {
    return switch (format) {
      case AVRO -> "schema.avsc";
      case PROTOBUF -> "schema.proto";
      case JSON -> "schema.json";
    };
  }

  /// A whole schema from the short form of the tables.
  static String whole(SchemaFormat format, String text) {
    return switch (format) {
      case AVRO ->
          text.startsWith("{\"type\"")
              ? text
              : "{\"type\": \"record\", \"name\": \"R\", \"fields\": [" + text + "]}";
      case PROTOBUF ->
          "syntax = \"proto3\";\n"
              + (text.contains("message ") ? text : "message M { " + text + " }");
      case JSON -> "{\"type\": \"object\", " + text + "}";
    };
  }
}
