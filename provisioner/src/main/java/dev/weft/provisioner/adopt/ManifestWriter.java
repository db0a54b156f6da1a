// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Puts an import's files into a repository. A file that exists is never replaced.
public final class ManifestWriter {

  private ManifestWriter() {}

  /// @return the paths that were written or extended, sorted
  /// @throws UncheckedIOException when one cannot be written; what came before it stays
  public static List<String> write(Path repository, ImportReport report) {
    var written = new ArrayList<String>();
    try {
      for (Map.Entry<String, String> file : report.files().entrySet()) {
        Path target = inside(repository, file.getKey());
        Files.createDirectories(target.getParent());
        Files.writeString(
            target, file.getValue(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        written.add(file.getKey());
      }
      for (Map.Entry<String, String> file : report.appended().entrySet()) {
        Files.writeString(
            inside(repository, file.getKey()),
            file.getValue(),
            StandardCharsets.UTF_8,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND);
        written.add(file.getKey());
      }
    } catch (FileAlreadyExistsException e) {
      throw new UncheckedIOException(
          "It exists and is not replaced: " + e.getMessage() + ". Run the import again.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot be written: " + e.getMessage(), e);
    }
    return written.stream().sorted().toList();
  }

  private static Path inside(Path repository, String path) {
    Path root = repository.toAbsolutePath().normalize();
    Path target = root.resolve(path).normalize();
    if (!target.startsWith(root) || target.equals(root)) {
      throw new IllegalArgumentException("leads out of the repository: " + path);
    }
    return target;
  }
}
