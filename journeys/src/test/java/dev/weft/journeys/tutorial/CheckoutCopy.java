// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.journeys.harness.Command;
import dev.weft.journeys.harness.Command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A copy of the checkout, in which commands run as a reader types them. It borrows the build of
/// this run, so it is the very code under test.
final class CheckoutCopy {

  private static final Path ROOT = Path.of(System.getProperty("weft.root")).toAbsolutePath();
  private static final Path FOLDER = ROOT.resolve("journeys/target/tutorial");
  private static final Path COPY = FOLDER.resolve("weft");
  private static final Duration PATIENCE = Duration.ofMinutes(12);

  private CheckoutCopy() {}

  static CheckoutCopy make() throws IOException, InterruptedException {
    delete(FOLDER);
    String files =
        bash(ROOT, "git ls-files --cached --others --exclude-standard", Map.of()).require();
    for (String file : files.lines().toList()) {
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
    return new CheckoutCopy();
  }

  private static List<Path> modules() throws IOException {
    return Pattern.compile("<module>(.*?)</module>")
        .matcher(Files.readString(ROOT.resolve("pom.xml")))
        .results()
        .map(module -> ROOT.resolve(module.group(1)))
        .toList();
  }

  /// Where the servers of the copy keep everything.
  Path servers() {
    return COPY.resolve(".weft");
  }

  /// The steps of a page.
  ///
  /// @param page its path, such as `README.md`
  List<TutorialStep> steps(String page) throws IOException {
    return TutorialStep.parse(Files.readString(COPY.resolve(page)));
  }

  /// Runs a step, and holds it to what stands beside it.
  void follow(TutorialStep step) throws IOException, InterruptedException {
    follow(step, Map.of());
  }

  /// @param environment what the reader's shell has besides
  void follow(TutorialStep step, Map<String, String> environment)
      throws IOException, InterruptedException {
    Result result = bash(COPY.resolve(step.folder()), step.script(), environment);
    if (!step.exit().equals("any") && result.exit() != Integer.parseInt(step.exit())) {
      fail(
          "step %s exits with %d instead of %s:\n%s",
          step.name(), result.exit(), step.exit(), result.output());
    }
    for (String promised : step.contains()) {
      assertThat(result.output()).as("step %s", step.name()).contains(promised);
    }
  }

  /// Stops the servers, whatever runs of them.
  void stop() throws IOException, InterruptedException {
    bash(COPY, "./weft down", Map.of());
  }

  private static Result bash(Path folder, String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Map<String, String> all = new TreeMap<>(environment);
    all.put("WEFT_BUILD", "never");
    return Command.run(folder, PATIENCE, all, List.of("bash", "-c", script));
  }

  /// Deletes a folder that an earlier run may have left.
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
