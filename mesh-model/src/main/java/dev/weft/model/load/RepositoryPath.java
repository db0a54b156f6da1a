// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Paths inside the repository.
final class RepositoryPath {

  private RepositoryPath() {}

  /// Resolves what a manifest says against a folder; a leading `/` means the repository's root.
  ///
  /// @return empty when the path leads out of the repository
  static Optional<String> resolve(String folder, String path) {
    Deque<String> parts = new ArrayDeque<>();
    String full = path.startsWith("/") || folder.isEmpty() ? path : folder + "/" + path;
    for (String part : full.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
  }

  /// Whether a path that a source tree lists is a clean relative path.
  static boolean isClean(String path) {
    if (path.isEmpty() || path.startsWith("/") || path.length() > 1000) {
      return false;
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c < ' ' || c == 0x7f || c == '\\') {
        return false;
      }
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
