// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static dev.weft.governance.ChangeCheckTest.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.ChangeReport.Reviewer;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.testing.MemoryTree;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is asked about files that belong to no product. The mesh is the money team's, and the shop
/// team answers for its governance.
class ReviewersTest {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final String POLICY = "governance/policies/has-tags.yaml";

  private final MemoryTree base = ChangeCheckTest.mesh();
  private final MemoryTree head = ChangeCheckTest.mesh();

  private List<Reviewer> reviewers() {
    return ChangeCheck.of(MeshLoader.load(base), MeshLoader.load(head), NOW).reviewers();
  }

  private void change(String path, String from, String to) {
    String text = head.text(path);
    assertThat(text).contains(from);
    head.with(path, text.replace(from, to));
  }

  private void waive() {
    head.with(
        "governance/waivers/bills-have-none.yaml",
        HEAD
            + """
            Waiver
            metadata: {name: bills-have-none}
            spec: {policy: has-tags, product: money/bills, reason: Later, approvedBy: ada, expires: 2026-06-30}
            """);
  }

  @Test
  void theDomainsOwnerIsAskedAboutTheDomain() {
    change("domains/money/domain.yaml", "spec: {", "spec: {description: Bills, ");

    assertThat(reviewers())
        .containsExactly(new Reviewer("money-team", List.of("owns the domain money")));
  }

  @Test
  void nobodyTakesADomainByTheChange() {
    change("domains/shop/domain.yaml", "shop-team", "money-team");

    assertThat(reviewers())
        .containsExactly(new Reviewer("shop-team", List.of("owns the domain shop")));
  }

  @Test
  void aNewDomainIsTheMeshOwnersUntilItIsThere() {
    head.with(
        "domains/care/domain.yaml",
        HEAD + "Domain\nmetadata: {name: care}\nspec: {owner: shop-team}\n");

    assertThat(reviewers())
        .containsExactly(new Reviewer("money-team", List.of("owns the domain care")));
  }

  @Test
  void anApplicationsOwnerIsAskedAboutIt() {
    change("domains/shop/applications/worker.yaml", "spec: {}", "spec: {description: Packs}");

    assertThat(reviewers())
        .containsExactly(new Reviewer("shop-team", List.of("owns the application shop/worker")));
  }

  @Test
  void anApplicationThatIsTakenAwayIsStillItsOwners() {
    head.without("domains/money/applications/worker.yaml");

    assertThat(reviewers())
        .contains(new Reviewer("money-team", List.of("owns the application money/worker")));
  }

  @Test
  void theMeshOwnerIsAskedAboutMeshAndTeams() {
    change("mesh.yaml", "owner: money-team", "owner: shop-team");
    change("teams.yaml", "shop@example.org", "shop@example.com");

    assertThat(reviewers())
        .containsExactly(
            new Reviewer("money-team", List.of("looks after the mesh", "looks after the teams")));
  }

  @Test
  void theGovernanceGroupIsAskedAboutPoliciesAndWaivers() {
    change(POLICY, "severity: warning", "severity: note");
    waive();

    assertThat(reviewers())
        .containsExactly(
            new Reviewer(
                "shop-team",
                List.of(
                    "answers for the policy has-tags", "answers for the waiver bills-have-none")));
  }

  @Test
  void whoMayWaiveThePolicyIsAskedAboutItsWaivers() {
    for (MemoryTree tree : List.of(base, head)) {
      tree.with(
          POLICY,
          tree.text(POLICY)
              .replace(
                  "  checks:", "  waivers: {allowed: true, approvers: [money-team]}\n  checks:"));
    }
    waive();

    assertThat(reviewers())
        .contains(new Reviewer("money-team", List.of("may waive the policy has-tags")));
  }

  @Test
  void aDomainsPolicyIsTheDomains() {
    head.with(
        "domains/money/policies/has-tags-too.yaml",
        head.text(POLICY).replace("name: has-tags,", "name: has-tags-too,"));

    assertThat(reviewers())
        .containsExactly(
            new Reviewer("money-team", List.of("owns the domain money, with its policies")));
  }

  @Test
  void aTermIsItsOwnersAndTheGovernanceGroups() {
    String term =
        HEAD
            + "Term\nmetadata: {name: parcel-id}\nspec: {description: The parcel., type: string%s}\n";
    base.with("governance/terms/parcel-id.yaml", term.formatted(", owner: money-team"));
    head.with("governance/terms/parcel-id.yaml", term.formatted(", owner: shop-team"));

    assertThat(reviewers())
        .containsExactly(
            new Reviewer("money-team", List.of("answers for the term parcel-id")),
            new Reviewer("shop-team", List.of("answers for the term parcel-id")));
  }
}
