// SPDX-License-Identifier: Apache-2.0
package dev.weft.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.git.testing.TestRepository;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Rules;
import dev.weft.model.load.DirectoryTree;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.testing.GeneratedMesh;
import dev.weft.model.testing.MemoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitTreeTest {

  private static final LocalDate TODAY = GeneratedMesh.TODAY;

  @TempDir private Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before each test
  private TestRepository repository;

  @BeforeEach
  void create() throws IOException {
    repository = TestRepository.create(folder.resolve("mesh.git"));
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void loadsTheSameAsFromAFolder() throws IOException {
    MemoryTree generated = GeneratedMesh.of(GeneratedMesh.Size.SMALL, 7).tree();
    Path disk = Files.createDirectory(folder.resolve("disk"));
    generated.writeTo(disk);
    ObjectId commit = repository.write(generated).commit("All of it");

    LoadedMesh fromGit = MeshLoader.load(GitTree.of(repository.git(), commit));
    LoadedMesh fromDisk = MeshLoader.load(new DirectoryTree(disk));

    assertThat(fromGit.environments()).isNotEmpty();
    assertThat(fromGit.diagnostics()).isEqualTo(fromDisk.diagnostics());
    for (String environment : fromGit.environments()) {
      assertThat(fromGit.resolve(environment, TODAY))
          .isEqualTo(fromDisk.resolve(environment, TODAY));
    }
  }

  /// Files come, change and go, also in folders that were never looked into again meanwhile.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void listsACommitTheSameWithTheListingBefore(long seed) throws IOException {
    RandomGenerator random = new SplittableRandom(seed);
    GitTree before = GitTree.of(repository.git(), repository.write("mesh.yaml", "x").commit("0"));
    for (int step = 1; step <= 40; step++) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        String path = random.nextInt(3) + "/" + random.nextInt(3) + "/f" + random.nextInt(4);
        if (random.nextInt(4) == 0) {
          repository.remove(path);
        } else {
          repository.write(path, "text " + random.nextInt(3));
        }
      }
      ObjectId commit = repository.commit("Step " + step);

      GitTree tree = GitTree.of(repository.git(), commit, before);

      GitTree anew = GitTree.of(repository.git(), commit);
      assertThat(tree.files()).isEqualTo(anew.files());
      for (SourceFile file : anew.files()) {
        assertThat(tree.read(file.path())).isEqualTo(anew.read(file.path()));
      }
      before = random.nextInt(5) == 0 ? before : tree;
    }
  }

  @Test
  void staysAtItsCommitWhenTheBranchMoves() throws IOException {
    ObjectId first = repository.write("mesh.yaml", "one").commit("One");
    GitTree tree = GitTree.of(repository.git(), first);
    repository.write("mesh.yaml", "two").write("teams.yaml", "x").commit("Two");

    assertThat(paths(tree)).containsExactly("mesh.yaml");
    assertThat(tree.read("mesh.yaml")).asString(StandardCharsets.UTF_8).isEqualTo("one");
  }

  @Test
  void listsLinksSubmodulesAndForgedNamesAsWhatTheyAre() throws IOException {
    ObjectId commit;
    try (ObjectInserter inserter = repository.git().newObjectInserter()) {
      ObjectId blob =
          inserter.insert(Constants.OBJ_BLOB, "/etc/passwd".getBytes(StandardCharsets.UTF_8));
      TreeFormatter schemas = new TreeFormatter();
      schemas.append("link.avsc", FileMode.SYMLINK, blob);
      schemas.append("module", FileMode.GITLINK, blob);
      TreeFormatter domains = new TreeFormatter();
      domains.append("..", FileMode.REGULAR_FILE, blob);
      domains.append(".hidden", FileMode.REGULAR_FILE, blob);
      domains.append("a/b.yaml", FileMode.REGULAR_FILE, blob);
      domains.append("run.yaml", FileMode.EXECUTABLE_FILE, blob);
      domains.append("shop", FileMode.TREE, inserter.insert(schemas));
      TreeFormatter root = new TreeFormatter();
      root.append(".git", FileMode.TREE, inserter.insert(schemas));
      root.append("domains", FileMode.TREE, inserter.insert(domains));
      ObjectId tree = inserter.insert(root);
      inserter.flush();
      commit = repository.commitTree("hostile", "x", tree);
    }

    GitTree tree = GitTree.of(repository.git(), commit);

    assertThat(tree.files())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
        .containsExactlyInAnyOrder(
            new SourceFile("domains/..", 11, SourceFile.Kind.REGULAR),
            new SourceFile("domains/a/b.yaml", 0, SourceFile.Kind.OTHER),
            new SourceFile("domains/run.yaml", 11, SourceFile.Kind.REGULAR),
            new SourceFile("domains/shop/link.avsc", 0, SourceFile.Kind.SYMLINK),
            new SourceFile("domains/shop/module", 0, SourceFile.Kind.OTHER));
    assertThatThrownBy(() -> tree.read("domains/shop/link.avsc")).isInstanceOf(IOException.class);
    assertThat(MeshLoader.load(tree).diagnostics())
        .extracting(Diagnostic::rule)
        .contains(Rules.SOURCE_SYMLINK, Rules.SOURCE_SPECIAL, Rules.SOURCE_UNSAFE_PATH);
  }

  @Test
  void readsNoMoreOfAHugeFileThanItTakesToRefuseIt() throws IOException {
    ObjectId commit =
        repository.write("mesh.yaml", new byte[MeshLoader.MAX_FILE_BYTES * 3]).commit("Huge");

    GitTree tree = GitTree.of(repository.git(), commit);

    assertThat(tree.files().getFirst().size()).isEqualTo(MeshLoader.MAX_FILE_BYTES * 3L);
    assertThat(tree.read("mesh.yaml")).hasSize(MeshLoader.MAX_FILE_BYTES + 1);
    assertThat(MeshLoader.load(tree).diagnostics())
        .extracting(Diagnostic::rule)
        .contains(Rules.SOURCE_TOO_LARGE);
  }

  @Test
  void endsAtTreesThatAreMadeToNeverEnd() throws IOException {
    ObjectId commit;
    try (ObjectInserter inserter = repository.git().newObjectInserter()) {
      ObjectId below = inserter.insert(new TreeFormatter());
      for (int depth = 0; depth < 20; depth++) {
        TreeFormatter level = new TreeFormatter();
        for (int i = 0; i < 100; i++) {
          level.append("f%02d".formatted(i), FileMode.TREE, below);
        }
        below = inserter.insert(level);
      }
      inserter.flush();
      commit = repository.commitTree("bomb", "x", below);
    }

    assertThat(MeshLoader.load(GitTree.of(repository.git(), commit)).diagnostics())
        .extracting(Diagnostic::rule)
        .contains(Rules.SOURCE_TOO_MANY);
  }

  @Test
  void doesNotTakeAMissingFolderForAnEmptyOne() throws IOException {
    ObjectId commit;
    try (ObjectInserter inserter = repository.git().newObjectInserter()) {
      TreeFormatter root = new TreeFormatter();
      root.append("domains", FileMode.TREE, ObjectId.fromString("1".repeat(40)));
      ObjectId tree = inserter.insert(root);
      inserter.flush();
      commit = repository.commitTree("damaged", "x", tree);
    }

    assertThatThrownBy(() -> GitTree.of(repository.git(), commit))
        .isInstanceOf(MissingObjectException.class);
  }

  @Test
  void overlaysFilesWithoutStoringThem() throws IOException {
    ObjectId commit =
        repository.write("mesh.yaml", "one").write("teams.yaml", "two").commit("Both");
    GitTree base = GitTree.of(repository.git(), commit);

    OverlayTree tree =
        new OverlayTree(
            base,
            Map.of(
                "mesh.yaml", Optional.of("changed".getBytes(StandardCharsets.UTF_8)),
                "new.yaml", Optional.of(new byte[3]),
                "teams.yaml", Optional.empty(),
                "never.yaml", Optional.empty()));

    assertThat(tree.files())
        .containsExactlyInAnyOrder(
            new SourceFile("mesh.yaml", 7, SourceFile.Kind.REGULAR),
            new SourceFile("new.yaml", 3, SourceFile.Kind.REGULAR));
    assertThat(tree.read("mesh.yaml")).asString(StandardCharsets.UTF_8).isEqualTo("changed");
    assertThatThrownBy(() -> tree.read("teams.yaml")).isInstanceOf(IOException.class);
    assertThat(paths(base)).containsExactly("mesh.yaml", "teams.yaml");
  }

  private static List<String> paths(GitTree tree) {
    List<String> paths = new ArrayList<>();
    tree.files().forEach(file -> paths.add(file.path()));
    return paths;
  }
}
