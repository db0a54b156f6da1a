// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import static dev.weft.catalog.forge.TestMesh.CARL;
import static dev.weft.catalog.forge.TestMesh.MALLORY;
import static dev.weft.catalog.forge.TestMesh.NOW;
import static dev.weft.catalog.forge.TestMesh.OLIVIA;
import static dev.weft.catalog.forge.TestMesh.PETRA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.forge.ChangeEvent.Allowed;
import dev.weft.catalog.forge.ChangeEvent.Approved;
import dev.weft.catalog.forge.ChangeEvent.Denied;
import dev.weft.catalog.forge.ChangeEvent.Opened;
import dev.weft.catalog.forge.ChangeEvent.Pushed;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StandingTest {

  private static final String FIRST = "1".repeat(40);
  private static final String SECOND = "2".repeat(40);

  private final List<ChangeEvent> events = new ArrayList<>(List.of(new Opened(NOW, "carl", FIRST)));

  @Test
  void lacksTheOwnersApprovalAtFirst() {
    Standing standing = standing(FIRST, "reviews-team");

    assertThat(standing.isApproved()).isFalse();
    assertThat(standing.whatIsMissing()).isEqualTo("The approval of `reviews-team` is missing.");
    assertThat(standing.whyNotApprove(OLIVIA)).isEmpty();
    assertThat(standing.whyNotMerge(CARL)).contains("The approval of `reviews-team` is missing.");
  }

  @Test
  void isApprovedByAnOwner() {
    events.add(approval("olivia", FIRST, "reviews-team"));

    Standing standing = standing(FIRST, "reviews-team");

    assertThat(standing.isApproved()).isTrue();
    assertThat(standing.whyNotMerge(CARL)).isEmpty();
    assertThat(standing.whyNotMerge(OLIVIA)).isEmpty();
    assertThat(standing.whyNotMerge(PETRA))
        .contains("Only its author or `reviews-team` can merge this change.");
    assertThat(standing.whyNotApprove(OLIVIA)).contains("You have approved this commit.");
  }

  @Test
  void neverCountsTheAuthorsApproval() {
    events.add(approval("carl", FIRST, "billing-team"));

    Standing standing = standing(FIRST, "billing-team");

    assertThat(standing.isApproved()).isFalse();
    assertThat(standing.whyNotApprove(CARL))
        .contains("You asked for this change, so somebody else has to approve it.");
  }

  @Test
  void aTeamConsentsByAnApprovalOfThePresentCommitByAnotherThanItsAuthors() {
    events.add(approval("carl", FIRST, "billing-team"));
    events.add(approval("olivia", FIRST, "reviews-team"));

    assertThat(standing(FIRST, "billing-team").consenting()).containsExactly("reviews-team");

    events.add(new Pushed(NOW, "carl", SECOND));

    assertThat(standing(SECOND, "billing-team").consenting()).isEmpty();
  }

  @Test
  void neverCountsTheApprovalOfSomebodyWhoPushedToIt() {
    events.add(approval("olivia", SECOND, "reviews-team"));
    events.add(new Pushed(NOW, "olivia", SECOND));

    Standing standing = standing(SECOND, "reviews-team");

    assertThat(standing.isApproved()).isFalse();
    assertThat(standing.whyNotApprove(OLIVIA))
        .contains("You pushed commits to this change, so somebody else has to approve it.");
  }

  @Test
  void forgetsAnApprovalAfterNewCommits() {
    events.add(approval("olivia", FIRST, "reviews-team"));
    events.add(new Pushed(NOW, "carl", SECOND));

    Standing standing = standing(SECOND, "reviews-team");

    assertThat(standing.isApproved()).isFalse();
    assertThat(standing.whatIsMissing())
        .isEqualTo(
            "The approval of `reviews-team` is missing: an earlier one was given to another commit.");
    assertThat(standing.whyNotApprove(OLIVIA)).isEmpty();
  }

  @Test
  void needsEveryTeam() {
    events.add(approval("olivia", FIRST, "reviews-team"));

    Standing standing = standing(FIRST, "reviews-team", "platform-team");

    assertThat(standing.isApproved()).isFalse();
    assertThat(standing.approvedTeams()).containsExactly("reviews-team");
    assertThat(standing.whyNotApprove(PETRA)).isEmpty();

    events.add(approval("petra", FIRST, "platform-team"));
    assertThat(standing(FIRST, "reviews-team", "platform-team").isApproved()).isTrue();
  }

  @Test
  void takesNoApprovalFromTeamsThatOwnNothingOfIt() {
    events.add(approval("petra", FIRST, "platform-team"));

    Standing standing = standing(FIRST, "reviews-team");

    assertThat(standing.isApproved()).isFalse();
    assertThat(standing.whyNotApprove(PETRA))
        .contains("Only `reviews-team` can approve this change, and you are in `platform-team`.");
    assertThat(standing.whyNotApprove(MALLORY))
        .contains("Only `reviews-team` can approve this change, and you are in no team.");
    assertThat(standing.whyNotDeny(MALLORY)).contains("Only `reviews-team` can deny this change.");
  }

  @Test
  void letsARuleAllowOneCommitOnly() {
    events.add(new Allowed(NOW, "weft", FIRST, "Automatic."));

    assertThat(standing(FIRST, "reviews-team").isApproved()).isTrue();
    assertThat(standing(SECOND, "reviews-team").isApproved()).isFalse();
  }

  @Test
  void takesNoApprovalOfACommitThatNobodyIsKnownToHavePushed() {
    Standing standing = standing(SECOND, "reviews-team");

    assertThat(standing.whyNotApprove(OLIVIA))
        .contains(
            "Nobody knows who brought the branch's last commit. Push it again, so that it is known.");
  }

  @Test
  void isNotApprovedWhenItTouchesNothing() {
    Standing standing = standing(FIRST);

    assertThat(standing.isApproved()).isFalse();
    assertThat(standing.whyNotMerge(CARL))
        .contains("The branch changes nothing in the main branch.");
  }

  @Test
  void takesNothingAfterItsEnd() {
    events.add(approval("olivia", FIRST, "reviews-team"));
    events.add(new Denied(NOW, "olivia", "Not now."));

    Standing standing = standing(FIRST, "reviews-team");

    assertThat(standing.whyNotApprove(OLIVIA)).contains("The change was denied.");
    assertThat(standing.whyNotMerge(CARL)).contains("The change was denied.");
  }

  private Standing standing(String head, String... needed) {
    Change.Header header =
        new Change.Header(
            1,
            1,
            "A change",
            "",
            new Change.Author("carl", "Carl", List.of("billing-team")),
            "edit",
            NOW,
            null);
    return new Standing(new Change(header, events, head), new TreeSet<>(List.of(needed)));
  }

  private static Approved approval(String by, String commit, String... teams) {
    return new Approved(NOW, by, List.of(teams), commit);
  }
}
