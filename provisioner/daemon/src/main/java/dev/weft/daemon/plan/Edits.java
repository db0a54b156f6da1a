// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.plan;

import dev.weft.daemon.web.ProblemException;
import dev.weft.model.load.MeshLoader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The edited files of a request, within limits.
///
/// @param files content by path; empty for a file that is removed
record Edits(SortedMap<String, Optional<byte[]>> files) {

  static final int MOST_FILES = 100;

  /// Reads them.
  ///
  /// @throws ProblemException when there are none, too many, too large ones, or two of one path
  static Edits of(List<PlanRequest.Edit> edits) {
    if (edits.isEmpty()) {
      throw new ProblemException(
          400, "Nothing to plan", "Give `commit`, or `base` with at least one file in `files`.");
    }
    if (edits.size() > MOST_FILES) {
      throw new ProblemException(
          413,
          "Too many files",
          "At most %d files can be written over a commit, not %d. Push a commit and plan that."
              .formatted(MOST_FILES, edits.size()));
    }
    var files = new TreeMap<String, Optional<byte[]>>();
    for (PlanRequest.Edit edit : edits) {
      String path = edit.path();
      if (path == null || path.isBlank()) {
        throw new ProblemException(400, "Not understood", "A file in `files` has no `path`.");
      }
      String content = edit.content();
      Optional<byte[]> bytes =
          Optional.ofNullable(content).map(text -> text.getBytes(StandardCharsets.UTF_8));
      if (bytes.isPresent() && bytes.get().length > MeshLoader.MAX_FILE_BYTES) {
        throw new ProblemException(
            413, "Too large a file", "File `%s` has more than 1 MiB.".formatted(path));
      }
      if (files.put(path, bytes) != null) {
        throw new ProblemException(
            400, "Not understood", "File `%s` stands in `files` twice.".formatted(path));
      }
    }
    return new Edits(files);
  }

  /// Stands for all of it.
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, Optional<byte[]>> file : files.entrySet()) {
        field(digest, file.getKey().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) (file.getValue().isPresent() ? 1 : 0));
        file.getValue().ifPresent(content -> field(digest, content));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void field(MessageDigest digest, byte[] bytes) {
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
