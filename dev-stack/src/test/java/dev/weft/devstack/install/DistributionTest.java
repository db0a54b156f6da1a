// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {

  private static final Path NOWHERE = Path.of("");

  @TempDir private Path folder = NOWHERE;
  private Path archives = NOWHERE;
  private Path homes = NOWHERE;
  private Distribution distribution = new Distribution(NOWHERE, NOWHERE, NOWHERE, NOWHERE);

  @BeforeEach
  void locate() throws IOException {
    archives = Files.createDirectories(folder.resolve("archives"));
    homes = folder.resolve("homes");
    distribution = new Distribution(archives, folder.resolve("kafka"), homes, NOWHERE);
  }

  @Test
  void unpacksOnce() throws IOException {
    writeArchive("quarkus-run.jar", "first");
    Path home = distribution.registryHome();
    writeArchive("quarkus-run.jar", "second");

    Path again = distribution.registryHome();

    assertThat(again).isEqualTo(home);
    assertThat(home.resolve("quarkus-run.jar")).hasContent("first");
  }

  @Test
  void keepsProgramsExecutable() throws IOException {
    writeArchive("bin/run.sh", "#!/bin/sh");

    assertThat(distribution.registryHome().resolve("bin/run.sh")).isExecutable();
  }

  @Test
  void doesNotTakeATruncatedArchiveForAHome() throws IOException {
    writeArchive("quarkus-run.jar", "content ".repeat(10_000));
    Path archive = archive();
    byte[] whole = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(distribution::registryHome).isInstanceOf(UncheckedIOException.class);
    Files.write(archive, whole);

    Path home = distribution.registryHome();

    assertThat(home.resolve("quarkus-run.jar")).isRegularFile();
    assertThat(homes.toFile().list()).containsExactlyInAnyOrder(name(), name() + ".lock");
  }

  @Test
  void doesNotTakeAHalfUnpackedHomeForAHome() throws IOException {
    Path half = Files.createDirectories(homes.resolve(name() + ".draft-of-a-killed-launcher"));
    Files.writeString(half.resolve("quarkus-run.jar"), "half");
    writeArchive("quarkus-run.jar", "whole");

    Path home = distribution.registryHome();

    assertThat(home.resolve("quarkus-run.jar")).hasContent("whole");
    assertThat(half).doesNotExist();
  }

  @Test
  void refusesAnArchiveThatWritesOutsideItsFolder() throws IOException {
    writeArchive("../escaped", "content");

    assertThatThrownBy(distribution::registryHome).hasMessageContaining("outside its folder");
  }

  @Test
  void saysWhatToDoWhenTheBuildHasNotRun() {
    assertThatThrownBy(distribution::kafkaHome).hasMessageContaining("mvn package");
    assertThatThrownBy(distribution::postgresHome).hasMessageContaining("mvn package");
  }

  private void writeArchive(String file, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try (var tar =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive())))) {
      var entry = new TarArchiveEntry(file);
      entry.setSize(bytes.length);
      entry.setMode(file.endsWith(".sh") ? 0100755 : 0100644);
      tar.putArchiveEntry(entry);
      tar.write(bytes);
      tar.closeArchiveEntry();
    }
  }

  private Path archive() {
    return archives.resolve(name() + ".tar.gz");
  }

  private static String name() {
    return "apicurio-registry-" + Distribution.version("apicurio-registry");
  }
}
