// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Runs every command block of the README, in order, in a copy of the checkout, and holds each to
/// the promise that stands beside it. The copy borrows the build of this run, so it is the very
/// code under test.
class TutorialIT {

  private static final Path ROOT = Path.of(System.getProperty("weft.root")).toAbsolutePath();
  private static final Path FOLDER = ROOT.resolve("journeys/target/tutorial");
  private static final Path COPY = FOLDER.resolve("weft");

  @BeforeAll
  static void copiesTheCheckout() throws Exception {
    deleteTree(FOLDER);
    Run list = run(ROOT, "git ls-files --cached --others --exclude-standard");
    assertThat(list.exit()).as(list.output()).isZero();
    for (String file : list.output().lines().toList()) {
      Path source = ROOT.resolve(file);
      if (Files.isRegularFile(source)) {
        Path target = COPY.resolve(file);
        Files.createDirectories(target.resolveSibling("."));
        Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    // The unpacked servers, too: a gigabyte that every stack of a checkout shares.
    Files.createDirectories(COPY.resolve(".weft"));
    Files.createDirectories(ROOT.resolve(".weft/servers"));
    Files.createSymbolicLink(COPY.resolve(".weft/servers"), ROOT.resolve(".weft/servers"));
    for (Path module : modules()) {
      Path target = module.resolve("target");
      if (Files.isDirectory(target) && !FOLDER.startsWith(target)) {
        Files.createSymbolicLink(COPY.resolve(ROOT.relativize(target)), target);
      }
    }
  }

  private static List<Path> modules() throws IOException {
    return Pattern.compile("<module>(.*?)</module>")
        .matcher(Files.readString(ROOT.resolve("pom.xml")))
        .results()
        .map(module -> ROOT.resolve(module.group(1)))
        .toList();
  }

  @AfterAll
  static void stopsTheServers() throws Exception {
    run(COPY, "./weft down");
  }

  @Test
  void everyCommandDoesWhatTheReaderIsPromised() throws Exception {
    // Given
    List<TutorialStep> steps =
        TutorialStep.parse(Files.readString(COPY.resolve("README.md"), StandardCharsets.UTF_8));

    // When
    for (TutorialStep step : steps) {
      Run run = run(COPY, step.script());

      // Then
      if (!step.exit().equals("any") && run.exit() != Integer.parseInt(step.exit())) {
        fail(
            "step %s exits with %d instead of %s:\n%s",
            step.name(), run.exit(), step.exit(), run.output());
      }
      for (String promised : step.contains()) {
        assertThat(run.output()).as("step %s", step.name()).contains(promised);
      }
    }
    assertThat(steps).hasSizeGreaterThanOrEqualTo(8);
  }

  private static Run run(Path folder, String script) throws IOException, InterruptedException {
    Path output = Files.createTempFile("tutorial", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder("bash", "-c", script)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("WEFT_BUILD", "never");
      Process process = builder.start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return fail("no end after five minutes: %s\n%s", script, Files.readString(output));
      }
      // Records are binary: what is no text must not fail the reading.
      return new Run(
          process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private record Run(int exit, String output) {}
}
