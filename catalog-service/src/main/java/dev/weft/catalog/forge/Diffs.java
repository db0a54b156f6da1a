// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/// Unified diffs of what a change does, file by file.
final class Diffs {

  private static final int MOST_FILES = 500;
  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_CHARACTERS = 200_000;

  private Diffs() {}

  /// What a commit has that another had not; at most 500 files.
  static List<FileChange> between(Repository repository, AnyObjectId from, AnyObjectId to) {
    return MeshRepository.call(() -> {
      List<FileChange> files = new ArrayList<>();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (DiffFormatter formatter = new DiffFormatter(out);
          ObjectReader reader = repository.newObjectReader()) {
        formatter.setRepository(repository);
        for (DiffEntry entry : formatter.scan(from, to)) {
          if (files.size() == MOST_FILES) {
            break;
          }
          out.reset();
          String text;
          if (isLarge(reader, entry)) {
            text = "The file is too large to be compared here.\n";
          } else {
            formatter.format(entry);
            formatter.flush();
            text = cut(out.toString(StandardCharsets.UTF_8));
          }
          files.add(new FileChange(path(entry), status(entry), text));
        }
      }
      return List.copyOf(files);
    });
  }

  private static boolean isLarge(ObjectReader reader, DiffEntry entry) throws java.io.IOException {
    return size(reader, entry.getOldMode(), entry.getOldId())
            + size(reader, entry.getNewMode(), entry.getNewId())
        > MOST_BYTES;
  }

  private static long size(ObjectReader reader, FileMode mode, AbbreviatedObjectId id)
      throws java.io.IOException {
    boolean isFile = (mode.getBits() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
    return isFile ? reader.getObjectSize(id.toObjectId(), Constants.OBJ_BLOB) : 0;
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS
        ? text
        : text.substring(0, MOST_CHARACTERS) + "\nThe rest of the difference is left out.\n";
  }

  private static String path(DiffEntry entry) {
    return entry.getChangeType() == DiffEntry.ChangeType.DELETE
        ? entry.getOldPath()
        : entry.getNewPath();
  }

  private static FileChange.Status status(DiffEntry entry) {
    return switch (entry.getChangeType()) {
      case ADD, COPY -> FileChange.Status.ADDED;
      case DELETE -> FileChange.Status.REMOVED;
      case MODIFY, RENAME -> FileChange.Status.MODIFIED;
    };
  }
}
