// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileTreeTest {

  /// Lists files of any size; reading a large one fails the test.
  private record Claiming(SourceTree tree, List<SourceFile> more) implements SourceTree {
    @Override
    public List<SourceFile> files() {
      List<SourceFile> files = new ArrayList<>(tree.files());
      files.removeIf(file -> more.stream().anyMatch(other -> other.path().equals(file.path())));
      files.addAll(more);
      return files;
    }

    @Override
    public byte[] read(String path) throws IOException {
      if (more.stream().anyMatch(file -> file.path().equals(path))) {
        throw new AssertionError(path + " is read");
      }
      return tree.read(path);
    }
  }

  @Test
  void refusesALargeManifestWithoutReadingIt() {
    SourceTree tree = claiming(TestMesh.PRODUCT, 300L << 20);

    assertThat(lines(tree))
        .containsExactly(
            TestMesh.PRODUCT
                + ": error: The file has more than 1 MiB. [source/too-large] — split it, or keep"
                + " large data elsewhere");
  }

  @Test
  void refusesAFileThatGrewAfterItWasListed() {
    MemoryTree tree = TestMesh.tree().with(TestMesh.PRODUCT, new byte[(1 << 20) + 1]);
    SourceTree lying =
        new SourceTree() {
          @Override
          public List<SourceFile> files() {
            return tree.files().stream()
                .map(file -> new SourceFile(file.path(), 10, file.kind()))
                .toList();
          }

          @Override
          public byte[] read(String path) throws IOException {
            return tree.read(path);
          }
        };

    assertThat(rules(lying)).containsExactly(Rules.SOURCE_TOO_LARGE);
  }

  @Test
  void readsNothingOfARepositoryWithTooManyFiles() {
    List<SourceFile> many = new ArrayList<>();
    for (int i = 0; i <= MeshLoader.MAX_FILES; i++) {
      many.add(new SourceFile("x" + i, 1, SourceFile.Kind.REGULAR));
    }
    LoadedMesh loaded = MeshLoader.load(new Claiming(TestMesh.tree(), many));

    assertThat(loaded.diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly(Rules.SOURCE_TOO_MANY);
    assertThat(loaded.environments()).isEmpty();
  }

  @Test
  void readsNothingOfARepositoryWithTooManyBytes() {
    List<SourceFile> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(
          new SourceFile(
              "domains/shop/orders/schemas/s%d.avsc".formatted(i),
              1 << 20,
              SourceFile.Kind.REGULAR));
    }

    assertThat(rules(new Claiming(TestMesh.tree(), many))).containsExactly(Rules.SOURCE_TOO_MANY);
  }

  @Test
  void refusesPathsThatLeadOutOrHideSomething() {
    for (String path :
        List.of(
            "domains/shop/../../etc/x.yaml",
            "/etc/passwd",
            "domains//x.yaml",
            "domains/shop/\u001b[31m.yaml",
            "domains\\shop\\x.yaml")) {
      MemoryTree tree = TestMesh.tree().with(path, "x");

      assertThat(rules(tree)).as(path).containsExactly(Rules.SOURCE_UNSAFE_PATH);
      assertThat(lines(tree).getFirst()).as(path).doesNotContain("\u001b");
    }
  }

  @Test
  void ignoresSymbolicLinksAndSpecialFiles() {
    MemoryTree tree =
        TestMesh.tree()
            .with(
                new SourceFile("domains/shop/orders/schemas/link.avsc", 9, SourceFile.Kind.SYMLINK))
            .with(new SourceFile("domains/shop/pipe", 0, SourceFile.Kind.OTHER));

    assertThat(rules(tree)).containsExactly(Rules.SOURCE_SPECIAL, Rules.SOURCE_SYMLINK);
  }

  @Test
  void refusesASchemaThatIsALink() {
    MemoryTree tree =
        TestMesh.tree()
            .with(
                new SourceFile(
                    "domains/shop/orders/schemas/order.avsc", 9, SourceFile.Kind.SYMLINK));

    assertThat(rules(tree)).containsExactly(Rules.REFERENCE_UNKNOWN_FILE, Rules.SOURCE_SYMLINK);
  }

  @Test
  void listsAFolderWithoutFollowingLinks(@TempDir Path folder) throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret.yaml"), "secret");
    Path root = Files.createDirectory(folder.resolve("mesh"));
    TestMesh.tree().writeTo(root);
    Files.createSymbolicLink(root.resolve("domains/shop/linked"), outside);
    Files.createSymbolicLink(
        root.resolve("domains/shop/orders/access/x.yaml"), outside.resolve("secret.yaml"));
    Files.createDirectory(root.resolve(".git"));
    Files.writeString(root.resolve(".git/config"), "x");

    DirectoryTree tree = new DirectoryTree(root);

    assertThat(tree.files()).extracting(SourceFile::path).doesNotContain(".git/config");
    assertThat(tree.files())
        .filteredOn(file -> file.kind() == SourceFile.Kind.SYMLINK)
        .extracting(SourceFile::path)
        .containsExactlyInAnyOrder("domains/shop/linked", "domains/shop/orders/access/x.yaml");
    assertThat(rules(tree)).containsExactly(Rules.SOURCE_SYMLINK, Rules.SOURCE_SYMLINK);
  }

  @Test
  void doesNotReadThroughALinkThatReplacedAFile(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Files.createSymbolicLink(folder.resolve("link"), secret);
    DirectoryTree tree = new DirectoryTree(folder);

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> tree.read("link"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void loadsTheSameFromAFolderAsFromMemory(@TempDir Path folder) {
    MemoryTree memory = TestMesh.tree();
    memory.writeTo(folder);

    assertThat(TestMesh.mesh(new DirectoryTree(folder), "prod"))
        .isEqualTo(TestMesh.mesh(memory, "prod"));
  }

  private static SourceTree claiming(String path, long size) {
    return new Claiming(
        TestMesh.tree(), List.of(new SourceFile(path, size, SourceFile.Kind.REGULAR)));
  }

  private static List<String> rules(SourceTree tree) {
    return MeshLoader.load(tree).diagnostics().stream().map(Diagnostic::rule).sorted().toList();
  }

  private static List<String> lines(SourceTree tree) {
    return MeshLoader.load(tree).diagnostics().stream().map(Diagnostic::toString).toList();
  }
}
