// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshRepositoryTest {

  @TempDir private Path folder = Path.of("");
  private Path mesh = Path.of("");
  private MeshRepository repository = new MeshRepository(folder);

  @BeforeEach
  void write() throws IOException {
    mesh = folder.resolve("mesh");
    repository = new MeshRepository(folder.resolve("mesh.git"));
    write("mesh.yaml", "kind: Mesh");
    write(
        "teams.yaml",
        "spec: {teams: [{name: makers, members: [ada.king@example.com]},"
            + " {name: platform-team, members: [petra@example.com]}]}");
    write("domains/shop/domain.yaml", "spec: {owner: makers}");
    write("domains/shop/orders/product.yaml", "kind: DataProduct");
  }

  @Test
  void beginsWithTheMeshAndACommitByEachTeam() {
    repository.ensure(mesh);

    assertThat(git("log", "--reverse", "--format=%an <%ae>: %s", "main").lines())
        .containsExactly(
            "Petra <petra@example.com>: Environments, teams, shared terms",
            "Ada King <ada.king@example.com>: Products, applications and grants of shop");
    assertThat(git("show", "main:domains/shop/orders/product.yaml")).isEqualTo("kind: DataProduct");
    assertThat(git("fsck", "--strict")).doesNotContain("error");
    assertThat(repository.isAt(repository.digest(mesh))).isTrue();
    assertThat(repository.isSeed(repository.digest(mesh))).isTrue();
    assertThat(folder).isDirectoryNotContaining("glob:**draft*");
  }

  @Test
  void neverOverwritesWhatWasPushed() throws IOException {
    repository.ensure(mesh);
    String pushed = commitOnTop();
    write("domains/shop/domain.yaml", "spec: {owner: platform-team}");

    repository.ensure(mesh);

    assertThat(repository.head()).hasValue(pushed);
    String tree = repository.digest(mesh);
    assertThat(repository.isAt(tree)).isFalse();
    assertThat(repository.isSeed(tree)).isFalse();
  }

  @Test
  void findsOutWhetherTheMeshChangedWithoutWriting() throws IOException {
    repository.ensure(mesh);
    String before = git("count-objects");
    write("domains/shop/domain.yaml", "spec: {owner: platform-team}");

    assertThat(repository.isSeed(repository.digest(mesh))).isFalse();

    assertThat(git("count-objects")).isEqualTo(before);
  }

  @Test
  void remembersThatItWasFed() {
    repository.ensure(mesh);
    assertThat(repository.isFed()).isFalse();

    repository.markFed();

    assertThat(repository.isFed()).isTrue();
  }

  @Test
  void hasNoHeadBeforeItExists() {
    assertThat(repository.head()).isEmpty();
  }

  private String commitOnTop() {
    String tree = git("rev-parse", "main^{tree}");
    String commit =
        git(
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.com",
            "commit-tree",
            tree,
            "-p",
            "main",
            "-m",
            "More");
    assertThat(git("update-ref", "refs/heads/main", commit)).isEmpty();
    return commit;
  }

  private void write(String path, String text) throws IOException {
    Path file = mesh.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private String git(String... arguments) {
    var command = new ArrayList<>(List.of("git", "--git-dir=" + repository.folder()));
    command.addAll(List.of(arguments));
    Commands.Result result = Commands.run(command, Map.of());
    assertThat(result.status()).as(result.output()).isZero();
    return result.output().strip();
  }
}
