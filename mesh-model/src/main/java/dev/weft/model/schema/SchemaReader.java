// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Reads the schema files of a mesh repository and everything they refer to. One reader serves one
/// load: a file that many ports share is parsed once.
public final class SchemaReader {

  private final SchemaFiles files;
  private final AvroReader avro;
  private final ProtoReader proto;
  private final JsonSchemaReader json;
  private final ConcurrentMap<Request, Result> results = new ConcurrentHashMap<>();

  /// A reader of the files of one repository.
  public SchemaReader(Source source) {
    files = new SchemaFiles(source);
    avro = new AvroReader(files);
    proto = new ProtoReader(files);
    json = new JsonSchemaReader(files);
  }

  /// Where files come from. Paths are relative to the repository's root, with `/`, already safe.
  public interface Source {
    /// Whether there is a regular file at the path.
    boolean exists(String path);

    /// The file's bytes.
    byte[] read(String path) throws IOException;
  }

  /// A parsed schema, or the reasons why there is none.
  ///
  /// @param schema absent when a diagnostic is an error
  /// @param diagnostics sorted
  public record Result(@Nullable PortSchema schema, List<Diagnostic> diagnostics) {
    public Result {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /// Parses the schema of a port. Safe for many threads; never throws for what a user wrote.
  ///
  /// A field is required when its own value is never absent: it is not nullable, not `optional`,
  /// not a choice, not a singular message. The fields of an inner record are judged within it.
  ///
  /// @param file path of the schema file; its ending decides the format
  /// @param message full name of the record or message that is meant, when the file has several
  /// @param references paths of further files that the format does not find by itself (Avro)
  public Result read(String file, @Nullable String message, List<String> references) {
    return results.computeIfAbsent(
        new Request(file, message, List.copyOf(references)), this::readOnce);
  }

  private Result readOnce(Request request) {
    try {
      String path =
          Paths.normalize(request.file)
              .orElseThrow(
                  () -> ReferencePaths.outside(Location.ofFile(request.file), request.file));
      SchemaFormat format = SchemaFormat.ofFile(path).orElseThrow(() -> unsupported(path));
      if (!files.exists(path)) {
        throw new Refusal(
            Location.ofFile(path),
            SchemaRules.MISSING_FILE,
            "The schema file `" + path + "` does not exist.",
            "Correct the path in `schema`, or add the file.");
      }
      return switch (format) {
        case AVRO -> avro.read(path, request.message, request.references);
        case PROTOBUF -> proto.read(path, request.message, request.references);
        case JSON -> json.read(path, request.message, request.references);
      };
    } catch (Refusal e) {
      return new Result(null, e.diagnostics().stream().sorted().toList());
    }
  }

  private static Refusal unsupported(String path) {
    return new Refusal(
        Location.ofFile(path),
        SchemaRules.UNSUPPORTED_FORMAT,
        "The schema file `" + path + "` is of no known format.",
        "Use a file that ends in `.avsc`, `.proto` or `.json`.");
  }

  private record Request(String file, @Nullable String message, List<String> references) {}
}
