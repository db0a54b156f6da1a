// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

/// A file that a change touches.
///
/// @param path in the repository
/// @param status what becomes of it
/// @param diff unified diff, at most 200,000 characters; a sentence when the content is no text or
///   too large
public record FileChange(String path, Status status, String diff) {

  /// What becomes of a file.
  public enum Status {
    ADDED,
    MODIFIED,
    REMOVED
  }
}
