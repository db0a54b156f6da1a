// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Exact expected outputs as files. `-Dweft.regenerate=true` writes them anew, for review.
public final class Golden {

  private static final Path FOLDER = module().resolve("src/test/resources/golden");

  private Golden() {}

  /// Fails unless the text is the file's.
  public static void assertSame(String file, String actual) {
    assertSame(FOLDER.resolve(file), actual);
  }

  /// Fails unless the text is the file's.
  public static void assertSame(Path file, String actual) {
    try {
      if (Boolean.getBoolean("weft.regenerate")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      assertThat(file).exists();
      assertThat(actual).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The root of the checkout.
  public static Path root() {
    return module().resolveSibling("");
  }

  /// The folder of this module, whoever starts the tests.
  public static Path module() {
    Path here = Path.of("").toAbsolutePath();
    return here.endsWith("provisioner") ? here : here.resolve("provisioner");
  }
}
