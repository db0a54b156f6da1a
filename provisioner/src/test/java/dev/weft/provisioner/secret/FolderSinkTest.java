// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSinkTest extends SecretSinkContract {

  @TempDir private Path folder;

  @Override
  SecretSink sink() {
    return new FolderSink(folder.resolve("secrets"));
  }

  @Test
  void keepsFilesToTheirOwner() throws IOException {
    sink().write(NAME, FIRST);

    Path file = folder.resolve("secrets").resolve(NAME + ".properties");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
