// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.ProductName;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import dev.weft.model.testing.Property;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class QuarantineTest {

  private static final ProductName ORDERS = new ProductName("shop", "orders");
  private static final List<String> POISON =
      List.of(
          "",
          "\u0000",
          "[",
          "a: b: c",
          "&a [*a]",
          "- 1",
          "kind: Mesh",
          "\"",
          "{{}}",
          "? [a]\n: b",
          "!!set {a}",
          "a: *b",
          "%YAML 9.9\n---\na",
          "---\n...\n---\n",
          "\t",
          "@",
          "spec: [");

  @Test
  void breaksAProductWithABrokenGrantBecauseItsRightsAreUnknown() {
    MemoryTree tree = TestMesh.tree().with(TestMesh.GRANT, "kind: [");

    EnvironmentMesh mesh = TestMesh.mesh(tree, "prod");

    assertThat(mesh.quarantine().products()).containsExactly(ORDERS);
    assertThat(mesh.products()).isEmpty();
    assertThat(mesh.grants()).isEmpty();
    assertThat(mesh.applications()).hasSize(2);
  }

  @Test
  void breaksAProductWithAFileThatCannotBeReadInsteadOfTakingItForAbsent() {
    MemoryTree tree =
        TestMesh.tree().with(new SourceFile(TestMesh.GRANT, 10, SourceFile.Kind.REGULAR));

    Resolution resolution = TestMesh.resolve(tree, "prod");

    assertThat(resolution.diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly(Rules.SOURCE_UNREADABLE);
    assertThat(Objects.requireNonNull(resolution.mesh()).quarantine().products())
        .containsExactly(ORDERS);
  }

  @Test
  void breaksAnApplicationAndTheProductsItWrites() {
    MemoryTree tree = TestMesh.tree().with(TestMesh.WRITER, "kind: Wrong");

    EnvironmentMesh mesh = TestMesh.mesh(tree, "prod");

    assertThat(mesh.quarantine().applications())
        .containsExactly(new ApplicationName("shop", "writer"));
    assertThat(mesh.quarantine().products()).containsExactly(ORDERS);
  }

  @Test
  void breaksADomainWithAllItHolds() {
    MemoryTree tree = TestMesh.tree().with(TestMesh.DOMAIN, "kind: Wrong");

    EnvironmentMesh mesh = TestMesh.mesh(tree, "prod");

    assertThat(mesh.applications()).isEmpty();
    assertThat(mesh.quarantine().applications()).hasSize(2);
    assertThat(mesh.quarantine().products()).containsExactly(ORDERS);
  }

  @Test
  void hasNoMeshWhenTeamsOrMeshCannotBeUsed() {
    for (String file : List.of("mesh.yaml", "teams.yaml")) {
      LoadedMesh loaded = MeshLoader.load(TestMesh.tree().with(file, "kind: ["));

      assertThat(loaded.resolve("prod", GeneratedMesh.TODAY).mesh()).as(file).isNull();
      assertThat(loaded.diagnostics()).as(file).hasSize(1);
    }
  }

  @Test
  void hasNoMeshWhenAFolderThatMayHoldProductsCannotBeListed() {
    MemoryTree tree =
        TestMesh.tree().with(new SourceFile("domains/other/", 0, SourceFile.Kind.UNREADABLE));

    assertThat(TestMesh.resolve(tree, "prod").mesh()).isNull();
  }

  @Test
  void breaksOnlyTheProductWhoseFolderCannotBeListed() {
    MemoryTree tree =
        TestMesh.tree().with(new SourceFile("domains/shop/other/", 0, SourceFile.Kind.UNREADABLE));

    EnvironmentMesh mesh = TestMesh.mesh(tree, "prod");

    assertThat(mesh.quarantine().products()).containsExactly(new ProductName("shop", "other"));
    assertThat(mesh.products()).hasSize(1);
  }

  @Test
  void survivesAnyPoisonedFileAndKeepsEveryProductThatDoesNotNeedIt() {
    Property.holds(
        150,
        random -> {
          MemoryTree tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, random.nextLong()).tree();
          List<SourceFile> files =
              tree.files().stream()
                  .filter(file -> file.path().startsWith("domains/domain-a/"))
                  .toList();
          String path = files.get(random.nextInt(files.size())).path();
          MemoryTree poisoned = tree.copy().with(path, poison(tree, path, random));

          LoadedMesh loaded = MeshLoader.load(poisoned);

          EnvironmentMesh mesh =
              Objects.requireNonNull(loaded.resolve("prod", GeneratedMesh.TODAY).mesh());
          assertThat(mesh.products())
              .extracting(Product::name)
              .contains(new ProductName("domain-b", GeneratedMesh.product(0)));
          if (loaded.diagnostics().stream().anyMatch(Diagnostic::isBlocking)) {
            assertThat(
                    mesh.quarantine().products().size() + mesh.quarantine().applications().size())
                .isPositive();
          }
          assertThat(mesh.products().size() + mesh.quarantine().products().size()).isEqualTo(6);
        });
  }

  /// Something from the list, or the file with a few characters changed.
  private static String poison(
      MemoryTree tree, String path, java.util.random.RandomGenerator random) {
    if (random.nextBoolean()) {
      return POISON.get(random.nextInt(POISON.size()));
    }
    StringBuilder text = new StringBuilder(tree.text(path));
    for (int i = 0; i < 3; i++) {
      int at = random.nextInt(text.length());
      text.setCharAt(at, "{}[]:,-\"'#&*!|>% \n\tx".charAt(random.nextInt(20)));
    }
    return text.toString();
  }
}
