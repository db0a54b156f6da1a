// SPDX-License-Identifier: Apache-2.0
package dev.weft.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.git.PathChange.Kind;
import dev.weft.git.testing.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitsTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void describesTheCommitOfABranch() throws IOException {
    try (TestRepository repository = repository()) {
      ObjectId id = repository.write("a", "1").commit("Add a\nfor good\n\nBecause.\n");

      assertThat(Commits.branch(repository.git(), "main")).contains(id);
      assertThat(Commits.branch(repository.git(), "other")).isEmpty();
      assertThat(Commits.describe(repository.git(), id))
          .isEqualTo(
              new Commit(
                  id.name(),
                  "Olivia Ward",
                  "olivia@example.org",
                  TestRepository.BEGIN,
                  "Add a for good"));
    }
  }

  @Test
  void findsCommitsByFullIdOnly() throws IOException {
    try (TestRepository repository = repository()) {
      ObjectId id = repository.write("a", "1").commit("Add a");
      ObjectId tree = repository.git().parseCommit(id).getTree();

      assertThat(Commits.find(repository.git(), id.name())).contains(id);
      for (String text :
          List.of(
              "main",
              "HEAD",
              id.name() + "~0",
              id.name().substring(0, 10),
              "",
              tree.name(),
              "1".repeat(40))) {
        assertThat(Commits.find(repository.git(), text)).as(text).isEmpty();
      }
    }
  }

  @Test
  void listsWhatDiffersBetweenTwoCommits() throws IOException {
    try (TestRepository repository = repository()) {
      ObjectId base = repository.write("d/a", "1").write("d/b", "1").write("z", "1").commit("One");
      ObjectId head = repository.write("d/a", "2").remove("d/b").write("d/c/e", "1").commit("Two");

      assertThat(Commits.difference(repository.git(), base, head))
          .containsExactly(
              new PathChange("d/a", Kind.MODIFIED),
              new PathChange("d/b", Kind.REMOVED),
              new PathChange("d/c/e", Kind.ADDED));
      assertThat(Commits.difference(repository.git(), null, base))
          .containsExactly(
              new PathChange("d/a", Kind.ADDED),
              new PathChange("d/b", Kind.ADDED),
              new PathChange("z", Kind.ADDED));
      assertThat(Commits.difference(repository.git(), head, head)).isEmpty();
    }
  }

  @Test
  void knowsTheLastCommitOfFilesAndFolders() throws IOException {
    try (TestRepository repository = repository()) {
      ObjectId first = repository.write("d/p/a", "1").write("d/q/b", "1").commit("One");
      ObjectId second = repository.write("d/p/a", "2").commit("Two");
      LastCommits atSecond = LastCommits.of(repository.git(), second);
      ObjectId third = repository.remove("d/q/b").commit("Three");
      LastCommits atThird = atSecond.advance(repository.git(), third);

      assertThat(id(atSecond, "d/p/a")).isEqualTo(second.name());
      assertThat(id(atSecond, "d/q")).isEqualTo(first.name());
      assertThat(id(atSecond, "d")).isEqualTo(second.name());
      assertThat(id(atThird, "d/p")).isEqualTo(second.name());
      assertThat(id(atThird, "d/q")).isEqualTo(third.name());
      assertThat(id(atThird, "")).isEqualTo(third.name());
      assertThat(atThird.of("nowhere")).isEmpty();
    }
  }

  @Test
  void namesTheAuthorsCommitRatherThanTheMerge() throws IOException {
    try (TestRepository repository = repository()) {
      ObjectId base = repository.write("a", "1").write("b", "1").commit("Base");
      ObjectId side = repository.write("a", "2").commit("side", "Side", List.of(base));
      repository.write("a", "1");
      ObjectId main = repository.write("b", "2").commit("main", "Main", List.of(base));
      ObjectId merge =
          repository.write("a", "2").write("c", "1").commit("main", "Merge", List.of(main, side));

      LastCommits whole = LastCommits.of(repository.git(), merge);
      LastCommits stepwise =
          LastCommits.of(repository.git(), main).advance(repository.git(), merge);

      for (LastCommits last : List.of(whole, stepwise)) {
        assertThat(id(last, "a")).isEqualTo(side.name());
        assertThat(id(last, "b")).isEqualTo(main.name());
        assertThat(id(last, "c")).isEqualTo(merge.name());
      }
    }
  }

  @Test
  void startsAnewWhenTheBranchWasRewritten() throws IOException {
    try (TestRepository repository = repository()) {
      ObjectId first = repository.write("a", "1").commit("One");
      LastCommits earlier = LastCommits.of(repository.git(), first);
      ObjectId other =
          repository.remove("a").write("b", "1").commit("main", "Rewritten", List.of());

      LastCommits now = earlier.advance(repository.git(), other);

      assertThat(now.of("a")).isEmpty();
      assertThat(id(now, "b")).isEqualTo(other.name());
      assertThat(Commits.isAncestor(repository.git(), first, other)).isFalse();
    }
  }

  @Test
  void refusesAFolderThatIsNoRepository() {
    assertThatThrownBy(() -> BareRepository.open(folder))
        .isInstanceOf(RepositoryNotFoundException.class);
  }

  @Test
  void readsNoSettingsOutsideTheRepository() throws Exception {
    try (TestRepository repository = repository()) {
      assertThat(repository.git().getConfig().getBoolean("core", "bare", false)).isTrue();
      SystemReader machine = SystemReader.getInstance();
      for (StoredConfig settings : List.of(machine.getUserConfig(), machine.getSystemConfig())) {
        // It would be the name of a file in the home folder, or one of the machine.
        assertThat(settings).asString().doesNotContain("gitconfig");
      }
    }
  }

  private TestRepository repository() throws IOException {
    return TestRepository.create(folder.resolve("mesh.git"));
  }

  private static String id(LastCommits last, String path) {
    return last.of(path).orElseThrow().id();
  }
}
