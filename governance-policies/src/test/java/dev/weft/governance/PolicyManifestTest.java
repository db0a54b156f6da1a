// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.policy.Mode;
import dev.weft.governance.policy.Point;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.testing.MemoryTree;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a policy says besides its checks: from when on, about which changes, and with which names.
class PolicyManifestTest {

  private static final String TAGS =
      """
      description: Products are tagged.
      severity: warning
      mode: audit
      checks:
        - {id: tagged, assert: product.tags.size() > 0, say: No tags, at: metadata.tags}
      """;

  private final Parcels mesh = new Parcels();

  private static Mode mode(Verdict verdict) {
    return verdict.findings().getFirst().mode();
  }

  @Test
  void aRolloutRaisesTheModeOnItsDays() {
    mesh.policy(
        "has-tags",
        TAGS
            + """
            rollout:
              - {from: 2026-07-01, mode: enforce, modes: {scan: warn}}
              - {from: 2026-06-10, mode: warn}
            """);

    assertThat(mode(mesh.check(Point.CHANGE, Instant.parse("2026-06-09T23:59:59Z"))))
        .isEqualTo(Mode.AUDIT);
    assertThat(mode(mesh.check(Point.CHANGE, Instant.parse("2026-06-10T00:00:00Z"))))
        .isEqualTo(Mode.WARN);
    assertThat(mode(mesh.check(Point.APPLY, Instant.parse("2026-07-01T00:00:00Z"))))
        .isEqualTo(Mode.ENFORCE);
    assertThat(mode(mesh.check(Point.SCAN, Instant.parse("2026-07-01T00:00:00Z"))))
        .isEqualTo(Mode.WARN);
  }

  @Test
  void aPolicyWithErrorsIsRolledOutAsItSays() {
    mesh.policy(
        "has-tags",
        TAGS.replace("product.tags", "product.tgas")
            + "rollout: [{from: 2026-07-01, mode: enforce}]\n");

    assertThat(mesh.check(Point.APPLY, Instant.parse("2026-06-30T00:00:00Z")).isBlocking())
        .isFalse();
    assertThat(mesh.check(Point.APPLY, Instant.parse("2026-07-01T00:00:00Z")).isBlocking())
        .isTrue();
  }

  @Test
  void aCheckDoesNotRememberOverADayOfARollout() {
    mesh.policy("has-tags", TAGS + "rollout: [{from: 2026-07-01, mode: enforce}]\n");
    var loaded = MeshLoader.load(mesh.tree());
    EnvironmentMesh prod = mesh.resolve();
    Governance governance = Governance.of(loaded, new CheckMemory());

    Verdict before = governance.check(prod, Point.APPLY, Instant.parse("2026-06-30T12:00:00Z"));
    Verdict after = governance.check(prod, Point.APPLY, Instant.parse("2026-07-01T12:00:00Z"));

    assertThat(mode(before)).isEqualTo(Mode.AUDIT);
    assertThat(mode(after)).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void namedExpressionsAreReadByOthers() {
    mesh.policy(
        "has-docs",
        """
        description: Fields are documented.
        severity: warning
        mode: warn
        appliesTo: {each: port, when: long.size() > 0}
        let:
          long: fields.filter(field, field.path.size() > params.most)
          names: long.map(field, field.path)
          tags: long.map(field, field.tags)
        params: {most: {type: int, default: 5}}
        checks:
          - id: short
            assert: names.size() == 0 || tags.all(each, each.size() > 0)
            say: "Long names: {names}"
        """);

    Verdict verdict = mesh.check();

    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.findings())
        .extracting(Finding::message)
        .containsExactly("Long names: parcel.");
  }

  @Test
  void aMistakeInANamedExpressionIsToldAtItsPlace() {
    mesh.policy(
        "has-docs",
        """
        description: Fields are documented.
        severity: warning
        mode: enforce
        let:
          long: fields.filter(field, field.paht == '')
          port: ports.size()
          later: sooner == 1
          sooner: "1"
          product: "1"
        checks: [{id: short, assert: long.size() == 0, say: Long}]
        """);

    Verdict verdict = mesh.check();

    assertThat(verdict.problems())
        .extracting(Diagnostic::message)
        .containsExactly(
            "`let.long`: there is no `paht` in what stands before it, at `field.paht`.",
            "`let.later`: there is no `sooner`, at `sooner`.",
            "`let.product`: there is a variable `product` already.",
            "check `short`, `assert`: there is no `long`, at `long.size`.");
    assertThat(verdict.problems().getFirst().location().line()).isEqualTo(9);
    assertThat(verdict.isBlocking()).isTrue();
  }

  @Test
  void whatReadsANamedExpressionWithoutAValueIsNotKept() {
    mesh.policy(
        "has-docs",
        """
        description: Fields are documented.
        severity: warning
        mode: enforce
        let: {first: "product.tags[7]"}
        checks:
          - {id: absorbed, assert: first == 'x' || true, say: First}
          - {id: other, assert: product.tags.size() == 0, say: Tags}
        """);

    assertThat(mesh.check().findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.check()).isEqualTo("absorbed");
          assertThat(finding.isBroken()).isTrue();
          assertThat(finding.message()).contains("`first` has no value: ");
        });
  }

  @Test
  void aBrokenPolicyLooksAtTheKindsOfChangeThatItNames() {
    EnvironmentMesh before = mesh.resolve();
    String broken = TAGS.replace("product.tags", "product.tgas");
    mesh.policy("on-create", broken + "appliesTo: {changes: [create]}\n");
    mesh.policy("on-delete", broken + "appliesTo: {changes: [delete]}\n");
    mesh.policy("always", broken);
    mesh.policy("based", "basedOn: nothing\nmode: audit\n");
    mesh.policy("based-and-said", "basedOn: nothing\nappliesTo: {changes: [delete]}\n");
    mesh.file("governance/policies/unreadable.yaml", "kind: Policy\n");

    assertThat(Parcels.ids(mesh.check(before)))
        .as("what is not known may be about any change")
        .containsExactlyInAnyOrder("always/", "based/", "unreadable/");

    MemoryTree unused = mesh.tree().moved("domains/shop/parcels/", "");
    assertThat(Parcels.ids(mesh.check(before)))
        .contains("on-delete/", "based/", "based-and-said/", "unreadable/")
        .doesNotContain("always/", "on-create/");
  }

  @Test
  void aPolicyLooksAtTheKindsOfChangeThatItNames() {
    EnvironmentMesh before = mesh.resolve();
    mesh.policy("on-create", TAGS + "appliesTo: {changes: [create]}\n");
    mesh.policy("on-update", TAGS + "appliesTo: {changes: [update]}\n");
    mesh.policy("on-delete", TAGS + "appliesTo: {changes: [delete]}\n");
    mesh.policy("always", TAGS);

    assertThat(Parcels.ids(mesh.check()))
        .as("nothing is known of before")
        .containsExactly("always/tagged", "on-create/tagged", "on-update/tagged");
    assertThat(Parcels.ids(mesh.check(before))).containsExactly("always/tagged");

    mesh.given("{product: {metadata: {title: Another}}}");
    assertThat(Parcels.ids(mesh.check(before)))
        .containsExactly("always/tagged", "on-update/tagged");

    EnvironmentMesh empty =
        new EnvironmentMesh(
            before.name(),
            before.environment(),
            before.clusters(),
            before.control(),
            before.links(),
            before.budget(),
            before.removal(),
            before.drift(),
            before.applications(),
            List.of(),
            List.of(),
            before.quarantine());
    assertThat(Parcels.ids(mesh.check(empty))).containsExactly("always/tagged", "on-create/tagged");
  }
}
