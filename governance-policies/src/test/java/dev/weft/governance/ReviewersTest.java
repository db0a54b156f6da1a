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
  private static final String CHECKS = "  checks:";
  private static final String APPROVERS = "  waivers: {allowed: true, approvers: [money-team]}\n";
  private static final String TERM = "governance/terms/parcel-id.yaml";
  private static final String PARCELS = "domains/shop/parcels/product.yaml";

  private final MemoryTree base = ChangeCheckTest.mesh();
  private final MemoryTree head = ChangeCheckTest.mesh();

  private List<Reviewer> reviewers() {
    return ChangeCheck.of(MeshLoader.load(base), MeshLoader.load(head), NOW).reviewers();
  }

  private void change(String path, String from, String to) {
    change(head, path, from, to);
  }

  private void changeBoth(String path, String from, String to) {
    change(base, path, from, to);
    change(head, path, from, to);
  }

  private static void change(MemoryTree tree, String path, String from, String to) {
    String text = tree.text(path);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(path + " has no " + from);
    }
    tree.with(path, text.replace(from, to));
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
  void aProductIsItsOwnersEvenIfTheChangeNamesAnother() {
    change(base, PARCELS, "spec:\n", "spec:\n  owner: money-team\n");
    change(PARCELS, "spec:\n", "spec:\n  owner: shop-team\n");

    assertThat(reviewers())
        .containsExactly(new Reviewer("money-team", List.of("owns shop/parcels")));
  }

  @Test
  void nobodyTakesAProductByTheChange() {
    change(PARCELS, "spec:\n", "spec:\n  owner: money-team\n");

    assertThat(reviewers())
        .containsExactly(new Reviewer("shop-team", List.of("owns shop/parcels")));
  }

  @Test
  void aNewProductIsTheDomainsThatItIsPutInto() {
    head.with(
        "domains/shop/labels/product.yaml",
        ChangeCheckTest.product("labels", "shop", "[goods]")
            .replace("spec:\n", "spec:\n  owner: money-team\n"));

    assertThat(reviewers()).containsExactly(new Reviewer("shop-team", List.of("owns shop/labels")));
  }

  @Test
  void aNewProductOfANewDomainIsTheMeshOwners() {
    head.with(
        "domains/care/domain.yaml",
        HEAD + "Domain\nmetadata: {name: care}\nspec: {owner: shop-team}\n");
    head.with(
        "domains/care/calls/product.yaml", ChangeCheckTest.product("calls", "care", "[goods]"));

    assertThat(reviewers())
        .containsExactly(
            new Reviewer("money-team", List.of("owns care/calls", "owns the domain care")));
  }

  @Test
  void ofAMeshWithoutAnOwnerANewDomainIsWhoseItSays() {
    changeBoth("mesh.yaml", "  owner: money-team\n", "");
    head.with(
        "domains/care/domain.yaml",
        HEAD + "Domain\nmetadata: {name: care}\nspec: {owner: shop-team}\n");

    assertThat(reviewers())
        .containsExactly(new Reviewer("shop-team", List.of("owns the domain care")));
  }

  @Test
  void ofAnApplicationWithAnOwnerOfItsOwnTheDomainIsTold() {
    changeBoth("domains/shop/applications/worker.yaml", "spec: {}", "spec: {owner: money-team}");
    change("domains/shop/applications/worker.yaml", "spec: {", "spec: {description: Packs, ");

    assertThat(reviewers())
        .containsExactly(
            new Reviewer("money-team", List.of("owns the application shop/worker")),
            new Reviewer("shop-team", List.of("owns the domain shop")));
  }

  @Test
  void nobodyTakesAnApplicationByTheChange() {
    change("domains/shop/applications/worker.yaml", "spec: {}", "spec: {owner: money-team}");

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
    changeBoth(POLICY, CHECKS, APPROVERS + CHECKS);
    waive();

    assertThat(reviewers())
        .containsExactly(
            new Reviewer("money-team", List.of("may waive the policy has-tags")),
            new Reviewer("shop-team", List.of("answers for the waiver bills-have-none")));
  }

  @Test
  void whoMayWaiveAnotherPolicyOrOnlyByTheChangeIsNotAsked() {
    String another = base.text(POLICY).replace("name: has-tags,", "name: another,");
    for (MemoryTree tree : List.of(base, head)) {
      tree.with("governance/policies/another.yaml", another.replace(CHECKS, APPROVERS + CHECKS));
    }
    change(POLICY, CHECKS, APPROVERS + CHECKS);
    waive();

    assertThat(reviewers()).extracting(Reviewer::team).containsExactly("shop-team");
  }

  @Test
  void withoutAGovernanceGroupTheMeshOwnerAnswers() {
    changeBoth("mesh.yaml", "  governance: shop-team\n", "");
    change(POLICY, "severity: warning", "severity: note");

    assertThat(reviewers())
        .containsExactly(new Reviewer("money-team", List.of("answers for the policy has-tags")));
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

  private static String term(String more) {
    return HEAD
        + "Term\nmetadata: {name: parcel-id}\nspec: {description: The parcel., type: string%s}\n"
            .formatted(more);
  }

  @Test
  void aTermIsItsOwnersAndTheGovernanceGroups() {
    base.with(TERM, term(", owner: money-team"));
    head.with(TERM, term(", owner: shop-team"));

    assertThat(reviewers())
        .containsExactly(
            new Reviewer("money-team", List.of("answers for the term parcel-id")),
            new Reviewer("shop-team", List.of("answers for the term parcel-id")));
  }

  @Test
  void aTermIsItsIssuersToo() {
    base.with(TERM, term(", issuedBy: money/bills"));
    head.with(TERM, term(", issuedBy: shop/parcels"));

    assertThat(reviewers())
        .containsExactly(
            new Reviewer("money-team", List.of("issues the term parcel-id, by money/bills")),
            new Reviewer("shop-team", List.of("answers for the term parcel-id")));
  }

  @Test
  void aNewTermIsTheGovernanceGroupsAlone() {
    head.with(TERM, term(", owner: money-team"));

    assertThat(reviewers())
        .containsExactly(new Reviewer("shop-team", List.of("answers for the term parcel-id")));
  }
}
