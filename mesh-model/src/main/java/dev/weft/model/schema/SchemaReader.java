// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import dev.weft.model.diagnostic.Diagnostic;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the schema files of a mesh repository and everything they refer to. One reader serves one
/// load: a file that many ports share is parsed once.
public final class SchemaReader {

  private final Source source;

  /// A reader of the files of one repository.
  public SchemaReader(Source source) {
    this.source = source;
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

  /// Parses the schema of a port.
  ///
  /// @param file path of the schema file; its ending decides the format
  /// @param message full name of the record or message that is meant, when the file has several
  /// @param references paths of further files that the format does not find by itself (Avro)
  public Result read(String file, @Nullable String message, List<String> references) {
    throw new IllegalStateException("being written: " + source + file + message + references);
  }
}
