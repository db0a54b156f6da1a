// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.policy.Mode;
import dev.weft.governance.policy.Point;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs every folder under `verdicts`: a mesh beside the exact verdict it must get, at every point,
/// with a memory and without, and beside a state before that is the same. Files lie over those of
/// `verdicts/base`. The provisioner's tests run the same folders through its commands. With
/// `-Dweft.regenerate=true` the expectations are written anew, to be read in the diff.
class VerdictCasesTest {

  private static final Path CASES = Path.of("src/test/resources/verdicts");

  /// The last day of the waiver of one case, and the first after that of another.
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  /// What only a change can break.
  private static final Set<String> OF_CHANGES =
      Set.of("breaking-changes-get-a-version", "readers-are-not-broken");

  private static final String EXPECTED = "expected.verdict";

  @TestFactory
  Stream<DynamicTest> givesTheExpectedVerdictAtEveryPoint() throws IOException {
    List<Path> cases;
    try (Stream<Path> folders = Files.list(CASES)) {
      cases = folders.filter(folder -> !folder.endsWith("base")).sorted().toList();
    }
    assertThat(cases).hasSizeGreaterThan(10);
    return cases.stream()
        .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> run(folder)));
  }

  private static void run(Path folder) throws IOException {
    LoadedMesh mesh = MeshLoader.load(tree(folder));
    EnvironmentMesh environment =
        Objects.requireNonNull(
            mesh.resolve("prod", LocalDate.ofInstant(NOW, ZoneOffset.UTC)).mesh());
    Governance governance = Governance.of(mesh);
    String actual = lines(check(governance, environment, Optional.empty(), Point.CHANGE));
    Path expected = folder.resolve(EXPECTED);
    if (Boolean.getBoolean("weft.regenerate")) {
      Files.writeString(expected, actual);
    }

    assertThat(actual).isEqualTo(Files.readString(expected));
    for (Point point : Point.values()) {
      var memory = new CheckMemory();
      Governance remembering = Governance.of(mesh, memory);
      assertThat(lines(check(governance, environment, Optional.empty(), point)))
          .as("at %s", point)
          .isEqualTo(actual);
      assertThat(lines(check(governance, environment, Optional.of(environment), point)))
          .as("at %s, as before", point)
          .isEqualTo(actual);
      assertThat(lines(remembering.check(environment, point, NOW))).isEqualTo(actual);
      assertThat(lines(remembering.check(environment, point, NOW)))
          .as("at %s, once more", point)
          .isEqualTo(actual);
    }
  }

  /// A change request that makes the base the case's mesh introduces what is found in that, and
  /// nothing else; unless it changes the rules too, by which it is not judged.
  @TestFactory
  Stream<DynamicTest> aChangeRequestIntroducesTheSame() throws IOException {
    LoadedMesh base = MeshLoader.load(tree(CASES.resolve("in-order")));
    List<Path> cases;
    try (Stream<Path> folders = Files.list(CASES)) {
      cases =
          folders
              .filter(folder -> !folder.endsWith("base") && !changesRules(folder))
              .sorted()
              .toList();
    }
    assertThat(cases).hasSizeGreaterThan(5);
    return cases.stream()
        .map(folder ->
            DynamicTest.dynamicTest(
                folder.getFileName().toString(),
                () -> {
                  ChangeReport report = ChangeCheck.of(base, MeshLoader.load(tree(folder)), NOW);

                  assertThat(
                          report.introduced().stream()
                              .map(Notice::finding)
                              .filter(Objects::nonNull)
                              .filter(finding -> !OF_CHANGES.contains(finding.policy()))
                              .map(VerdictCasesTest::line))
                      .containsExactlyInAnyOrderElementsOf(
                          Files.readAllLines(folder.resolve(EXPECTED)));
                  assertThat(report.fixed()).isEmpty();
                }));
  }

  private static boolean changesRules(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.endsWith("policies") || file.endsWith("waivers"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Verdict check(
      Governance governance,
      EnvironmentMesh environment,
      Optional<EnvironmentMesh> previous,
      Point point) {
    return governance.check(environment, previous, point, NOW);
  }

  private static MemoryTree tree(Path folder) throws IOException {
    MemoryTree tree = new MemoryTree();
    for (Path layer : List.of(CASES.resolve("base"), folder)) {
      try (Stream<Path> files = Files.walk(layer)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String path = layer.relativize(file).toString().replace('\\', '/');
          if (!path.equals(EXPECTED)) {
            MemoryTree unused = tree.with(path, Files.readAllBytes(file));
          }
        }
      }
    }
    return tree;
  }

  private static String lines(Verdict verdict) {
    return verdict.findings().stream()
        .map(finding -> line(finding) + "\n")
        .collect(Collectors.joining());
  }

  private static String line(Finding finding) {
    String check = finding.check().isEmpty() ? "?" : finding.check();
    String about =
        finding.grant() == null
            ? finding.product().toString()
            : finding.product() + "/" + finding.grant();
    return "%s %s %s/%s %s"
        .formatted(finding.location(), effect(finding), finding.policy(), check, about);
  }

  private static String effect(Finding finding) {
    if (finding.waiver() != null) {
      return "waived";
    }
    return finding.mode() == Mode.ENFORCE
        ? "blocks"
        : finding.mode() == Mode.WARN ? "warns" : "counts";
  }
}
