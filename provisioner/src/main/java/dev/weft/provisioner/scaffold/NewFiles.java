// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.scaffold;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Files that are about to be made.
///
/// @param contents by path below the repository's root, with `/`
public record NewFiles(SortedMap<String, String> contents) {

  public NewFiles {
    contents = new TreeMap<>(contents);
  }

  /// These files and others.
  public NewFiles and(NewFiles others) {
    var all = new TreeMap<>(contents);
    all.putAll(others.contents);
    return new NewFiles(all);
  }

  /// The same files, whose manifests tell editors where their JSON Schema is: in [Scaffold#SCHEMA].
  public NewFiles withSchemaLines() {
    var all = new TreeMap<>(contents);
    all.replaceAll((path, text) -> {
      String up = "../".repeat((int) path.chars().filter(c -> c == '/').count());
      return path.endsWith(".yaml")
          ? "# yaml-language-server: $schema=" + up + Scaffold.SCHEMA + "\n" + text
          : text;
    });
    return new NewFiles(all);
  }

  /// Writes all of them, or none when one is there already.
  ///
  /// @return the files that were made
  /// @throws FileAlreadyExistsException names the file that is in the way
  /// @throws IOException when the disk or its rights are in the way
  public List<Path> write(Path root) throws IOException {
    for (String path : contents.keySet()) {
      if (Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(path);
      }
    }
    var made = new ArrayList<Path>();
    for (var entry : contents.entrySet()) {
      Path file = root.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, entry.getValue(), StandardOpenOption.CREATE_NEW);
      made.add(file);
    }
    return List.copyOf(made);
  }
}
