// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import static dev.weft.catalog.forge.TestMesh.CARL;
import static dev.weft.catalog.forge.TestMesh.MALLORY;
import static dev.weft.catalog.forge.TestMesh.OLIVIA;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushRulesTest {

  private static final ObjectId NONE = ObjectId.zeroId();

  @TempDir private Path folder;
  private TestMesh mesh;
  private PushRules rules;
  private ObjectId main;

  @BeforeEach
  void makeMesh() {
    mesh = TestMesh.in(folder);
    rules = mesh.forge().pushRules();
    main = ObjectId.fromString(mesh.forge().base());
  }

  @AfterEach
  void closeMesh() {
    mesh.close();
  }

  @Test
  void letsMembersOfKnownTeamsPush() {
    assertThat(rules.whyNot(CARL)).isEmpty();
    assertThat(rules.whyNot(MALLORY))
        .contains("mallory is in no team of teams.yaml, and only members of a team may push.");
    assertThat(rules.whyNot(Person.of("eve", "Eve", null, List.of("made-up-team")))).isPresent();
  }

  @Test
  void takesBranchesOnly() {
    ObjectId head = mesh.commit("x", Map.of("a.md", Optional.of("a")));

    assertThat(rules.whyNot(CARL, "refs/heads/idea", NONE, head)).isEmpty();
    assertThat(rules.whyNot(CARL, "refs/heads/main", main, head))
        .hasValueSatisfying(reason -> assertThat(reason).contains("git push origin HEAD:<name>"));
    assertThat(rules.whyNot(CARL, "refs/heads/main", main, NONE)).isPresent();
    assertThat(rules.whyNot(CARL, "refs/weft/changes/1", NONE, head))
        .contains("refs/weft/ belongs to Weft itself");
    assertThat(rules.whyNot(CARL, "refs/tags/v1", NONE, head))
        .contains("only branches can be pushed");
    assertThat(rules.whyNot(CARL, "refs/heads/" + "x".repeat(101), NONE, head)).isPresent();
    assertThat(rules.whyNot(CARL, "refs/heads/-x", NONE, head)).isPresent();
    assertThat(rules.whyNot(CARL, "refs/heads/a..b", NONE, head)).isPresent();
  }

  @Test
  void keepsABranchForItsAuthorAndTheirTeam() {
    ObjectId head = mesh.commit("idea", Map.of("a.md", Optional.of("a")));
    mesh.forge().pushed(CARL, "idea", head.name());
    Person colleague = Person.of("dora", "Dora", null, List.of("billing-team"));
    ObjectId next = mesh.commitOnto(head, Map.of("a.md", Optional.of("b")));

    assertThat(rules.whyNot(CARL, "refs/heads/idea", head, next)).isEmpty();
    assertThat(rules.whyNot(colleague, "refs/heads/idea", head, next)).isEmpty();
    assertThat(rules.whyNot(OLIVIA, "refs/heads/idea", head, next))
        .contains("the branch `idea` belongs to carl (change request 1); choose another name");
    assertThat(rules.whyNot(OLIVIA, "refs/heads/idea", head, NONE)).isPresent();
    assertThat(rules.whyNot(CARL, "refs/heads/idea", head, NONE)).isEmpty();
  }

  @Test
  void keepsABranchThatNobodyOpenedAChangeFor() {
    ObjectId head = mesh.commit("by-hand", Map.of("a.md", Optional.of("a")));

    assertThat(rules.whyNot(CARL, "refs/heads/by-hand", head, NONE))
        .contains("the branch `by-hand` is not yours; choose another name");
  }

  @Test
  void needsSomethingThatTheMainBranchLacks() throws IOException {
    assertThat(rules.whyNot(CARL, "refs/heads/idea", NONE, main))
        .contains("the main branch has all of these commits; there is nothing to propose");
    ObjectId foreign = mesh.commitOn(null, "foreign", Map.of("a.md", Optional.of("a")));
    assertThat(rules.whyNot(CARL, "refs/heads/idea", NONE, foreign))
        .hasValueSatisfying(reason -> assertThat(reason).contains("no commit in common"));
  }

  @Test
  void refusesWhatIsNoRegularFile() throws IOException {
    assertThat(problems("domains", "link", FileMode.SYMLINK, "../../etc/passwd"))
        .contains("domains/link is a symbolic link; put the file itself there");
    assertThat(problems("domains", "module", FileMode.GITLINK, ""))
        .contains("domains/module is a submodule; a mesh has all its files itself");
  }

  @Test
  void refusesNamesThatLeadElsewhere() throws IOException {
    for (String name : List.of("..", ".", "a\\b", "a\nb", "a\u202eb")) {
      assertThat(problems("domains", name, FileMode.REGULAR_FILE, "x"))
          .hasValueSatisfying(
              reason -> assertThat(reason).contains("parts or characters that are not allowed"));
    }
  }

  @Test
  void refusesTwinsAndLargeFiles() {
    ObjectId twins =
        mesh.commit(
            "x", Map.of("docs/Note.md", Optional.of("a"), "docs/note.md", Optional.of("b")));
    assertThat(rules.whyNot(CARL, "refs/heads/idea", NONE, twins))
        .contains("`docs/Note.md` and `docs/note.md` differ only in upper and lower case");
    ObjectId large = mesh.commit("y", Map.of("large.md", Optional.of("x".repeat((1 << 20) + 1))));
    assertThat(rules.whyNot(CARL, "refs/heads/idea", NONE, large))
        .contains("large.md has 1,048,577 bytes, and a file may have 1 MiB");
  }

  private Optional<String> problems(String folder, String name, FileMode mode, String content)
      throws IOException {
    ObjectId tree;
    try (ObjectInserter inserter = mesh.repository().newObjectInserter()) {
      ObjectId entry =
          mode == FileMode.GITLINK
              ? main
              : inserter.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
      TreeFormatter inner = new TreeFormatter();
      inner.append(name, mode, entry);
      TreeFormatter root = new TreeFormatter();
      root.append(folder, FileMode.TREE, inserter.insert(inner));
      tree = inserter.insert(root);
      inserter.flush();
    }
    return rules.whyNot(CARL, "refs/heads/idea", NONE, mesh.point("hostile", tree, main));
  }
}
