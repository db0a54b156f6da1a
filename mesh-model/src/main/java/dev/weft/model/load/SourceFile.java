// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

/// A file of a mesh repository.
///
/// @param path relative to the repository's root, with `/`
/// @param size in bytes
/// @param kind what it is
public record SourceFile(String path, long size, Kind kind) {

  /// What stands at a path.
  public enum Kind {
    REGULAR,
    SYMLINK,
    OTHER,
    /// A folder that cannot be listed.
    UNREADABLE
  }
}
