// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.governance.Governance;
import dev.weft.governance.Verdict;
import dev.weft.governance.policy.Point;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.provisioner.deployment.Secrets;
import dev.weft.provisioner.environment.Goal;
import dev.weft.provisioner.report.Golden;
import dev.weft.provisioner.resource.Forbidden;
import dev.weft.provisioner.resource.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The meshes of governance-policies' own verdict cases give the same verdict on the command line
/// and before an apply.
class VerdictCasesTest {

  private static final Path CASES =
      Golden.root().resolve("governance-policies/src/test/resources/verdicts");
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  /// What a diagnostic's severity says of what a finding does.
  private static final Map<String, String> EFFECTS =
      Map.of("danger", "blocks", "warning", "warns", "note", "waived");

  @TempDir private Path directory = Path.of("");

  /// A line of an expected verdict.
  ///
  /// @param effect `blocks`, `warns`, `counts` or `waived`
  /// @param policy name of the policy
  /// @param about the product, or the grant
  private record Expected(String place, String effect, String policy, String about) {

    static Expected parse(String line) {
      String[] words = line.split(" ");
      return new Expected(
          words[0], words[1], words[2].substring(0, words[2].indexOf('/')), words[3]);
    }

    String inShort() {
      return place + " " + effect + " " + policy;
    }
  }

  static Stream<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.equals("base"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private List<Expected> copy(String name) throws IOException {
    for (Path layer : List.of(CASES.resolve("base"), CASES.resolve(name))) {
      try (Stream<Path> files = Files.walk(layer)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path target = directory.resolve(layer.relativize(file).toString());
          Files.createDirectories(target.getParent());
          Files.write(target, Files.readAllBytes(file));
        }
      }
    }
    Path expected = directory.resolve("expected.verdict");
    List<Expected> lines = Files.readAllLines(expected).stream().map(Expected::parse).toList();
    Files.delete(expected);
    return lines;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void validateSaysTheSame(String name) throws IOException {
    List<Expected> expected = copy(name);
    var shell = new Shell(directory);

    Shell.Done done =
        shell.runWith(
            new ProvisionerBackend(CLOCK, directory, new Secrets()),
            "validate",
            "--format",
            "json");

    TreeSet<String> found = new TreeSet<>();
    boolean hasErrors = false;
    for (JsonNode one : new ObjectMapper().readTree(done.out()).path("diagnostics")) {
      String rule = one.path("rule").asText();
      if (rule.startsWith("policy/")) {
        found.add(
            "%s %s %s"
                .formatted(
                    new Location(
                        one.path("file").asText(),
                        one.path("line").asInt(),
                        one.path("column").asInt()),
                    EFFECTS.get(one.path("severity").asText()),
                    rule.substring("policy/".length())));
      }
      hasErrors |= one.path("severity").asText().equals("error");
    }
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            new TreeSet<>(
                expected.stream()
                    .filter(one -> !one.effect().equals("counts"))
                    .map(Expected::inShort)
                    .toList()));
    boolean blocks = expected.stream().anyMatch(one -> one.effect().equals("blocks"));
    assertThat(done.code()).isEqualTo(hasErrors ? 1 : blocks ? 3 : 0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatBlocksIsForbiddenBeforeAnApply(String name) throws IOException {
    List<Expected> expected = copy(name);
    LoadedMesh loaded = MeshLoader.load(new DirectoryTree(directory));
    Resolution resolution = loaded.resolve("prod", LocalDate.ofInstant(NOW, ZoneOffset.UTC));
    EnvironmentMesh mesh = Objects.requireNonNull(resolution.mesh());
    Verdict verdict = Governance.of(loaded).check(mesh, Optional.empty(), Point.APPLY, NOW);

    Forbidden forbidden =
        Goal.of(mesh, resolution.diagnostics(), verdict, "test").desired().forbidden();

    TreeSet<String> found = new TreeSet<>();
    for (Owner owner : forbidden.owners().keySet()) {
      found.add(owner.domain() + "/" + owner.name());
    }
    for (Grant grant : mesh.grants()) {
      if (forbidden.grants().containsKey(grant.location())) {
        found.add(grant.product() + "/" + grant.name());
      }
    }
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            new TreeSet<>(
                expected.stream()
                    .filter(one -> one.effect().equals("blocks"))
                    .map(Expected::about)
                    .toList()));
  }
}
