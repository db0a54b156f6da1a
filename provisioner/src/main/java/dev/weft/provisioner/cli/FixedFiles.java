// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.governance.FixTrials.Text;
import dev.weft.model.yaml.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Writes manifests that were put right. Nothing is written when one of them is not any more what
/// was read; each is replaced at once, so nobody ever reads a half of it.
final class FixedFiles {

  private static final String MARK = "\uFEFF";

  private FixedFiles() {}

  /// @param files texts by path
  /// @throws CliException when a file has changed meanwhile, or cannot be written
  static void write(Path root, SortedMap<String, Text> files) {
    files.forEach((path, text) -> requireSame(root, path, text));
    for (Map.Entry<String, Text> file : files.entrySet()) {
      try {
        replace(root, file.getKey(), file.getValue());
      } catch (IOException e) {
        throw new CliException(
            "%s could not be written: %s.".formatted(file.getKey(), e.getMessage()),
            "See what was written with `git diff`, then try again.",
            e);
      }
    }
  }

  private static void requireSame(Path root, String path, Text text) {
    if (!text.before().equals(read(root.resolve(path)))) {
      throw new CliException(
          path + " has changed since it was read, so nothing was written.", "Try again.");
    }
  }

  private static @Nullable String read(Path file) {
    try {
      return Utf8.decode(Files.readAllBytes(file)) instanceof Utf8.Decoded.Text decoded
          ? decoded.text()
          : null;
    } catch (IOException _) {
      // It was read before, so somebody has taken it away.
      return null;
    }
  }

  private static void replace(Path root, String path, Text text) throws IOException {
    Path file = root.resolve(path);
    boolean isMarked =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).startsWith(MARK);
    // Hidden, so that whoever loads the folder meanwhile does not see it.
    Path fresh = Files.createTempFile(file.getParent(), ".weft-", ".tmp");
    try {
      Files.writeString(fresh, (isMarked ? MARK : "") + text.after());
      PosixFileAttributeView rights =
          Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (rights != null) {
        Files.setPosixFilePermissions(fresh, rights.readAttributes().permissions());
      }
      requireSame(root, path, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      boolean _ = Files.deleteIfExists(fresh);
    }
  }
}
