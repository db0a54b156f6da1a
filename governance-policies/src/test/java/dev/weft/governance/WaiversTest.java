// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.policy.Point;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A waiver excuses what it is for and nothing else, under the terms of its policy.
class WaiversTest {

  private static final String POLICY =
      """
      version: 2.3.0
      description: Ports are tagged, named well and fresh.
      severity: warning
      mode: enforce
      appliesTo: {each: port}
      checks:
        - {id: tags, assert: port.tags.size() > 0, say: No tags, at: tags}
        - {id: name, assert: port.name != 'scans', say: A dull name, at: name}
        - {id: fresh, assert: has(port.sla.freshness), say: Not fresh, at: sla.freshness}
      """;
  private static final String GOOD =
      """
        policy: ports@2
        checks: [tags, name]
        product: shop/parcels
        reason: Comes in summer.
        requestedBy: ada@example.org
        approvedBy: grace@example.org
        from: 2026-06-01
        expires: 2026-06-30
      """;

  private final Parcels mesh = new Parcels();

  @BeforeEach
  void aPolicyThatIsNotKept() {
    mesh.policy("ports", POLICY);
  }

  private void terms(String terms) {
    mesh.policy("ports", POLICY + "waivers: " + terms + "\n");
  }

  private void waiver(String name, String spec) {
    mesh.file(
        "governance/waivers/" + name + ".yaml",
        "apiVersion: weft.dev/v1\nkind: Waiver\nmetadata: {name: %s}\nspec:\n%s"
            .formatted(name, spec));
  }

  private long blocking() {
    return mesh.check().findings().stream().filter(Finding::isBlocking).count();
  }

  private Diagnostic problem() {
    assertThat(mesh.check().problems()).hasSize(1);
    return mesh.check().problems().getFirst();
  }

  @Test
  void excusesTheChecksThatItNamesAndIsCounted() {
    waiver("late", GOOD);
    mesh.given("{port: {sla: null}}");

    Verdict verdict = mesh.check();

    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.findings().stream().filter(Finding::isBlocking).map(Finding::check))
        .containsExactly("fresh");
    assertThat(verdict.findings()).filteredOn(finding -> finding.excuse() != null).hasSize(2);
    assertThat(verdict.waivers()).isEqualTo(Map.of("late", "active"));
  }

  @ParameterizedTest
  @CsvSource({
    "spec/ports/scans@v1, 0",
    "/spec/ports/scans@v1, 0",
    "spec, 0",
    "spec/ports/scans@v1/tags, 1",
    "spec/ports/scans@v, 2",
    "spec/ports/scans@v11, 2",
    "spec/owner, 2",
    "access/reader, 2",
  })
  void excusesOnlyWhatIsInsideOfItsPlace(String at, long blocking) {
    waiver("late", GOOD + "  at: " + at + "\n");

    assertThat(blocking()).isEqualTo(blocking);
    if (blocking == 2) {
      assertThat(problem().rule()).isEqualTo("governance/waiver-unused");
      assertThat(problem().message())
          .isEqualTo(
              "`shop/parcels` keeps `ports` in `name`, `tags` at `%s`, so the waiver excuses nothing."
                  .formatted(at));
    }
  }

  @Test
  void excusesAPlaceInAGrant() {
    mesh.given("{port: {access: {longest: null}}, grant: {expires: null}}");
    mesh.policy("ports", POLICY.replace("mode: enforce", "mode: \"off\""));
    String spec = GOOD.replace("ports@2", "grants-are-bounded").replace("[tags, name]", "[end]");
    waiver("late", spec + "  at: access/reader/spec/expires\n");
    assertThat(blocking()).isZero();

    waiver("late", spec + "  at: access/other\n");
    assertThat(blocking()).isEqualTo(1);
  }

  @Test
  void isForOneMajorVersion() {
    waiver("late", GOOD.replace("ports@2", "ports@1"));
    assertThat(blocking()).isEqualTo(2);
    assertThat(problem().toString())
        .contains(
            "governance/waivers/late.yaml:5:11: warning: The waiver is for version 1 of `ports`,"
                + " which is at version 2, so it excuses nothing.");

    waiver("late", GOOD.replace("ports@2", "ports"));
    assertThat(blocking()).isEqualTo(2);
    assertThat(problem().rule()).isEqualTo("governance/waiver-version");
  }

  @Test
  void endsOnItsLastDay() {
    waiver("late", GOOD);

    assertThat(mesh.check(Point.APPLY, Instant.parse("2026-06-30T23:59:59Z")).isBlocking())
        .isFalse();
    Verdict after = mesh.check(Point.APPLY, Instant.parse("2026-07-01T00:00:00Z"));
    assertThat(after.isBlocking()).isTrue();
    assertThat(after.problems())
        .extracting(Diagnostic::rule)
        .containsExactly("governance/waiver-expired");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {allowed: false}       | The policy `ports` cannot be waived.
          {longest: P28D}        | The waiver lasts from 2026-06-01 to 2026-06-30; one of `ports` lasts for 28 days at most.
          {perDomain: 0}         | The domain `shop` may have 0 waivers of `ports`; this one is number 1.
          {approvers: [care-team]} | `grace@example.org` is no member of a team that may approve waivers of `ports`.
          """)
  void keepsTheTermsOfItsPolicyOrExcusesNothing(String terms, String message) {
    waiver("late", GOOD);
    terms(terms);

    assertThat(blocking()).isEqualTo(2);
    Verdict verdict = mesh.check();
    assertThat(verdict.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.message()).isEqualTo(message);
          assertThat(problem.severity()).isEqualTo(Severity.ERROR);
          assertThat(problem.hint()).isNotEmpty();
          assertThat(problem.location().file()).isEqualTo("governance/waivers/late.yaml");
        });
  }

  @Test
  void isGoodWithinTheTermsOfItsPolicy() {
    waiver("late", GOOD);
    terms("{longest: P29D, perDomain: 1, approvers: [shop-team]}");

    Verdict verdict = mesh.check();

    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.isBlocking()).isFalse();
  }

  @Test
  void isNotApprovedByWhoAskedForIt() {
    waiver("late", GOOD.replace("grace@example.org", "Ada@Example.org "));

    assertThat(blocking()).isEqualTo(2);
    assertThat(problem().toString())
        .contains(
            "governance/waivers/late.yaml:10:15: error: `Ada@Example.org` asked for the waiver and"
                + " approved it, so it excuses nothing. [governance/waiver-approval]");
  }

  @Test
  void saysWhoAskedForItWherePeopleHaveToApprove() {
    waiver("late", GOOD.replace("  requestedBy: ada@example.org\n", ""));
    assertThat(blocking()).isZero();

    terms("{approvers: [shop-team]}");
    assertThat(blocking()).isEqualTo(2);
    assertThat(problem().hint()).isEqualTo("add `requestedBy`");
  }

  @Test
  void ofTooManyTheOnesThatEndFirstAreGood() {
    terms("{perDomain: 1}");
    waiver("first", GOOD.replace("[tags, name]", "[tags]"));
    waiver("then", GOOD.replace("[tags, name]", "[name]").replace("06-30", "06-29"));

    assertThat(mesh.check().findings().stream().filter(Finding::isBlocking).map(Finding::check))
        .containsExactly("tags");
    assertThat(problem().location().file()).isEqualTo("governance/waivers/first.yaml");
  }

  /// Two halves are no whole: neither means the finding.
  @Test
  void severalTogetherExcuseNoMoreThanEachAlone() {
    waiver("check", GOOD.replace("[tags, name]", "[tags]") + "  at: spec/owner\n");
    waiver("place", GOOD.replace("[tags, name]", "[fresh]") + "  at: spec/ports/scans@v1\n");

    assertThat(blocking()).isEqualTo(2);
    assertThat(mesh.check().findings()).allMatch(finding -> finding.excuse() == null);
  }

  /// Nobody approved what fails only tomorrow.
  @Test
  void withoutChecksItExcusesNothingWhereThereAreSeveral() {
    waiver("late", GOOD.replace("  checks: [tags, name]\n", ""));

    assertThat(blocking()).isEqualTo(2);
    assertThat(problem().rule()).isEqualTo("governance/waiver-too-wide");
    assertThat(problem().severity()).isEqualTo(Severity.ERROR);
    assertThat(problem().message())
        .isEqualTo(
            "The waiver does not say which of the 3 checks of `ports` it is for, so it excuses"
                + " nothing.");
    assertThat(problem().hint()).isEqualTo("write `checks: [name, tags]`");
    assertThat(mesh.check().waivers()).isEqualTo(Map.of("late", "refused"));
  }

  @Test
  void withoutChecksItIsForTheOnlyOne() {
    mesh.policy("ports", POLICY.lines().limit(7).collect(Collectors.joining("\n")));
    waiver("late", GOOD.replace("  checks: [tags, name]\n", ""));

    assertThat(mesh.check().problems()).isEmpty();
    assertThat(blocking()).isZero();
  }

  /// One that is too long today is so on every day.
  @ParameterizedTest
  @ValueSource(strings = {"2026-06-01T12:00:00Z", "2026-06-15T12:00:00Z", "2026-06-30T12:00:00Z"})
  void isTooLongOnEveryDay(String now) {
    terms("{longest: P28D}");
    waiver("late", GOOD);
    waiver("undated", GOOD.replace("  from: 2026-06-01\n", ""));

    Verdict verdict = mesh.check(Point.APPLY, Instant.parse(now));

    assertThat(verdict.findings()).filteredOn(Finding::isBlocking).hasSize(2);
    assertThat(verdict.problems())
        .extracting(Diagnostic::message)
        .containsExactly(
            "The waiver lasts from 2026-06-01 to 2026-06-30; one of `ports` lasts for 28 days at"
                + " most.",
            "The waiver does not say from when it holds, and one of `ports` lasts for 28 days at"
                + " most.");
    assertThat(verdict.waivers()).isEqualTo(Map.of("late", "refused", "undated", "refused"));
  }

  @Test
  void excusesNothingBeforeItsFirstDay() {
    waiver("late", GOOD.replace("from: 2026-06-01", "from: 2026-06-02"));

    Verdict before = mesh.check(Point.APPLY, Instant.parse("2026-06-01T23:59:59Z"));
    Verdict after = mesh.check(Point.APPLY, Instant.parse("2026-06-02T00:00:00Z"));

    assertThat(before.isBlocking()).isTrue();
    assertThat(before.problems()).isEmpty();
    assertThat(before.waivers()).isEqualTo(Map.of("late", "pending"));
    assertThat(after.isBlocking()).isFalse();
    assertThat(after.waivers()).isEqualTo(Map.of("late", "active"));
  }

  @Test
  void whatBecomesOfEachIsCounted() {
    terms("{perDomain: 1}");
    waiver("first", GOOD.replace("[tags, name]", "[tags]"));
    waiver("then", GOOD.replace("[tags, name]", "[name]").replace("06-30", "06-29"));
    waiver(
        "over",
        GOOD.replace("2026-06-30", "2026-05-31").replace("from: 2026-06-01", "from: 2026-05-01"));
    waiver("unknown", GOOD.replace("ports@2", "prts"));
    waiver("version", GOOD.replace("ports@2", "ports@1"));

    assertThat(mesh.check().waivers())
        .isEqualTo(
            Map.of(
                "first", "refused",
                "then", "active",
                "over", "expired",
                "unknown", "refused",
                "version", "refused"));
  }

  /// The check `fresh` is kept, so nobody misses the waiver that was for it.
  @Test
  void isMissedWhenItHasLapsedAndSomethingIsBlockedWithoutIt() {
    String over =
        GOOD.replace("2026-06-30", "2026-05-31").replace("from: 2026-06-01", "from: 2026-05-01");
    waiver("over", over.replace("[tags, name]", "[tags]"));
    waiver("kept", over.replace("[tags, name]", "[fresh]"));
    waiver("version", GOOD.replace("ports@2", "ports@1"));
    waiver("later", GOOD.replace("from: 2026-06-01", "from: 2026-06-20"));
    assertThat(mesh.check().missed()).containsExactly("over", "version");

    waiver("again", GOOD.replace("[tags, name]", "[tags]"));
    assertThat(mesh.check().missed()).containsExactly("version");

    mesh.policy("ports", POLICY.replace("mode: enforce", "mode: warn"));
    assertThat(mesh.check().missed()).isEmpty();
  }

  @Test
  void withoutChecksItIsMissedToo() {
    waiver("wide", GOOD.replace("  checks: [tags, name]\n", ""));

    assertThat(mesh.check().missed()).containsExactly("wide");
  }

  @Test
  void saysWhoApprovedItUntilWhenAndWhy() {
    waiver("late", GOOD);

    assertThat(mesh.check().findings())
        .filteredOn(finding -> finding.waiver() != null)
        .allSatisfy(finding -> {
          assertThat(finding.hint())
              .isEqualTo(
                  "waived until 2026-06-30 by `late`, approved by grace@example.org: Comes in"
                      + " summer.");
          assertThat(finding.excuse())
              .isEqualTo(
                  new Finding.Excuse(
                      "late",
                      "grace@example.org",
                      LocalDate.parse("2026-06-30"),
                      "Comes in summer."));
        });
  }

  @Test
  void forEverythingIsForNothing() {
    waiver("late", GOOD.replace("shop/parcels", "shop/*"));

    assertThat(blocking()).isEqualTo(2);
    assertThat(mesh.load().diagnostics())
        .extracting(Diagnostic::hint)
        .contains("`*` is not understood: name one, and write another manifest for the next");
  }

  @Test
  void forACheckOrAPolicyThatIsGoneIsTold() {
    waiver("late", GOOD.replace("[tags, name]", "[tags, nam]"));
    assertThat(blocking()).isEqualTo(1);
    assertThat(problem().message()).isEqualTo("The policy `ports` has no check `nam`.");
    assertThat(problem().hint()).isEqualTo("did you mean `name`?");

    waiver("late", GOOD.replace("ports@2", "prts"));
    assertThat(blocking()).isEqualTo(2);
    assertThat(problem().rule()).isEqualTo("governance/waiver-unknown");
  }

  @Test
  void excusesNothingOfAPolicyThatCannotDecide() {
    mesh.policy("ports", POLICY.replace("port.tags.size() > 0", "\"port.tags[3] == ''\""));
    waiver("late", GOOD);

    assertThat(mesh.check().findings().stream().filter(Finding::isBlocking).map(Finding::check))
        .containsExactly("tags");
    assertThat(mesh.check().problems()).isEmpty();
    assertThat(mesh.check().missed()).isEmpty();
  }
}
