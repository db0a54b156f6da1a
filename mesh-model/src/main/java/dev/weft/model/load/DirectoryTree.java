// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files below a folder. Symbolic links are listed as such and never followed; hidden files and
/// folders (`.git`, `.weft`) are left out.
public final class DirectoryTree implements SourceTree {

  /// One more than the loader reads, so that growth between listing and reading is seen.
  private static final int MOST_BYTES = MeshLoader.MAX_FILE_BYTES + 1;

  private static final int DEEPEST_FOLDER = 32;

  private final Path root;

  /// The files below a folder.
  public DirectoryTree(Path root) {
    this.root = root;
  }

  @Override
  public List<SourceFile> files() {
    List<SourceFile> files = new ArrayList<>();
    list(root, "", 0, files);
    return files;
  }

  private void list(Path folder, String prefix, int depth, List<SourceFile> files) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".")) {
          add(entry, prefix + name, depth, files);
        }
        if (files.size() > MeshLoader.MAX_FILES) {
          return;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException _) {
      files.add(new SourceFile(prefix.isEmpty() ? "." : prefix, 0, SourceFile.Kind.UNREADABLE));
    }
  }

  private void add(Path entry, String path, int depth, List<SourceFile> files) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isSymbolicLink()) {
      files.add(new SourceFile(path, attributes.size(), SourceFile.Kind.SYMLINK));
    } else if (attributes.isDirectory() && depth < DEEPEST_FOLDER) {
      list(entry, path + "/", depth + 1, files);
    } else if (attributes.isRegularFile()) {
      files.add(new SourceFile(path, attributes.size(), SourceFile.Kind.REGULAR));
    } else {
      files.add(new SourceFile(path, attributes.size(), SourceFile.Kind.OTHER));
    }
  }

  @Override
  public byte[] read(String path) throws IOException {
    Path file = root.resolve(path);
    try (InputStream in =
        Channels.newInputStream(
            Files.newByteChannel(
                file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))) {
      return in.readNBytes(MOST_BYTES);
    }
  }
}
