// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A load that remembers the one before is the same as one that does not.
class LoadMemoryTest {

  private final List<String> read = Collections.synchronizedList(new ArrayList<>());

  /// A tree whose files have ids, as those of a commit, and that tells what is read.
  private final class Named implements SourceTree {
    private final MemoryTree tree;

    Named(MemoryTree tree) {
      this.tree = tree;
    }

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
      read.add(path);
      return tree.read(path);
    }
  }

  private static List<String> words(LoadedMesh mesh) {
    Resolution resolution = mesh.resolve("dev", GeneratedMesh.TODAY);
    var words = new ArrayList<String>();
    words.add(String.valueOf(resolution.mesh()));
    resolution.diagnostics().stream().map(Diagnostic::toString).forEach(words::add);
    return words;
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
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsTheSameAsALoadThatRemembersNothing(long seed) {
    MemoryTree tree = GeneratedMesh.of(GeneratedMesh.Size.SMALL, seed).tree();
    var memory = new LoadMemory();
    var random = new SplittableRandom(seed);
    for (int step = 0; step < 12; step++) {
      edit(tree, random);

      assertThat(words(MeshLoader.load(new Named(tree), memory)))
          .as("step %d", step)
          .isEqualTo(words(MeshLoader.load(tree.copy())));
    }
  }

  /// Breaks, mends, removes, adds or moves something.
  private static void edit(MemoryTree tree, SplittableRandom random) {
    List<String> paths = tree.files().stream().map(SourceFile::path).sorted().toList();
    String path = paths.get(random.nextInt(paths.size()));
    switch (random.nextInt(5)) {
      case 0 -> tree.with(path, tree.text(path) + "\n");
      case 1 -> tree.with(path, tree.text(path).replaceFirst("[a-z]", "?"));
      case 2 -> {
        if (path.startsWith("domains/")) {
          tree.without(path);
        }
      }
      case 3 -> {
        int slash = path.lastIndexOf('/') + 1;
        tree.moved(path.substring(0, slash) + "schemas/", path.substring(0, slash) + "schemata/");
      }
      default -> tree.with(path.replaceFirst("\\.", "-2."), tree.text(path));
    }
  }
}
