// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Folders that appear under their name only once they are complete.
///
/// Every draft has a name of its own, so that a command which outlived a killed launcher for a
/// moment cannot write into the draft of the next one.
public final class Drafts {

  private Drafts() {}

  /// A new name beside the folder; drafts that others left are deleted. The caller holds the lock
  /// of the folder.
  public static Path of(Path folder) throws IOException {
    String prefix = folder.getFileName() + ".draft-";
    for (Path file : list(folder.toAbsolutePath().resolveSibling(""))) {
      if (file.getFileName().toString().startsWith(prefix)) {
        delete(file);
      }
    }
    return folder.resolveSibling(prefix + UUID.randomUUID());
  }

  /// Gives a complete draft its name.
  public static void finish(Path draft, Path folder) throws IOException {
    Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Deletes a folder with everything in it; links are deleted, never followed.
  public static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
