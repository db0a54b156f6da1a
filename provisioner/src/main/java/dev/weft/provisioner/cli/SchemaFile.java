// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.schema.PortSchema;
import dev.weft.model.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A schema in a file of its own, outside of any mesh. What it refers to is looked for beside it.
///
/// @param schema parsed
record SchemaFile(PortSchema schema) {

  private static final Map<String, String> ENDINGS =
      Map.of("avro", ".avsc", "protobuf", ".proto", "json", ".json");

  /// @param written the path as the user wrote it
  /// @param language `avro`, `protobuf` or `json`; by the file's ending when absent
  /// @throws CliException when it cannot be read or is no schema
  static SchemaFile of(
      Path path, String written, @Nullable String language, @Nullable String message) {
    if (!Files.isRegularFile(path)) {
      throw new CliException(
          "There is no file " + written + ".",
          "Name the files of two schemas, or compare ports of a mesh with --base.");
    }
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
    String name = path.getFileName().toString();
    String known = language == null ? name : name + ending(language);
    SchemaReader.Result result =
        new SchemaReader(new Beside(folder, name, known)).read(known, message, List.of());
    PortSchema schema = result.schema();
    if (schema == null) {
      throw new CliException(
          result.diagnostics().stream()
              .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
              .limit(5)
              .map(Diagnostic::toString)
              .collect(Collectors.joining("\n")),
          "Correct " + written + ".");
    }
    return new SchemaFile(schema);
  }

  private static String ending(String language) {
    String ending = ENDINGS.get(language);
    if (ending == null) {
      throw new CliException(
          language + " is no language of schemas.", "Use --language avro, protobuf or json.");
    }
    return ending;
  }

  /// The files of a folder, one of them under another name.
  private record Beside(Path folder, String name, String alias) implements SchemaReader.Source {

    @Override
    public boolean exists(String path) {
      return Files.isRegularFile(real(path), LinkOption.NOFOLLOW_LINKS) || path.equals(alias);
    }

    @Override
    public byte[] read(String path) throws IOException {
      return Files.readAllBytes(real(path));
    }

    private Path real(String path) {
      return folder.resolve(path.equals(alias) ? name : path);
    }
  }
}
