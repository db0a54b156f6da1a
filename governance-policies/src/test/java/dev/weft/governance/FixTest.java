// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.FixTrials.Offer;
import dev.weft.governance.FixTrials.Repair;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A fix is offered when it was tried: it ends its finding, and brings no other one.
class FixTest {

  private static final String FILE = "domains/shop/parcels/product.yaml";
  private static final String PRODUCT =
      "# Parcels\n" + CaseMesh.PRODUCT.replace("retention: P7D}", "retention: P7D} # a week");

  private final Parcels mesh = new Parcels();

  @BeforeEach
  void aProductWithComments() {
    mesh.file(FILE, PRODUCT);
  }

  private void policy(String name, String assertion, String at, String fix) {
    mesh.policy(
        name,
        """
        description: Ports are as they should be.
        severity: warning
        mode: enforce
        appliesTo: {each: port}
        params: {most: {type: duration, default: P3D}, few: {type: int, default: 2}}
        checks:
          - id: kept
            assert: "%s"
            say: Not as it should be
            at: %s
            fix: %s
        """
            .formatted(assertion, at, fix));
  }

  private void retentionIsShort(String step) {
    policy(
        "short",
        "port.topic.retention.value() <= params.most",
        "topic.retention",
        "[" + step + "]");
  }

  private FixTrials trials() {
    return FixTrials.of(mesh.tree(), () -> Governance.of(mesh.load()), PolicyCases.NOW);
  }

  private static List<Notice> all(LoadedMesh mesh) {
    return MeshCheck.of(mesh, Governance.of(mesh), PolicyCases.NOW).all();
  }

  /// The mesh is not checked anew for nothing.
  private static List<Notice> unasked() {
    throw new AssertionError("there is nothing to try");
  }

  private Offer offer() {
    LoadedMesh loaded = MeshLoader.load(mesh.tree());
    return trials()
        .offer(
            MeshCheck.of(loaded, Governance.of(loaded), PolicyCases.NOW).notices(),
            () -> all(loaded),
            1);
  }

  private List<ProvenFix> fixes() {
    return offer().notices().stream()
        .map(Notice::fix)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  @Test
  void isOfferedWithItsWordsAndTheText() {
    retentionIsShort("{op: set, expr: params.most}");

    assertThat(fixes())
        .singleElement()
        .satisfies(fix -> {
          assertThat(fix.file()).isEqualTo(FILE);
          assertThat(fix.words()).isEqualTo("set `topic.retention` to `P3D`");
          assertThat(fix.after()).isEqualTo(PRODUCT.replace("P7D", "P3D"));
          assertThat(fix.replacement()).isEqualTo(new ProvenFix.Replacement(16, 42, 16, 43, "3"));
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `port.tags.exists(tag, tag == 'x')`            | tags      | [{op: add, value: x}]                     | add `x` to `tags`
          `port.topic.minInSync.orValue(0) == 2`         | topic     | [{op: set, at: /config/min.insync.replicas, expr: params.few}] | set `topic.config.min.insync.replicas` to `2`
          `port.topic.retention != optional.of(duration('168h'))` | topic | [{op: remove, at: /partitions}, {op: set, at: /retention, value: P5D}] | remove `topic.partitions`, then set `topic.retention` to `P5D`
          """)
  void stepsAddSetAndRemove(String assertion, String at, String fix, String words) {
    policy("port", assertion, at, fix);

    assertThat(fixes()).singleElement().satisfies(one -> assertThat(one.words()).isEqualTo(words));
  }

  /// The value is right for its type, and does not end the finding.
  @Test
  void whatDoesNotEndTheFindingIsNotOffered() {
    retentionIsShort("{op: set, value: P4D}");

    assertThat(fixes()).isEmpty();
  }

  @Test
  void whatBreaksAnotherPolicyIsNotOffered() {
    retentionIsShort("{op: set, expr: params.most}");
    mesh.policy(
        "long",
        """
        description: Ports keep records.
        severity: warning
        mode: audit
        appliesTo: {each: port}
        checks: [{id: kept, assert: port.topic.retention.value() > duration('72h'), say: Too short}]
        """);

    assertThat(fixes()).isEmpty();
  }

  @Test
  void whatBreaksTheManifestIsNotOffered() {
    policy(
        "clean",
        "port.topic.cleanup != ['compact']",
        "topic.cleanup",
        "[{op: set, value: delete}]");
    mesh.file(FILE, PRODUCT.replace("retention: P7D", "cleanup: compact"));
    assertThat(fixes()).hasSize(1);

    policy(
        "clean",
        "port.compatibility == 'NONE'",
        "compatibility",
        "[{op: set, expr: product.owner}]");
    assertThat(fixes()).isEmpty();
  }

  @Test
  void aValueThatCannotBeToldIsNoFix() {
    retentionIsShort("{op: set, expr: duration(port.tags[3])}");

    assertThat(fixes()).isEmpty();
  }

  @Test
  void whatIsExcusedIsLeftAlone() {
    retentionIsShort("{op: set, expr: params.most}");
    mesh.file(
        "governance/waivers/week.yaml",
        """
        apiVersion: weft.dev/v1
        kind: Waiver
        metadata: {name: week}
        spec: {policy: short, checks: [kept], product: shop/parcels, reason: A week is fine., approvedBy: ada, expires: 2026-06-30}
        """);

    assertThat(fixes()).isEmpty();
  }

  @Test
  void allAreMadeOnTopOfEachOtherAndThenThereIsNoneLeft() {
    retentionIsShort("{op: set, expr: params.most}");
    policy("tagged", "port.tags.size() > 0", "tags", "[{op: add, value: parcel}]");

    Repair repair = trials().repair(all(MeshLoader.load(mesh.tree())));

    assertThat(repair.made())
        .extracting(ProvenFix::words)
        .containsExactly("add `parcel` to `tags`", "set `topic.retention` to `P3D`");
    assertThat(repair.left())
        .extracting(notice -> notice.diagnostic().rule())
        .doesNotContain("policy/short", "policy/tagged");
    String after = Objects.requireNonNull(repair.files().get(FILE)).after();
    assertThat(after)
        .isEqualTo(
            PRODUCT.replace("P7D", "P3D").replace("P365D}\n", "P365D}\n      tags: [parcel]\n"));
    mesh.file(FILE, after);
    assertThat(trials().repair(all(MeshLoader.load(mesh.tree()))).files()).isEmpty();
  }

  /// Such as a policy finds only in a change, where trials do not know of one.
  @Test
  void ofWhatTrialsDoNotFindIsNotOffered() {
    retentionIsShort("{op: set, expr: params.most}");
    LoadedMesh loaded = MeshLoader.load(mesh.tree());
    List<Notice> notices = MeshCheck.of(loaded, Governance.of(loaded), PolicyCases.NOW).notices();

    Offer offer = new FixTrials(mesh.tree(), _ -> List.of()).offer(notices, List::of, 1);

    assertThat(offer.notices()).isEqualTo(notices);
  }

  @Test
  void whatHoldsOnlyAfterAnotherIsMadeInTheEnd() {
    retentionIsShort("{op: set, expr: params.most}");
    policy(
        "careful", "'care' in port.access.purposes", "access.purposes", "[{op: add, value: care}]");
    mesh.policy(
        "long",
        """
        description: Ports without care keep records.
        severity: warning
        mode: audit
        appliesTo: {each: port}
        checks:
          - id: kept
            assert: port.topic.retention.value() > duration('72h') || 'care' in port.access.purposes
            say: Too short
        """);

    Repair repair = trials().repair(all(MeshLoader.load(mesh.tree())));

    assertThat(repair.made())
        .extracting(ProvenFix::words)
        .containsExactly("add `care` to `access.purposes`", "set `topic.retention` to `P3D`");
  }

  @Test
  void eachFileIsMadeByItself() {
    mesh.given("{input: {}}");
    retentionIsShort("{op: set, expr: params.most}");

    Repair repair = trials().repair(all(MeshLoader.load(mesh.tree())));

    assertThat(repair.made()).hasSize(2);
    assertThat(repair.files())
        .containsOnlyKeys("domains/shop/depots/product.yaml", FILE)
        .allSatisfy((_, text) ->
            assertThat(text.after()).isEqualTo(text.before().replace("\"P7D\"", "P3D")));
  }

  @Test
  void ofALargeMeshNotAllAreTried() {
    retentionIsShort("{op: set, expr: params.most}");
    policy("tagged", "port.tags.size() > 0", "tags", "[{op: add, value: parcel}]");
    mesh.policy(
        "few",
        """
        description: Ports are small.
        severity: warning
        mode: enforce
        appliesTo: {each: port}
        checks: [{id: kept, assert: port.topic.partitions < 2, say: Too many}]
        """);
    LoadedMesh loaded = MeshLoader.load(mesh.tree());
    List<Notice> notices = MeshCheck.of(loaded, Governance.of(loaded), PolicyCases.NOW).notices();

    Offer none = trials().offer(notices, FixTest::unasked, 10_000);
    Offer one = trials().offer(notices, () -> all(loaded), 5_000);

    assertThat(none.untried()).isEqualTo(2);
    assertThat(none.notices()).isEqualTo(notices);
    assertThat(one.untried()).isEqualTo(1);
    assertThat(one.notices()).extracting(Notice::fix).filteredOn(Objects::nonNull).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          [{op: set, at: retention, value: P3D}]  | `retention` is no JSON pointer.
          [{op: set, at: /retenton, value: P3D}]  | `at` leads to `retenton`, which is no key there.
          [{op: set, at: /retention, value: 3}]   | `retention` is the number `3`, but an ISO-8601 duration such as `P7D`, or `unlimited` is expected.
          [{op: set, at: /partitions, value: x}]  | `partitions` is the text `x`, but a whole number from 1 to 10000 is expected.
          [{op: set, at: /partitions, expr: params.most}] | The expression gives `duration`, but `partitions` takes a whole number from 1 to 10000.
          [{op: set, at: /retention, expr: port.topic.retention}] | The expression gives `optional(duration)`, but `retention` takes an ISO-8601 duration such as `P7D`, or `unlimited`.
          [{op: add, at: /partitions, value: 3}]  | `partitions` is no list that something could be added to.
          """)
  void stepsThatCannotBeMadeAreTold(String fix, String message) {
    policy("port", "port.topic.partitions > 5", "topic", fix);

    assertThat(mesh.check().problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.rule()).isEqualTo("governance/fix");
          assertThat(problem.message()).isEqualTo("check `kept`, `fix`: " + message);
          assertThat(problem.location().file()).isEqualTo("governance/policies/port.yaml");
          assertThat(problem.location().line()).isEqualTo(15);
        });
    // What the policy asks for is not known for sure, so it is not kept.
    assertThat(mesh.check().isBlocking()).isTrue();
  }

  @Test
  void aMistakeInAnExpressionIsToldLikeAnyOther() {
    policy(
        "port", "port.topic.partitions > 5", "topic.partitions", "[{op: set, expr: params.fwe}]");

    assertThat(mesh.check().problems())
        .extracting(Diagnostic::toString)
        .singleElement()
        .asString()
        .contains(
            "governance/policies/port.yaml:15:", "check `kept`, `fix`: there is no such parameter");
  }

  @Test
  void whatEveryManifestHasIsNotRemoved() {
    policy("port", "port.topic.partitions > 5", "name", "[{op: remove}]");

    assertThat(mesh.check().problems())
        .extracting(Diagnostic::message)
        .containsExactly("check `kept`, `fix`: `name` cannot be removed, every manifest has one.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{op: set}]                               | A step of a fix has either a `value` or an `expr`.
          [{op: set, value: 1, expr: params.few}]   | A step of a fix has either a `value` or an `expr`.
          [{op: remove, value: 1}]                  | A step that removes has no value.
          """)
  void aStepHasOneValue(String fix, String message) {
    policy("port", "port.topic.partitions > 5", "topic.partitions", fix);

    assertThat(mesh.load().diagnostics()).extracting(Diagnostic::message).contains(message);
    assertThat(mesh.check().isBlocking()).isTrue();
  }

  /// A fix whose value takes too long is none; what was found is told all the same.
  @Test
  void aValueHasTheBudgetOfAnyExpression() {
    String list = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]";
    policy(
        "port",
        "port.topic.partitions > 5",
        "topic.partitions",
        "[{op: set, expr: \"%s.all(a, %s.all(b, %s.all(c, %s.all(d, a + b + c + d > 0)))) ? 6 : 7\"}]"
            .formatted(list, list, list, list));

    assertThat(mesh.check().findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.fix()).isNull();
          assertThat(finding.message()).isEqualTo("Not as it should be.");
        });
  }
}
