// SPDX-License-Identifier: Apache-2.0
package dev.weft.git;

/// A path at which two commits differ. A renamed file is one removed and one added.
///
/// @param path relative to the root, with `/`
public record PathChange(String path, Kind kind) {

  /// How the second commit differs from the first.
  public enum Kind {
    ADDED,
    MODIFIED,
    REMOVED
  }
}
