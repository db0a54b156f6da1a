// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.manifest.Manifest;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Grant;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ProductName;
import dev.weft.model.testing.CommitTree;
import dev.weft.model.testing.Edits;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A load that remembers the one before is the same as one that does not.
class LoadMemoryTest {

  private final List<String> read = Collections.synchronizedList(new ArrayList<>());

  /// The tree of a commit, which tells what is read.
  private final class Named implements SourceTree {
    private final CommitTree tree;

    Named(MemoryTree tree) {
      this.tree = new CommitTree(tree);
    }

    @Override
    public List<SourceFile> files() {
      return tree.files();
    }

    @Override
    public byte[] read(String path) throws IOException {
      read.add(path);
      return tree.read(path);
    }
  }

  /// Everything that there is to know of a mesh.
  private static List<String> words(LoadedMesh mesh) {
    var words = new ArrayList<String>();
    mesh.diagnostics().forEach(one -> words.add(one.toString()));
    words.add(String.valueOf(mesh.mesh().map(Manifest::location)));
    words.add(String.valueOf(mesh.teams().map(Manifest::location)));
    words.add(mesh.domains().toString());
    words.add(mesh.applications().keySet().toString());
    words.add(mesh.products().keySet().toString());
    words.add(files(mesh.grants()));
    words.add(files(mesh.policies()));
    words.add(files(mesh.terms()));
    words.add(files(mesh.waivers()));
    for (String environment : List.of("dev", "prod", "none")) {
      for (int days = 0; days < 3; days += 2) {
        Resolution resolution = mesh.resolve(environment, GeneratedMesh.TODAY.plusDays(days));
        words.add(String.valueOf(resolution.mesh()));
        resolution.diagnostics().forEach(one -> words.add(one.toString()));
      }
    }
    return words;
  }

  private static String files(List<? extends Manifest> manifests) {
    return manifests.stream().map(Manifest::file).toList().toString();
  }

  @Test
  void readsOnlyWhatHasChanged() {
    MemoryTree tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, 1).tree();
    var memory = new LoadMemory();
    MeshLoader.load(new Named(tree), memory);
    String schema =
        tree.files().stream()
            .map(SourceFile::path)
            .filter(path -> path.endsWith(".avsc"))
            .findFirst()
            .orElseThrow();
    String application =
        tree.files().stream()
            .map(SourceFile::path)
            .filter(path -> path.contains("/applications/"))
            .findFirst()
            .orElseThrow();
    tree.with(schema, tree.text(schema) + "\n");
    tree.with(application, tree.text(application) + "# a comment\n");
    read.clear();

    MeshLoader.load(new Named(tree), memory);

    assertThat(read).contains(schema, application);
    String folder = schema.substring(0, schema.indexOf("/schemas/"));
    assertThat(read).allMatch(path -> path.equals(application) || path.startsWith(folder));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void findsTheSameAsALoadThatRemembersNothing(long seed) {
    MemoryTree tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, seed).tree();
    var memory = new LoadMemory();
    var random = new SplittableRandom(seed);
    var edits = new Edits(tree, random);
    for (int step = 0; step < 40; step++) {
      edits.next();
      if (random.nextInt(3) == 0) {
        edits.next();
      }

      assertThat(words(MeshLoader.load(new Named(tree), memory)))
          .as("step %d", step)
          .isEqualTo(words(MeshLoader.load(tree.copy())));
    }
  }

  /// An older commit may be looked at again while the next one is there already.
  @Test
  void resolvesCommitsInAnyOrder() {
    MemoryTree tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, 3).tree();
    var memory = new LoadMemory();
    var edits = new Edits(tree, new SplittableRandom(3));
    var meshes = new ArrayList<LoadedMesh>();
    var expected = new ArrayList<List<String>>();
    for (int step = 0; step < 20; step++) {
      meshes.add(MeshLoader.load(new Named(tree), memory));
      expected.add(words(MeshLoader.load(tree.copy())));
      edits.next();
    }

    List<List<String>> found = meshes.reversed().stream().map(LoadMemoryTest::words).toList();

    assertThat(found.reversed()).isEqualTo(expected);
  }

  /// Whoever compiles and compares afterwards need not look into what is the same object.
  @Test
  void resolvesOnlyWhatHasChanged() {
    MemoryTree tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, 1).tree();
    var memory = new LoadMemory();
    EnvironmentMesh before = resolved(MeshLoader.load(new Named(tree), memory));
    String path = "domains/domain-b/product-a/product.yaml";
    tree.with(path, tree.text(path).replace("freshness: PT1M", "freshness: PT2M"));
    String grant = "domains/domain-b/product-b/access/grant-a.yaml";
    tree.with(grant, tree.text(grant).replace("Reports", "Numbers"));
    String comment = "domains/domain-a/product-a/product.yaml";
    tree.with(comment, tree.text(comment) + "# a word\n");

    EnvironmentMesh after = resolved(MeshLoader.load(new Named(tree), memory));

    assertThat(others(before.products(), after.products()))
        .containsExactly(new ProductName("domain-b", "product-a"));
    assertThat(after.applications()).isSameAs(before.applications());
    Set<Grant> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(before.grants());
    assertThat(after.grants().stream().filter(one -> !known.contains(one)).map(Grant::name))
        .containsExactly("grant-a");
  }

  private static EnvironmentMesh resolved(LoadedMesh mesh) {
    return Objects.requireNonNull(mesh.resolve("prod", GeneratedMesh.TODAY).mesh());
  }

  private static List<ProductName> others(List<Product> before, List<Product> after) {
    return IntStream.range(0, after.size())
        .filter(i -> before.get(i) != after.get(i))
        .mapToObj(i -> after.get(i).name())
        .toList();
  }
}
