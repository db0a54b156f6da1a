// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.policy.Point;
import dev.weft.model.load.LoadMemory;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A check that remembers the one before says the same as one that does not.
class CheckMemoryTest {

  private static final GeneratedMesh.Size SIZE = new GeneratedMesh.Size(3, 4, 2, 1);
  private static final String POLICY =
      """
      apiVersion: weft.dev/v1
      kind: Policy
      metadata: {name: has-tags}
      spec:
        description: Products are tagged.
        severity: warning
        mode: enforce
        checks:
          - id: tagged
            assert: product.tags.size() > %d
            say: The product {product.id} has no tags
            at: metadata.tags
      """;

  private final LoadMemory loads = new LoadMemory();
  private final CheckMemory checks = new CheckMemory();
  private final MemoryTree tree = GeneratedMesh.of(SIZE, 7).tree();
  private Instant now = GeneratedMesh.TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();

  /// A tree whose files have ids, as those of a commit.
  private record Named(MemoryTree tree) implements SourceTree {
    @Override
    public List<SourceFile> files() {
      return tree.files().stream()
          .map(file -> new SourceFile(file.path(), file.size(), file.kind(), id(file.path())))
          .toList();
    }

    private String id(String path) {
      return UUID.nameUUIDFromBytes(tree.text(path).getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public byte[] read(String path) throws IOException {
      return tree.read(path);
    }
  }

  private Verdict remembered() {
    LoadedMesh mesh = MeshLoader.load(new Named(tree), loads);
    return Governance.of(mesh, checks).check(resolved(mesh), Point.APPLY, now);
  }

  private Verdict anew() {
    LoadedMesh mesh = MeshLoader.load(tree);
    return Governance.of(mesh).check(resolved(mesh), Point.APPLY, now);
  }

  private static EnvironmentMesh resolved(LoadedMesh mesh) {
    return Objects.requireNonNull(mesh.resolve("prod", GeneratedMesh.TODAY).mesh());
  }

  private void edit(String path, String from, String to) {
    String text = tree.text(path);
    MemoryTree unused = tree.with(path, text.replace(from, to));
  }

  private static String product(SplittableRandom random) {
    return "domains/%s/%s/"
        .formatted(
            GeneratedMesh.domain(random.nextInt(3)), GeneratedMesh.product(random.nextInt(4)));
  }

  private void change(SplittableRandom random) {
    String folder = product(random);
    switch (random.nextInt(9)) {
      case 0 -> edit(folder + "docs/README.md", "One record", "TODO");
      case 1 -> edit(folder + "docs/README.md", "TODO", "One record");
      case 2 -> edit(folder + "product.yaml", "purposes: [analytics]", "purposes: []");
      case 3 -> edit(folder + "product.yaml", "spec:", "# moves everything down\nspec:");
      case 4 -> edit(folder + "schemas/port-a.avsc", "Identity.", "");
      case 5 -> edit(folder + "access/grant-a.yaml", "Reports of the week", "Reports");
      case 6 -> edit("teams.yaml", ", email: team@example.com", "");
      case 7 -> {
        MemoryTree unused =
            tree.with("governance/policies/has-tags.yaml", POLICY.formatted(random.nextInt(2)));
      }
      default -> now = now.plus(Duration.ofDays(random.nextInt(200)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void saysTheSameAfterAnyChange(long seed) {
    var random = new SplittableRandom(seed);
    int findings = 0;
    for (int i = 0; i < 25; i++) {
      change(random);
      Verdict verdict = anew();
      assertThat(remembered()).as("after change %d", i).isEqualTo(verdict);
      findings += verdict.findings().size();
    }
    assertThat(findings).isPositive();
  }

  /// A grant may last 400 days from whenever one looks.
  @Test
  void asksAgainAboutWhatHangsOnTheTime() {
    grants("2027-06-30", "2028-01-10");
    now = now.plus(Duration.ofDays(20));
    assertThat(remembered().findings()).isEmpty();

    now = now.minus(Duration.ofDays(20));

    assertThat(remembered().findings()).isNotEmpty();
    assertThat(remembered()).isEqualTo(anew());
  }

  @Test
  void findsThePlaceAgainThatHasMoved() {
    grants("Reports of the week", "Reports");
    Verdict before = remembered();

    grants("  reason:", "  # why\n  reason:");

    assertThat(before.findings()).isNotEmpty();
    assertThat(remembered()).isEqualTo(anew()).isNotEqualTo(before);
  }

  private void grants(String from, String to) {
    tree.files().stream()
        .map(SourceFile::path)
        .filter(path -> path.contains("/access/"))
        .forEach(path -> edit(path, from, to));
  }

  @Test
  void compilesPoliciesOnceForAsLongAsNoneChanges() {
    tree.with("governance/policies/has-tags.yaml", POLICY.formatted(0));
    LoadedMesh first = MeshLoader.load(new Named(tree), loads);
    edit("domains/domain-a/product-a/product.yaml", "spec:", "# a word\nspec:");
    LoadedMesh second = MeshLoader.load(new Named(tree), loads);
    edit("governance/policies/has-tags.yaml", "warning", "danger");
    LoadedMesh third = MeshLoader.load(new Named(tree), loads);

    assertThat(checks.policies(second)).isSameAs(checks.policies(first));
    assertThat(checks.policies(third)).isNotSameAs(checks.policies(second));
  }
}
