// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.ChangeReport.Reviewer;
import dev.weft.model.compatibility.ConsumerImpact;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.testing.MemoryTree;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A change of a small mesh against what it was: two products of two domains, with one reader.
class ChangeCheckTest {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  static final String HEAD = "apiVersion: weft.dev/v1\nkind: ";
  private static final String POLICY = "governance/policies/has-tags.yaml";
  private static final String WAIVER = "governance/waivers/parcels-have-none.yaml";
  private static final String PARCELS = "domains/shop/parcels/product.yaml";
  private static final String BILLS = "domains/money/bills/product.yaml";

  private final MemoryTree base = mesh();
  private final MemoryTree head = mesh();

  static MemoryTree mesh() {
    MemoryTree tree =
        new MemoryTree()
            .with(
                "mesh.yaml",
                HEAD
                    + """
                    Mesh
                    metadata: {name: example}
                    spec:
                      owner: money-team
                      governance: shop-team
                      clusters: {main: {}}
                      environments: {dev: {clusters: {main: {}}}, prod: {clusters: {main: {}}}}
                      defaults: {compatibility: FULL_TRANSITIVE, topic: {partitions: 1, replication: 1}}
                    """)
            .with(
                "teams.yaml",
                HEAD
                    + """
                    TeamList
                    metadata: {name: teams}
                    spec:
                      teams:
                        - {name: shop-team, email: shop@example.org}
                        - {name: money-team, email: money@example.org}
                    """)
            .with(POLICY, policy("product.tags.size() > 0", "enforce"));
    for (String domain : List.of("shop", "money")) {
      tree.with(
          "domains/%s/domain.yaml".formatted(domain),
          HEAD
              + "Domain\nmetadata: {name: %s}\nspec: {owner: %s-team}\n".formatted(domain, domain));
      tree.with(
          "domains/%s/applications/worker.yaml".formatted(domain),
          HEAD + "Application\nmetadata: {name: worker}\nspec: {}\n");
    }
    return tree.with(PARCELS, product("parcels", "shop", "[goods]"))
        .with("domains/shop/parcels/schemas/records.avsc", schema("parcel", "depot"))
        .with(BILLS, product("bills", "money", "[]"))
        .with("domains/money/bills/schemas/records.avsc", schema("bill", "amount"))
        .with("domains/shop/parcels/access/bills.yaml", grant());
  }

  private static String grant() {
    return HEAD
        + """
        AccessGrant
        metadata: {name: bills}
        spec:
          consumer: money/worker
          ports: [records@v1]
          purpose: billing
          reason: Bills are for parcels
          status: approved
          expires: 2026-12-31
        """;
  }

  private static String policy(String condition, String mode) {
    return HEAD
        + """
        Policy
        metadata: {name: has-tags, title: Products are tagged}
        spec:
          description: Products are tagged.
          severity: warning
          mode: %s
          checks:
            - id: tagged
              assert: %s
              say: "The tags are {product.tags}"
              at: metadata.tags
        """
            .formatted(mode, condition);
  }

  static String product(String name, String domain, String tags) {
    return HEAD
        + """
        DataProduct
        metadata: {name: %s, tags: %s}
        spec:
          type: source-aligned
          producer: %s/worker
          inputs: [{source: outside}]
          ports:
            - name: records
              version: 1
              schema: schemas/records.avsc
              access: {purposes: [billing]}
        """
            .formatted(name, tags, domain);
  }

  static String schema(String... fields) {
    var all = new StringBuilder();
    for (String field : fields) {
      all.append(all.isEmpty() ? "" : ", ")
          .append("{\"name\": \"%s\", \"type\": \"string\", \"doc\": \"It.\"}".formatted(field));
    }
    return "{\"type\": \"record\", \"name\": \"R\", \"fields\": [" + all + "]}";
  }

  private ChangeReport check() {
    return ChangeCheck.of(MeshLoader.load(base), MeshLoader.load(head), NOW);
  }

  private static List<String> tags(List<Notice> notices) {
    return notices.stream()
        .filter(notice -> notice.diagnostic().rule().equals("policy/has-tags"))
        .map(notice -> notice.product() + ": " + notice.diagnostic().message())
        .toList();
  }

  @Test
  void noChangeIsNone() {
    ChangeReport report = check();

    assertThat(report.introduced()).isEmpty();
    assertThat(report.fixed()).isEmpty();
    assertThat(report.products()).isEmpty();
    assertThat(report.schemas()).isEmpty();
    assertThat(report.reviewers()).isEmpty();
    assertThat(report.blocking()).isEmpty();
    assertThat(tags(report.unchanged())).containsExactly("money/bills: The tags are.");
  }

  @Test
  void aFindingStandsOnceForAllEnvironments() {
    assertThat(check().unchanged())
        .filteredOn(notice -> notice.diagnostic().rule().equals("policy/has-tags"))
        .singleElement()
        .satisfies(notice -> assertThat(notice.environments()).containsExactly("dev", "prod"));
  }

  @Test
  void whatIsNewBlocks() {
    head.with(PARCELS, product("parcels", "shop", "[]"));

    ChangeReport report = check();

    assertThat(tags(report.introduced())).containsExactly("shop/parcels: The tags are.");
    assertThat(tags(report.blocking())).containsExactly("shop/parcels: The tags are.");
    assertThat(report.isBroken()).isFalse();
    assertThat(report.reviewers())
        .containsExactly(new Reviewer("shop-team", List.of("owns shop/parcels")));
  }

  @Test
  void whatWasThereBlocksOnlyWhereTheChangeTouches() {
    head.with(PARCELS, product("parcels", "shop", "[goods, more]"));
    assertThat(check().blocking()).isEmpty();

    head.with(BILLS, product("bills", "money", "[]").replace("outside", "elsewhere"));
    assertThat(tags(check().blocking())).containsExactly("money/bills: The tags are.");
  }

  @Test
  void movedLinesAreNotNew() {
    head.with(BILLS, "# One line more\n" + product("bills", "money", "[]"));

    ChangeReport report = check();

    assertThat(tags(report.introduced())).isEmpty();
    assertThat(tags(report.unchanged())).hasSize(1);
  }

  /// What was there before blocks nobody who only writes a comment.
  @Test
  void aCommentTouchesNothing() {
    head.with(BILLS, "# One line more\n" + product("bills", "money", "[]"));
    head.with("domains/shop/parcels/access/bills.yaml", "# Why\n" + grant());

    ChangeReport report = check();

    assertThat(report.products()).isEmpty();
    assertThat(report.blocking()).isEmpty();
    assertThat(report.reviewers()).isEmpty();

    head.with(
        "domains/shop/parcels/access/bills.yaml", grant().replace("2026-12-31", "2026-12-30"));
    assertThat(check().products()).hasToString("[shop/parcels]");
  }

  /// The order of ports is content, that of keys is not.
  @Test
  void onlyWhatAProductSaysTouchesIt() {
    String parcels = product("parcels", "shop", "[goods]");
    head.with(
        PARCELS,
        parcels.replace(
            "metadata: {name: parcels, tags: [goods]}",
            "metadata:\n  tags: [goods]\n  name: \"parcels\""));
    assertThat(check().products()).isEmpty();

    head.with(PARCELS, parcels.replace("tags: [goods]", "tags: [goods], title: Goods"));
    assertThat(check().products()).hasToString("[shop/parcels]");
  }

  @Test
  void otherWordsOfTheSameCheckAreNew() {
    base.with(POLICY, policy("product.tags.size() > 2", "enforce"));
    head.with(POLICY, policy("product.tags.size() > 2", "enforce"));
    head.with(PARCELS, product("parcels", "shop", "[goods, worse]"));

    assertThat(tags(check().introduced()))
        .containsExactly("shop/parcels: The tags are goods, worse.");
  }

  @Test
  void whatIsPutRightIsFixed() {
    head.with(BILLS, product("bills", "money", "[paid]"));

    ChangeReport report = check();

    assertThat(tags(report.fixed())).containsExactly("money/bills: The tags are.");
    assertThat(tags(report.unchanged())).isEmpty();
    assertThat(report.blocking()).isEmpty();
  }

  @Test
  void rulesAreThoseOfBefore() {
    head.with(POLICY, policy("product.tags.size() >= 0", "enforce"));
    head.with(PARCELS, product("parcels", "shop", "[]"));

    ChangeReport report = check();

    assertThat(tags(report.blocking())).containsExactly("shop/parcels: The tags are.");
    assertThat(tags(report.merged().passing())).hasSize(2);
    assertThat(report.merged().failing()).isEmpty();
  }

  @Test
  void aStricterPolicyBlocksNothingAndTellsWhatItWillFind() {
    head.with(POLICY, policy("product.tags.size() > 1", "enforce"));

    ChangeReport report = check();

    assertThat(report.blocking()).isEmpty();
    assertThat(tags(report.merged().failing()))
        .containsExactly("shop/parcels: The tags are goods.");
  }

  @Test
  void aPolicyThatEnforcesFromNowOnIsTold() {
    base.with(POLICY, policy("product.tags.size() > 0", "warn"));

    ChangeReport report = check();

    assertThat(tags(report.merged().failing())).containsExactly("money/bills: The tags are.");
    assertThat(report.introduced()).isEmpty();
  }

  @Test
  void noChangeExcusesItself() {
    head.with(PARCELS, product("parcels", "shop", "[]"));
    head.with(WAIVER, waiver());

    ChangeReport report = check();

    assertThat(tags(report.blocking())).containsExactly("shop/parcels: The tags are.");
    assertThat(report.newWaivers()).containsExactly("parcels-have-none");
    assertThat(tags(report.merged().passing())).containsExactly("shop/parcels: The tags are.");
  }

  @Test
  void aWaiverThatStandsExcusesAndOneThatGoesDoesNot() {
    base.with(PARCELS, product("parcels", "shop", "[]")).with(WAIVER, waiver());
    head.with(PARCELS, product("parcels", "shop", "[]").replace("outside", "elsewhere"))
        .with(WAIVER, waiver());
    assertThat(check().blocking()).isEmpty();

    head.without(WAIVER);
    assertThat(tags(check().blocking())).containsExactly("shop/parcels: The tags are.");
  }

  private static String waiver() {
    return HEAD
        + """
        Waiver
        metadata: {name: parcels-have-none}
        spec:
          policy: has-tags
          product: shop/parcels
          reason: They come next week
          approvedBy: ada
          expires: 2026-06-30
        """;
  }

  @Test
  void tellsWhomANewSchemaBreaks() {
    head.with("domains/shop/parcels/schemas/records.avsc", schema("parcel"));

    ChangeReport report = check();

    assertThat(report.schemas())
        .singleElement()
        .satisfies(change ->
            assertThat(change.consumers())
                .singleElement()
                .satisfies(impact -> {
                  assertThat(impact.consumer().name()).isEqualTo("money/worker");
                  assertThat(impact.verdict()).isEqualTo(ConsumerImpact.Verdict.BROKEN);
                }));
    assertThat(report.reviewers())
        .containsExactly(
            new Reviewer("money-team", List.of("reads shop/parcels/records@v1, with money/worker")),
            new Reviewer("shop-team", List.of("owns shop/parcels")));
    assertThat(report.blocking())
        .anyMatch(notice -> notice.diagnostic().rule().equals("policy/readers-are-not-broken"));
  }

  @Test
  void nobodyMakesAProductOnesOwn() {
    head.with(
        PARCELS,
        product("parcels", "shop", "[goods]").replace("spec:\n", "spec:\n  owner: money-team\n"));

    assertThat(check().reviewers()).extracting(Reviewer::team).containsExactly("shop-team");
  }

  @Test
  void whatCannotBeReadBreaksTheChange() {
    head.with(PARCELS, product("parcels", "shop", "[goods]").replace("ports:", "prots:"));

    ChangeReport report = check();

    assertThat(report.isBroken()).isTrue();
    assertThat(report.blocking())
        .anyMatch(notice -> notice.diagnostic().rule().equals("manifest/unknown-key"));
  }

  @Test
  void aProductThatIsGoneIsTouched() {
    head.moved("domains/money/bills/", "");

    ChangeReport report = check();

    assertThat(report.products()).hasToString("[money/bills]");
    assertThat(tags(report.fixed())).hasSize(1);
  }
}
