// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import static dev.weft.catalog.forge.TestMesh.CARL;
import static dev.weft.catalog.forge.TestMesh.OLIVIA;
import static dev.weft.catalog.forge.TestMesh.PETRA;
import static dev.weft.catalog.forge.TestMesh.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.catalog.forge.ForgeException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalForgeTest {

  private static final String GRANT = "domains/reviews/enriched-reviews/access/invoice-runner.yaml";

  @TempDir private Path folder;
  private TestMesh mesh;
  private LocalForge forge;

  @BeforeEach
  void makeMesh() {
    mesh = TestMesh.in(folder);
    forge = mesh.forge();
  }

  @AfterEach
  void closeMesh() {
    mesh.close();
  }

  @Test
  void theMeshBelongsToTheTeamOfTheMainBranch() {
    String mine =
        Objects.requireNonNull(TestMesh.files().get("mesh.yaml"))
            .orElseThrow()
            .replace("platform-", "billing-");

    Change change = mesh.propose(CARL, "mesh.yaml", mine);

    assertThat(forge.meshOwners()).containsExactly("platform-team");
    assertThat(forge.standing(change).needed()).containsExactly("platform-team");
    forge.approve(change.number(), PETRA, change.requireHead());
    forge.merge(change.number(), CARL, change.requireHead());
    assertThat(forge.meshOwners()).containsExactly("billing-team");
  }

  @Test
  void mergesWhatTheOwnerApproved() throws Exception {
    // Given
    Change change = mesh.propose(CARL, GRANT, "a: 1\n");
    forge.approve(change.number(), OLIVIA, change.requireHead());

    // When
    Change merged = forge.merge(change.number(), OLIVIA, change.requireHead());

    // Then
    assertThat(merged.state()).isEqualTo(Change.State.MERGED);
    assertThat(new String(forge.tree(forge.base()).read(GRANT), StandardCharsets.UTF_8))
        .isEqualTo("a: 1\n");
    RevCommit commit =
        new MeshRepository(mesh.repository(), "main").commit(ObjectId.fromString(forge.base()));
    assertThat(commit.getAuthorIdent().getName()).isEqualTo("Olivia Reviews");
    assertThat(commit.getParentCount()).isEqualTo(2);
    assertThat(commit.getFullMessage())
        .isEqualTo(
            """
            Edit %s

            Change-Request: 1
            Requested-by: carl
            Approved-by: olivia
            """
                .formatted(GRANT));
    assertThat(mesh.repository().exactRef("refs/heads/edit")).isNull();
  }

  @Test
  void refusesToMergeWithoutApproval() {
    Change change = mesh.propose(CARL, GRANT, "a: 1\n");

    assertRefused(
        Reason.FORBIDDEN,
        "The approval of `reviews-team` is missing.",
        () -> forge.merge(change.number(), CARL, change.requireHead()));
    assertThat(forge.require(1).isOpen()).isTrue();
  }

  @Test
  void refusesTheAuthorsOwnApproval() {
    Change change = mesh.propose(OLIVIA, GRANT, "a: 1\n");

    assertRefused(
        Reason.FORBIDDEN,
        "You asked for this change, so somebody else has to approve it.",
        () -> forge.approve(change.number(), OLIVIA, change.requireHead()));
  }

  @Test
  void refusesTheApprovalOfACommitThatIsNoLongerTheHead() {
    Change change = mesh.propose(CARL, GRANT, "a: 1\n");
    ObjectId head = mesh.commit("edit", Map.of(GRANT, Optional.of("a: 2\n")));
    forge.pushed(CARL, "edit", head.name());

    assertThatThrownBy(() -> forge.approve(change.number(), OLIVIA, change.requireHead()))
        .isInstanceOfSatisfying(
            ForgeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT))
        .hasMessageContaining("has other commits now");
  }

  @Test
  void refusesToMergeWithAnApprovalOfEarlierCommits() {
    Change change = mesh.propose(CARL, GRANT, "a: 1\n");
    forge.approve(change.number(), OLIVIA, change.requireHead());
    // Straight into the repository: not even the forge was told.
    ObjectId head = mesh.commit("edit", Map.of(GRANT, Optional.of("a: 2\n")));

    assertRefused(
        Reason.FORBIDDEN,
        "The approval of `reviews-team` is missing: an earlier one was given to another commit.",
        () -> forge.merge(change.number(), CARL, head.name()));
  }

  @Test
  void readsOwnersFromTheBaseBranch() {
    // Given a change that would make its author's team the owner
    Change change =
        forge.propose(
            Proposal.of(
                CARL,
                "takeover",
                "Take over",
                Map.of(
                    PRODUCT,
                    TestMesh.product("enriched-reviews", "owner: billing-team"),
                    "domains/reviews/domain.yaml",
                    TestMesh.manifest("Domain", "reviews", "owner: billing-team"))));
    Person colleague = Person.of("dora", "Dora", null, List.of("billing-team"));

    // Then
    assertThat(forge.standing(change).needed()).containsExactly("reviews-team");
    assertRefused(
        Reason.FORBIDDEN,
        "Only `reviews-team` can approve this change, and you are in `billing-team`.",
        () -> forge.approve(change.number(), colleague, change.requireHead()));
  }

  @Test
  void asksNewOwnersOnceTheMainBranchNamesThem() {
    Change change = mesh.propose(CARL, GRANT, "a: 1\n");
    forge.approve(change.number(), OLIVIA, change.requireHead());
    mesh.commit("main", Map.of(PRODUCT, TestMesh.product("enriched-reviews", "owner: care-team")));

    assertRefused(
        Reason.FORBIDDEN,
        "The approval of `care-team` is missing.",
        () -> forge.merge(change.number(), CARL, change.requireHead()));
  }

  @Test
  void needsEveryTeamWhosePathsAreTouched() {
    Change change =
        forge.propose(
            Proposal.of(
                CARL,
                "wide",
                "Wide",
                Map.of(GRANT, Optional.of("a: 1\n"), "mesh.yaml", Optional.of("b: 2\n"))));
    forge.approve(change.number(), OLIVIA, change.requireHead());

    assertRefused(
        Reason.FORBIDDEN,
        "The approval of `platform-team` is missing.",
        () -> forge.merge(change.number(), CARL, change.requireHead()));

    forge.approve(change.number(), PETRA, change.requireHead());
    assertThat(forge.merge(change.number(), CARL, change.requireHead()).state())
        .isEqualTo(Change.State.MERGED);
  }

  @Test
  void keepsWhatTheMainBranchGotMeanwhile() throws Exception {
    Change change = mesh.propose(CARL, GRANT, "a: 1\n");
    mesh.commit("main", Map.of("docs/note.md", Optional.of("new\n")));
    forge.approve(change.number(), OLIVIA, change.requireHead());

    forge.merge(change.number(), OLIVIA, change.requireHead());

    assertThat(forge.tree(forge.base()).read("docs/note.md")).isNotEmpty();
    assertThat(forge.tree(forge.base()).read(GRANT)).isNotEmpty();
  }

  @Test
  void saysWhichFilesConflict() {
    Change change = mesh.propose(CARL, PRODUCT, "mine\n");
    mesh.commit("main", Map.of(PRODUCT, Optional.of("theirs\n")));
    forge.approve(change.number(), OLIVIA, change.requireHead());

    assertRefused(
        Reason.CONFLICT,
        "The main branch has changed the same lines of "
            + PRODUCT
            + " meanwhile. Merge the main branch into the branch, and push it.",
        () -> forge.merge(change.number(), OLIVIA, change.requireHead()));
    assertThat(forge.inspect(forge.require(1)).conflicts()).containsExactly(PRODUCT);
  }

  @Test
  void showsWhatAChangeDoes() {
    Change change =
        forge.propose(
            Proposal.of(
                CARL,
                "edit",
                "Edit",
                Map.of(
                    PRODUCT,
                    Optional.empty(),
                    GRANT,
                    Optional.of("a: 1\n"),
                    "teams.yaml",
                    Optional.of("b: 2\n"))));

    Inspection inspection = forge.inspect(change);

    assertThat(inspection.files())
        .extracting(file -> file.status() + " " + file.path())
        .containsExactly("ADDED " + GRANT, "REMOVED " + PRODUCT, "MODIFIED teams.yaml");
    assertThat(inspection.files().getFirst().diff()).contains("+a: 1");
    assertThat(inspection.base()).isEqualTo(forge.base());
    assertThat(forge.tree(Objects.requireNonNull(inspection.proposed())).files())
        .extracting(file -> file.path())
        .contains(GRANT, "mesh.yaml")
        .doesNotContain(PRODUCT);
    assertThat(forge.touched(change)).containsExactly(GRANT, PRODUCT, "teams.yaml");
  }

  @Test
  void keepsEveryOneOfManyApprovalsAtOnce() throws Exception {
    // Given
    Change change = mesh.propose(CARL, GRANT, "a: 1\n");
    List<Callable<Change>> approvals = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Person owner = Person.of("owner-" + i, "Owner", null, List.of("reviews-team"));
      // Each with a forge of its own, as several processes would have.
      LocalForge other = mesh.newForge();
      approvals.add(() -> other.approve(change.number(), owner, change.requireHead()));
    }

    // When
    runAll(approvals);

    // Then
    assertThat(forge.require(change.number()).approvals())
        .extracting(ChangeEvent.Approved::by)
        .containsExactlyInAnyOrder(
            "owner-0", "owner-1", "owner-2", "owner-3", "owner-4", "owner-5", "owner-6", "owner-7");
  }

  @Test
  void givesEveryChangeItsOwnNumberAndBranch() throws Exception {
    List<Callable<Change>> proposals = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String path = "domains/billing/p" + i + "/product.yaml";
      LocalForge other = mesh.newForge();
      proposals.add(() ->
          other.propose(Proposal.of(CARL, "edit", "Edit", Map.of(path, Optional.of("a: 1\n")))));
    }

    runAll(proposals);

    assertThat(forge.list()).extracting(Change::number).containsExactly(6, 5, 4, 3, 2, 1);
    assertThat(new TreeSet<>(forge.list().stream().map(c -> c.header().branch()).toList()))
        .hasSize(6);
  }

  @Test
  void mergesAChangeOnlyOnce() throws Exception {
    Change change = mesh.propose(CARL, GRANT, "a: 1\n");
    forge.approve(change.number(), OLIVIA, change.requireHead());
    List<Callable<Change>> merges = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      LocalForge other = mesh.newForge();
      merges.add(() -> other.merge(change.number(), OLIVIA, change.requireHead()));
    }

    List<Throwable> failures = runAll(merges);

    assertThat(failures).hasSize(3).allMatch(ForgeException.class::isInstance);
    assertThat(forge.require(1).events().stream().filter(ChangeEvent.Merged.class::isInstance))
        .hasSize(1);
  }

  @Test
  void endsAChangeByWithdrawalAndDenial() {
    Change withdrawn = mesh.propose(CARL, GRANT, "a: 1\n");
    Change denied = mesh.propose(CARL, GRANT, "a: 2\n");

    assertRefused(
        Reason.FORBIDDEN,
        "Only its author can withdraw this change.",
        () -> forge.withdraw(withdrawn.number(), OLIVIA));
    assertRefused(
        Reason.FORBIDDEN,
        "Only `reviews-team` can deny this change.",
        () -> forge.deny(denied.number(), CARL, "I changed my mind."));
    assertRefused(
        Reason.INVALID,
        "The reason is empty. Write a sentence.",
        () -> forge.deny(denied.number(), OLIVIA, " "));

    assertThat(forge.withdraw(withdrawn.number(), CARL).state()).isEqualTo(Change.State.WITHDRAWN);
    assertThat(forge.deny(denied.number(), OLIVIA, "Not for this.").state())
        .isEqualTo(Change.State.DENIED);
    assertRefused(
        Reason.FORBIDDEN,
        "The change was denied.",
        () -> forge.approve(denied.number(), OLIVIA, denied.requireHead()));
  }

  @Test
  void opensAChangeForAPushedBranchAndFollowsIt() {
    ObjectId first = mesh.commit("idea", Map.of(GRANT, Optional.of("a: 1\n")));
    Change opened = forge.pushed(CARL, "idea", first.name());
    ObjectId second = mesh.commit("idea", Map.of(GRANT, Optional.of("a: 2\n")));

    Change pushed = forge.pushed(CARL, "idea", second.name());

    assertThat(pushed.number()).isEqualTo(opened.number());
    assertThat(pushed.head()).isEqualTo(second.name());
    assertThat(pushed.header().title()).isEqualTo("Edit by hand");
    assertThat(forge.list()).hasSize(1);
  }

  @Test
  void saysNothingToProposeWhenTheMainBranchHasIt() {
    String content = Objects.requireNonNull(TestMesh.files().get(PRODUCT)).orElseThrow();

    assertRefused(
        Reason.INVALID,
        "The main branch has exactly this already.",
        () -> mesh.propose(CARL, PRODUCT, content));
  }

  @Test
  void hidesNoChangeBehindOneThatCannotBeRead() throws Exception {
    // Given
    mesh.propose(CARL, GRANT, "a: 1\n");
    var update = mesh.repository().updateRef("refs/weft/changes/2");
    update.setNewObjectId(ObjectId.fromString(forge.base()));
    update.update();

    // When
    List<Change> list = mesh.newForge().list();

    // Then
    assertThat(list).extracting(Change::number).containsExactly(1);
    assertThatThrownBy(() -> forge.require(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("change request 2 cannot be read");
    assertThat(mesh.propose(CARL, GRANT, "a: 2\n").number()).isEqualTo(3);
  }

  @Test
  void seesEverythingAgainFromTheRepositoryAlone() {
    Change change = mesh.propose(CARL, GRANT, "a: 1\n");
    forge.approve(change.number(), OLIVIA, change.requireHead());
    forge.comment(change.number(), CARL, "Thanks, Jürgen \uD83D\uDC4D");

    Change again = mesh.newForge().require(change.number());

    assertThat(again).isEqualTo(forge.require(change.number()));
    assertThat(again.events()).hasSize(3);
  }

  @Test
  void readsAChangeOnceWhileItStaysAsItIs() {
    // Given
    mesh.openMany(100);
    LocalForge other = mesh.newForge();
    List<Change> first = other.list();

    // When
    other.comment(first.getFirst().number(), CARL, "Moved on");
    List<Change> again = other.list();

    // Then
    assertThat(again).hasSize(100);
    assertThat(again.getFirst().header()).isNotSameAs(first.getFirst().header());
    assertThat(again.subList(1, 100))
        .zipSatisfy(
            first.subList(1, 100), (now, then) -> assertThat(now.header()).isSameAs(then.header()));
  }

  private static List<Throwable> runAll(List<Callable<Change>> calls) throws Exception {
    List<Throwable> failures = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      for (Future<Change> future : threads.invokeAll(calls)) {
        try {
          future.get();
        } catch (java.util.concurrent.ExecutionException e) {
          failures.add(e.getCause());
        }
      }
    }
    return failures;
  }

  private static void assertRefused(Reason reason, String message, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(ForgeException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessage(message);
  }
}
