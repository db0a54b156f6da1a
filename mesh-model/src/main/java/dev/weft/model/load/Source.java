// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import dev.weft.model.schema.SchemaReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The regular files of a tree, read within limits.
///
/// @param tree where they come from
/// @param sizes size by path, of every file that may be read
/// @param ids ids of contents by path, where they are known
record Source(SourceTree tree, Map<String, Long> sizes, Map<String, String> ids)
    implements SchemaReader.Source {

  /// What names the content of a file; null when there is no such file, or no such name.
  @Nullable String id(String path) {
    return ids.get(path);
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
    return sizes.containsKey(path);
  }

  @Override
  public byte[] read(String path) throws IOException {
    Long size = sizes.get(path);
    if (size == null) {
      throw new IOException("there is no file " + path);
    }
    if (size > MeshLoader.MAX_FILE_BYTES) {
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
