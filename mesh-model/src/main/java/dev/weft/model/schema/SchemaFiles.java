// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.schema.SchemaReader.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Reads and parses files, each once; safe for many threads.
final class SchemaFiles {

  private final Source source;
  private final ConcurrentMap<String, Outcome> outcomes = new ConcurrentHashMap<>();

  SchemaFiles(Source source) {
    this.source = source;
  }

  boolean exists(String path) {
    return source.exists(path);
  }

  AvroFile avro(String path) throws Refusal {
    return (AvroFile) parsed(path, SchemaFormat.AVRO);
  }

  ProtoFile proto(String path) throws Refusal {
    return (ProtoFile) parsed(path, SchemaFormat.PROTOBUF);
  }

  JsonSchemaFile json(String path) throws Refusal {
    return (JsonSchemaFile) parsed(path, SchemaFormat.JSON);
  }

  private ParsedFile parsed(String path, SchemaFormat format) throws Refusal {
    Outcome outcome =
        outcomes.computeIfAbsent(format + " " + path, _ -> Outcome.of(() -> parse(path, format)));
    if (outcome.file == null) {
      throw new Refusal(outcome.problems);
    }
    return outcome.file;
  }

  private ParsedFile parse(String path, SchemaFormat format) throws Refusal {
    String text = text(path);
    return switch (format) {
      case AVRO -> AvroFile.parse(path, text);
      case PROTOBUF -> ProtoFile.parse(path, text);
      case JSON -> JsonSchemaFile.parse(path, text);
    };
  }

  private String text(String path) throws Refusal {
    byte[] bytes;
    try {
      bytes = source.read(path);
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal(
          Location.ofFile(path),
          SchemaRules.UNREADABLE,
          "The schema file `" + path + "` cannot be read: " + e.getMessage() + ".",
          "Make the file readable, then run again.");
    }
    if (bytes.length > Limits.BYTES) {
      throw new Refusal(
          Location.ofFile(path),
          SchemaRules.TOO_LARGE,
          "The schema file has " + bytes.length + " bytes; the limit is " + Limits.BYTES + ".",
          "Split it into several files.");
    }
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      throw new Refusal(
          new Location(path, 1, 1),
          SchemaRules.SYNTAX,
          "The file begins with a byte order mark.",
          "Save it as UTF-8 without BOM.");
    }
    String text = decode(path, bytes);
    if (text.isBlank()) {
      throw new Refusal(
          Location.ofFile(path),
          SchemaRules.SYNTAX,
          "The file is empty.",
          "Write the schema into it, or remove the file.");
    }
    return text;
  }

  private static String decode(String path, byte[] bytes) throws Refusal {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      String before = out.flip().toString();
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      int column = before.length() - before.lastIndexOf('\n');
      throw new Refusal(
          new Location(path, line, column),
          SchemaRules.SYNTAX,
          "The file is not valid UTF-8.",
          "Save it as UTF-8.");
    }
    return out.flip().toString();
  }

  private interface Parse {
    ParsedFile run() throws Refusal;
  }

  private record Outcome(@Nullable ParsedFile file, List<Diagnostic> problems) {
    static Outcome of(Parse parse) {
      try {
        return new Outcome(parse.run(), List.of());
      } catch (Refusal e) {
        return new Outcome(null, e.diagnostics());
      }
    }
  }
}
