// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A clone of the mesh's repository with what was edited in it.
///
/// @param head the commit that was checked out
/// @param edits each file that is not as in that commit: `path`, and `content` unless it is gone
record WorkTree(String head, List<Map<String, String>> edits) {

  /// Reads it.
  ///
  /// @throws CliException when the directory is not the root of a clone
  static WorkTree of(Path directory) {
    Optional<String> head = Revision.git(directory, "rev-parse", "--verify", "HEAD");
    Optional<String> prefix = Revision.git(directory, "rev-parse", "--show-prefix");
    if (head.isEmpty() || prefix.isEmpty() || !prefix.get().isEmpty()) {
      throw new CliException(
          directory + " is not the root of a clone of the mesh's repository.",
          "Name the clone, or a commit with --commit; or plan without a daemon: leave --server and"
              + " WEFT_SERVER out.");
    }
    List<Map<String, String>> edits = new ArrayList<>();
    for (String path : edited(directory)) {
      edits.add(edit(directory, path));
    }
    return new WorkTree(head.get(), List.copyOf(edits));
  }

  private static List<String> edited(Path directory) {
    Optional<String> changed =
        Revision.git(
            directory, "-c", "core.quotePath=false", "diff", "--name-only", "--no-renames", "HEAD");
    Optional<String> added =
        Revision.git(
            directory, "-c", "core.quotePath=false", "ls-files", "--others", "--exclude-standard");
    if (changed.isEmpty() || added.isEmpty()) {
      throw new CliException(
          "Git does not say what was edited in " + directory + ".", "Try `git status` there.");
    }
    List<String> paths = new ArrayList<>(changed.get().lines().toList());
    paths.addAll(added.get().lines().toList());
    return paths.stream().filter(path -> !path.isBlank()).distinct().sorted().toList();
  }

  private static Map<String, String> edit(Path directory, String path) {
    Map<String, String> edit = new HashMap<>(Map.of("path", path));
    @Nullable String content = content(directory.resolve(path));
    if (content != null) {
      edit.put("content", content);
    }
    return edit;
  }

  private static @Nullable String content(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : null;
    } catch (IOException e) {
      throw new CliException(
          file + " cannot be read as text: " + e.getMessage() + ".", "Commit it, or ignore it.", e);
    }
  }
}
