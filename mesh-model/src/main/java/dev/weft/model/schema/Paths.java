// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Paths inside the repository, as text: nothing here asks a file system.
final class Paths {

  private Paths() {}

  /// The path that `reference` means when written in `file`, or nothing when it leaves the
  /// repository or is no path of ours at all.
  static Optional<String> resolve(String file, String reference) {
    int slash = file.lastIndexOf('/');
    return normalize(slash < 0 ? reference : file.substring(0, slash + 1) + reference)
        .filter(path -> !reference.startsWith("/"));
  }

  /// The path without `.` and `..`, or nothing when it leaves the repository.
  static Optional<String> normalize(String path) {
    if (path.isEmpty() || path.length() > 1_000 || path.startsWith("/")) {
      return Optional.empty();
    }
    Deque<String> steps = new ArrayDeque<>();
    for (String step : path.split("/", -1)) {
      if (step.equals("..")) {
        if (steps.pollLast() == null) {
          return Optional.empty();
        }
      } else if (step.isEmpty() || hasForbiddenCharacter(step)) {
        return Optional.empty();
      } else if (!step.equals(".")) {
        steps.addLast(step);
      }
    }
    return steps.isEmpty() ? Optional.empty() : Optional.of(String.join("/", steps));
  }

  /// The name of the file without folder and ending.
  static String stem(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  private static boolean hasForbiddenCharacter(String step) {
    return step.chars().anyMatch(c -> c < ' ' || c == 127 || c == '\\' || c == ':');
  }
}
