// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A folder with one file of properties per application. Files are readable by their owner only,
/// and are never seen half-written.
public final class FolderSink implements SecretSink {

  private static final String SUFFIX = ".properties";

  private final Path folder;

  /// @param folder made when it is needed
  public FolderSink(Path folder) {
    this.folder = folder;
  }

  @Override
  public void requireWritable(String name) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    if (!Files.isWritable(folder)) {
      throw new IOException("the folder may not be written to");
    }
  }

  /// What is no file of properties counts as one without any.
  @Override
  public Optional<SortedMap<String, String>> read(String name) throws IOException {
    Path file = file(name);
    return Files.isRegularFile(file)
        ? Optional.of(PropertiesText.parse(Files.readString(file)).orElseGet(TreeMap::new))
        : Optional.empty();
  }

  @Override
  public void write(String name, SortedMap<String, String> properties) throws IOException {
    requireWritable(name);
    var ownersOnly = PosixFilePermissions.fromString("rw-------");
    Path draft =
        Files.createTempFile(
            folder, "." + name, ".draft", PosixFilePermissions.asFileAttribute(ownersOnly));
    try {
      Files.writeString(draft, PropertiesText.of(name, properties));
      Files.move(
          draft, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  @Override
  public void remove(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }
}
