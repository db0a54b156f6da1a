// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import org.jspecify.annotations.Nullable;

/// A file of a mesh repository.
///
/// @param path relative to the repository's root, with `/`
/// @param size in bytes
/// @param kind what it is
/// @param id files of the same id have the same content; null when none is known
public record SourceFile(String path, long size, Kind kind, @Nullable String id) {

  /// A file whose content has no id.
  public SourceFile(String path, long size, Kind kind) {
    this(path, size, kind, null);
  }

  /// What stands at a path.
  public enum Kind {
    REGULAR,
    SYMLINK,
    OTHER,
    /// A folder that cannot be listed.
    UNREADABLE
  }
}
