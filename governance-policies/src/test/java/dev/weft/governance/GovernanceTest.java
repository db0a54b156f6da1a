// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.policy.Mode;
import dev.weft.governance.policy.Point;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.diagnostic.Severity;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.GrantName;
import dev.weft.model.name.ProductName;
import dev.weft.model.testing.MemoryTree;
import dev.weft.model.yaml.YamlNode;
import dev.weft.model.yaml.YamlReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// From files to a verdict. The mesh is that of the test cases of policies, which is in order.
class GovernanceTest {

  private static final ProductName PARCELS = new ProductName("shop", "parcels");
  private static final String FOLDER = "domains/shop/parcels/";
  private static final String TAGS =
      """
      apiVersion: weft.dev/v1
      kind: Policy
      metadata: {name: has-tags}
      spec:
        description: Products are tagged.
        severity: warning
        mode: enforce
        checks:
          - id: tagged
            assert: product.tags.size() > 0
            say: The product {product.id} has no tags
            at: metadata.tags
            hint: add some
      """;

  private final MemoryTree tree = new MemoryTree();

  GovernanceTest() {
    given("{}");
  }

  /// Changes the mesh as a test case of a policy does.
  private void given(String yaml) {
    YamlNode root = Objects.requireNonNull(YamlReader.read("given.yaml", yaml).root());
    CaseMesh mesh = new CaseMesh((YamlNode.Mapping) root);
    mesh.files().forEach(file -> write(file.path(), mesh.read(file.path())));
  }

  private void write(String path, byte[] content) {
    MemoryTree unused = tree.with(path, content);
  }

  private void file(String path, String content) {
    MemoryTree unused = tree.with(path, content);
  }

  private Verdict check() {
    return check(Point.CHANGE);
  }

  private Verdict check(Point point) {
    LoadedMesh mesh = MeshLoader.load(tree);
    return Governance.of(mesh).check(resolve(mesh), Optional.empty(), point, PolicyCases.NOW);
  }

  private static EnvironmentMesh resolve(LoadedMesh mesh) {
    return Objects.requireNonNull(mesh.resolve("prod", LocalDate.parse("2026-06-01")).mesh());
  }

  private static List<String> ids(Verdict verdict) {
    return verdict.findings().stream()
        .map(finding -> finding.policy() + "/" + finding.check())
        .toList();
  }

  private void waiver(String policy, String expires) {
    file(
        "governance/waivers/parcels.yaml",
        """
        apiVersion: weft.dev/v1
        kind: Waiver
        metadata: {name: parcels}
        spec:
          policy: %s
          product: shop/parcels
          reason: Tags come in summer.
          approvedBy: grace@example.org
          expires: %s
        """
            .formatted(policy, expires));
  }

  @Test
  void aMeshInOrderHasNoFindings() {
    Verdict verdict = check();

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.problems()).isEmpty();
  }

  @Test
  void aFindingNamesItsPlaceAndWhatToDo() {
    file("governance/policies/has-tags.yaml", TAGS);

    Verdict verdict = check();

    assertThat(verdict.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.message()).isEqualTo("The product shop/parcels has no tags.");
          assertThat(finding.hint()).isEqualTo("add some");
          assertThat(finding.severity()).isEqualTo("warning");
          assertThat(finding.mode()).isEqualTo(Mode.ENFORCE);
          assertThat(finding.location().file()).isEqualTo(FOLDER + "product.yaml");
          assertThat(finding.location().line()).isEqualTo(1);
          assertThat(finding.diagnostic().severity()).isEqualTo(Severity.DANGER);
          assertThat(finding.diagnostic().rule()).isEqualTo("policy/has-tags");
          assertThat(finding.document().blocking()).isTrue();
        });
    assertThat(verdict.blockedProducts()).containsOnlyKeys(PARCELS);
    assertThat(verdict.blockedGrants()).isEmpty();
  }

  @Test
  void theModeOfAPointDecidesWhatAFindingDoes() {
    file(
        "governance/policies/has-tags.yaml",
        TAGS.replace("mode: enforce", "mode: warn\n  modes: {apply: audit, scan: off}"));

    assertThat(check(Point.CHANGE).diagnostics())
        .extracting(Diagnostic::severity)
        .containsExactly(Severity.WARNING);
    assertThat(check(Point.APPLY).findings()).extracting(Finding::mode).containsExactly(Mode.AUDIT);
    assertThat(check(Point.APPLY).diagnostics()).isEmpty();
    assertThat(check(Point.SCAN).findings()).isEmpty();
    assertThat(check(Point.CHANGE).isBlocking()).isFalse();
  }

  @Test
  void aWaiverExcusesUntilItsLastDay() {
    file("governance/policies/has-tags.yaml", TAGS);
    waiver("has-tags", "2026-06-01");

    Verdict verdict = check();

    assertThat(verdict.isBlocking()).isFalse();
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.waiver()).isEqualTo("parcels");
          assertThat(finding.diagnostic().severity()).isEqualTo(Severity.NOTE);
          assertThat(finding.diagnostic().hint()).contains("waived until 2026-06-01");
        });
  }

  @Test
  void aWaiverThatEndedYesterdayExcusesNothing() {
    file("governance/policies/has-tags.yaml", TAGS);
    waiver("has-tags", "2026-05-31");

    Verdict verdict = check();

    assertThat(verdict.isBlocking()).isTrue();
    assertThat(verdict.problems())
        .extracting(Diagnostic::rule)
        .containsExactly("governance/waiver-expired");
  }

  @Test
  void aWaiverThatExcusesNothingIsTold() {
    waiver("records-go-where-they-may", "2026-12-31");
    assertThat(check().problems())
        .extracting(Diagnostic::rule)
        .containsExactly("governance/waiver-unused");

    waiver("records-go-where-they-mya", "2026-12-31");
    assertThat(check().problems())
        .extracting(Diagnostic::hint)
        .containsExactly("did you mean `records-go-where-they-may`?");
  }

  @Test
  void aBrokenPolicyBlocksWhatItWouldEnforceAndHidesNoOther() {
    file("governance/policies/has-tags.yaml", TAGS.replace("product.tags.size()", "product.tgas"));
    given("{team: {email: null, chat: null}}");
    waiver("has-tags", "2026-12-31");

    Verdict verdict = check();

    assertThat(verdict.problems())
        .filteredOn(problem -> problem.severity() == Severity.ERROR)
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.location())
              .isEqualTo(new Location("governance/policies/has-tags.yaml", 10, 15));
          assertThat(problem.message())
              .isEqualTo(
                  "check `tagged`, `assert`: there is no `tgas` in what stands before it, at"
                      + " `product.tgas`.");
          assertThat(problem.hint()).isEqualTo("did you mean `tags`?");
        });
    assertThat(ids(verdict)).containsExactlyInAnyOrder("has-tags/", "owner-is-reachable/contact");
    assertThat(verdict.findings())
        .filteredOn(finding -> finding.policy().equals("has-tags"))
        .allSatisfy(finding -> assertThat(finding.waiver()).isNull());
  }

  @Test
  void aPolicyThatOnlyWarnsBlocksNothingWhenItIsBroken() {
    file(
        "governance/policies/has-tags.yaml",
        TAGS.replace("product.tags.size()", "product.tgas").replace("enforce", "warn"));

    assertThat(check().isBlocking()).isFalse();
  }

  @Test
  void aPolicyThatCannotBeReadAtAllBlocksItsDomain() {
    file("domains/shop/policies/own.yaml", "kind: Polizy");
    assertThat(check().blockedProducts()).containsOnlyKeys(PARCELS);

    file("domains/shop/policies/own.yaml", TAGS.replace("has-tags", "own"));
    assertThat(ids(check())).containsExactly("own/tagged");
  }

  @Test
  void aPolicyThatCannotDecideIsNotKept() {
    file(
        "governance/policies/has-tags.yaml",
        TAGS.replace("product.tags.size() > 0", "product.tags[7] == 'x' || 1 / 0 == 1"));
    waiver("has-tags", "2026-12-31");

    assertThat(check().findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.isBroken()).isTrue();
          assertThat(finding.isBlocking()).isTrue();
          assertThat(finding.message())
              .startsWith("The check `tagged` cannot be evaluated, which counts as not kept: ");
        });
  }

  @Test
  void aConditionThatCannotBeDecidedLetsThePolicyApply() {
    file(
        "governance/policies/has-tags.yaml",
        TAGS.replace("  checks:", "  appliesTo: {when: \"product.tags[7] == 'x'\"}\n  checks:"));

    assertThat(check().isBlocking()).isTrue();
  }

  @Test
  void twoPoliciesOfOneNameAreTold() {
    file("governance/policies/sla-is-present.yaml", TAGS.replace("has-tags", "sla-is-present"));

    assertThat(check().problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.rule()).isEqualTo("governance/duplicate");
          assertThat(problem.hint()).contains("basedOn: sla-is-present");
        });
  }

  @Test
  void aMeshChangesAPolicyOfWeftAndADomainOnlyAdds() {
    given("{port: {sla: {freshness: PT2H}}}");
    String based =
        """
        apiVersion: weft.dev/v1
        kind: Policy
        metadata: {name: NAME}
        spec: {basedOn: sla-is-present, mode: enforce, params: {slowest: PT1H}}
        """;
    file("governance/policies/sla-is-present.yaml", based.replace("NAME", "sla-is-present"));
    assertThat(ids(check())).containsExactly("sla-is-present/plausible-freshness");
    assertThat(check().isBlocking()).isTrue();

    file(
        "governance/policies/sla-is-present.yaml",
        based.replace("NAME", "sla-is-present").replace("enforce", "\"off\""));
    file("domains/shop/policies/fresh.yaml", based.replace("NAME", "fresh"));
    assertThat(ids(check())).containsExactly("fresh/plausible-freshness");

    file(
        "governance/policies/fresher.yaml",
        based
            .replace("basedOn: sla-is-present", "basedOn: sla-present")
            .replace("NAME", "fresher"));
    assertThat(check().problems()).extracting(Diagnostic::rule).contains("governance/unknown-base");
  }

  @Test
  void aParameterOfTheWrongTypeIsTold() {
    file(
        "governance/policies/sla-is-present.yaml",
        """
        apiVersion: weft.dev/v1
        kind: Policy
        metadata: {name: sla-is-present}
        spec: {basedOn: sla-is-present, params: {slowest: 7, weakst: 90}}
        """);

    assertThat(check().problems())
        .extracting(Diagnostic::message)
        .containsExactly(
            "The parameter `slowest` is the number `7`, but an ISO-8601 duration such as `P7D` or"
                + " `PT1M` is expected.",
            "The policy has no parameter `weakst`.");
  }

  @Test
  void aPlaceThatIsNoKeyIsTold() {
    file("governance/policies/has-tags.yaml", TAGS.replace("at: metadata.tags", "at: ownr"));

    assertThat(check().problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.rule()).isEqualTo("governance/place");
          assertThat(problem.hint()).isEqualTo("did you mean `owner`?");
        });
  }

  @Test
  void aGrantIsBlockedWithoutItsProduct() {
    given("{port: {access: {longest: null}}, grant: {expires: null}}");

    Verdict verdict = check();

    assertThat(verdict.blockedProducts()).isEmpty();
    assertThat(verdict.blockedGrants()).containsOnlyKeys(new GrantName(PARCELS, "reader"));
    assertThat(verdict.findings().getFirst().location().file())
        .isEqualTo(FOLDER + "access/reader.yaml");
  }

  @Test
  void aPolicySeesWhatWasBefore() {
    file(
        "governance/policies/has-tags.yaml",
        TAGS.replace(
            "product.tags.size() > 0",
            "change != 'update' || previous.value().title == product.title"));
    EnvironmentMesh before = resolve(MeshLoader.load(tree));
    given("{product: {metadata: {title: Another}}}");
    LoadedMesh after = MeshLoader.load(tree);
    Governance governance = Governance.of(after);
    Instant now = PolicyCases.NOW;

    assertThat(ids(governance.check(resolve(after), Optional.of(before), Point.CHANGE, now)))
        .containsExactly("has-tags/tagged");
    assertThat(ids(governance.check(before, Optional.of(before), Point.CHANGE, now))).isEmpty();
  }

  /// A product that cannot be read keeps its last good state.
  @Test
  void aProductThatIsBrokenIsNotGone() {
    EnvironmentMesh before = resolve(MeshLoader.load(tree));
    file(FOLDER + "product.yaml", "kind: DataProduct");
    assertThat(compared(before).findings()).isEmpty();

    tree.files().stream()
        .map(SourceFile::path)
        .filter(path -> path.startsWith(FOLDER))
        .forEach(tree::without);

    assertThat(compared(before).findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.policy()).isEqualTo("nothing-is-removed-while-read");
          assertThat(finding.message()).contains("scans@v1 by shop/reader");
          assertThat(finding.product()).isEqualTo(PARCELS);
          assertThat(finding.location().file()).isEqualTo(FOLDER + "product.yaml");
        });
  }

  private Verdict compared(EnvironmentMesh before) {
    LoadedMesh mesh = MeshLoader.load(tree);
    return Governance.of(mesh)
        .check(resolve(mesh), Optional.of(before), Point.CHANGE, PolicyCases.NOW);
  }

  @Test
  void theSameMeaningIsCheckedAcrossDomains() {
    given(
        "{terms: [{name: customer-id, description: A customer., type: string, synonyms: [client]}],"
            + " fields: [{name: customer_id, type: string, term: customer-id, doc: Who.}]}");
    file(
        "domains/care/domain.yaml",
        "apiVersion: weft.dev/v1\nkind: Domain\nmetadata: {name: care}\nspec: {owner: shop-team}\n");
    file(
        "domains/care/calls/product.yaml",
        tree.text(FOLDER + "product.yaml").replace("parcels", "calls"));
    file("domains/care/calls/docs/README.md", tree.text(FOLDER + "docs/README.md"));
    file(
        "domains/care/calls/schemas/scan.avsc",
        tree.text(FOLDER + "schemas/scan.avsc")
            .replace("\"type\": \"string\", \"term\"", "\"type\": \"long\", \"term\""));

    assertThat(check().findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.policy()).isEqualTo("terms-mean-the-same");
          assertThat(finding.product()).isEqualTo(new ProductName("care", "calls"));
          assertThat(finding.message()).contains("customer_id is long, customer-id is string");
        });
  }
}
