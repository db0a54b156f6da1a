// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the checkout that we run from.
final class Checkout {

  private Checkout() {}

  /// The folder with the launcher: as told by the launcher or the build, else found upwards from
  /// where we are.
  static Path root() {
    return told(System.getenv("WEFT_HOME"))
        .or(() -> told(System.getProperty("weft.root")))
        .or(() -> above(Path.of("").toAbsolutePath()))
        .orElseThrow(() ->
            new DevStackException(
                "Not inside a checkout of Weft; set WEFT_HOME to the folder with the launcher."));
  }

  private static Optional<Path> told(@Nullable String value) {
    return Optional.ofNullable(value)
        .filter(text -> !text.isBlank())
        .map(text -> Path.of(text).toAbsolutePath().normalize());
  }

  private static Optional<Path> above(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("weft"))
          && Files.isDirectory(folder.resolve("dev-stack"))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
