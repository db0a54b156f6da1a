// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.GeneratedMesh.Size;
import dev.weft.model.testing.MemoryTree;
import dev.weft.model.testing.Property;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GeneratedMeshTest {

  @Test
  void loadsAnyGeneratedMeshWithoutDiagnostics() {
    Property.holds(
        60,
        random -> {
          Size size =
              new Size(
                  1 + random.nextInt(3),
                  1 + random.nextInt(4),
                  random.nextInt(3),
                  random.nextInt(3));
          MemoryTree tree = GeneratedMesh.of(size, random.nextLong()).tree();

          LoadedMesh loaded = MeshLoader.load(tree);

          assertThat(loaded.validate(GeneratedMesh.TODAY)).isEmpty();
          EnvironmentMesh mesh = mesh(loaded, "prod");
          assertThat(mesh.products()).hasSize(size.domains() * size.products());
          assertThat(mesh.applications()).hasSize(size.domains() * size.products());
        });
  }

  @Test
  void doesNotDependOnTheOrderOfFiles() {
    Property.holds(
        20,
        random -> {
          MemoryTree tree = GeneratedMesh.of(Size.SMALL, random.nextLong()).tree();
          breakSomething(tree);

          LoadedMesh one = MeshLoader.load(tree);
          LoadedMesh other = MeshLoader.load(tree.shuffled(random));

          assertThat(other.validate(GeneratedMesh.TODAY))
              .isEqualTo(one.validate(GeneratedMesh.TODAY));
          assertThat(other.validate(GeneratedMesh.TODAY)).isNotEmpty();
          assertThat(mesh(other, "dev")).isEqualTo(mesh(one, "dev"));
        });
  }

  private static void breakSomething(MemoryTree tree) {
    String path = "domains/domain-a/product-a/product.yaml";
    tree.with(path, tree.text(path).replace("producer:", "producr:"));
  }

  private static EnvironmentMesh mesh(LoadedMesh loaded, String environment) {
    return Objects.requireNonNull(loaded.resolve(environment, GeneratedMesh.TODAY).mesh());
  }
}
