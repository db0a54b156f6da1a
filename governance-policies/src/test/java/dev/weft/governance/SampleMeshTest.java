// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.policy.Point;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The sample mesh keeps its policies, with one waiver in use.
class SampleMeshTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final LoadedMesh MESH =
      MeshLoader.load(new DirectoryTree(Path.of("../data-products")));

  @Test
  void keepsItsPoliciesInEveryEnvironment() {
    Governance governance = Governance.of(MESH);
    assertThat(governance.diagnostics()).isEmpty();
    assertThat(MESH.environments()).contains("dev", "prod");
    for (String environment : MESH.environments()) {
      EnvironmentMesh resolved =
          Objects.requireNonNull(
              MESH.resolve(environment, LocalDate.ofInstant(NOW, ZoneOffset.UTC)).mesh());

      Verdict verdict = governance.check(resolved, Optional.empty(), Point.CHANGE, NOW);

      assertThat(verdict.findings().stream().filter(Finding::isBlocking).map(Finding::diagnostic))
          .isEmpty();
      assertThat(verdict.problems()).isEmpty();
      assertThat(verdict.findings())
          .anySatisfy(finding -> {
            assertThat(finding.waiver()).isEqualTo("audit-trail-retention");
            assertThat(finding.location().toString())
                .startsWith("domains/billing/audit-trail/product.yaml:");
          });
    }
  }

  @TestFactory
  Stream<DynamicTest> casesOfItsOwnPolicies() {
    return MESH.policies().stream()
        .flatMap(policy -> PolicyCases.run(policy).stream())
        .map(result ->
            DynamicTest.dynamicTest(
                result.policy() + ": " + result.name(),
                () -> {
                  assertThat(result.problems()).isEmpty();
                  assertThat(result.actual()).isEqualTo(result.expected());
                }));
  }

  @TestFactory
  Stream<DynamicTest> everyChangeOfItsOwnPoliciesIsNoticed() {
    return MESH.policies().stream().map(LibraryTest::everyChangeIsNoticed);
  }
}
