// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.schema.SchemaReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The regular files of a tree, read within limits.
///
/// @param tree where they come from
/// @param listing its files
record Source(SourceTree tree, Listing listing) implements SchemaReader.Source {

  /// What names the content of a file; null when there is no such file, or no such name.
  @Nullable String id(String path) {
    SourceFile file = listing.find(path);
    return file == null ? null : file.id();
  }

  /// Paths of files that begin with a text, sorted.
  List<String> below(String folder) {
    return listing.below(folder);
  }

  /// The file has more bytes than a file of a mesh may have.
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException(String path) {
      super(path + " has more than " + MeshLoader.MAX_FILE_BYTES + " bytes");
    }
  }

  @Override
  public boolean exists(String path) {
    return listing.find(path) != null;
  }

  @Override
  public byte[] read(String path) throws IOException {
    SourceFile file = listing.find(path);
    if (file == null) {
      throw new IOException("there is no file " + path);
    }
    if (file.size() > MeshLoader.MAX_FILE_BYTES) {
      throw new TooLargeException(path);
    }
    try {
      byte[] bytes = tree.read(path);
      if (bytes.length > MeshLoader.MAX_FILE_BYTES) {
        throw new TooLargeException(path);
      }
      return bytes;
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    }
  }
}
