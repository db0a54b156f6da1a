// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Severity;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is wrong with a policy is told, blocks what the policy would enforce, and leaves every
/// other policy as it is.
class BadPolicyTest {

  private static final String POLICY =
      """
      description: Something about products.
      severity: warning
      mode: enforce
      checks:
        - {id: bad, assert: "CONDITION", say: It is so}
      """;
  private static final String LOOP =
      "fields.all(a, 'abcdefghijklmnopqrstuvwxyz'.split('').all(b,"
          + " 'abcdefghijklmnopqrstuvwxyz'.split('').all(c,"
          + " 'abcdefghijklmnopqrstuvwxyz'.split('').all(d, b + c + d != a.path))))";
  private static final String HUGE = huge();

  private final Parcels mesh = new Parcels();

  /// Eight times ten, of fifty characters.
  private static String huge() {
    String text = "y != ''";
    for (int level = 0; level < 6; level++) {
      String inner = level == 0 ? "y" : "x" + (level - 1);
      String ten = ("x" + level + " + ").repeat(9) + "x" + level;
      text = "[" + ten + "].all(" + inner + ", " + text + ")";
    }
    return "['" + "a".repeat(50) + "'].all(x5, " + text + ")";
  }

  @BeforeEach
  void anotherPolicyFindsSomething() {
    mesh.given("{port: {sla: {freshness: P30D}}}");
  }

  private Verdict check(String condition) {
    mesh.policy("bad", POLICY.replace("CONDITION", condition));
    return mesh.check();
  }

  static Stream<Arguments> undecided() {
    return Stream.of(
        Arguments.of("loops", LOOP, "it takes more than 50,000 steps"),
        Arguments.of("loops behind an or", LOOP + " || true", "it takes more than 50,000 steps"),
        Arguments.of("builds a huge text", HUGE, "it builds a text of more than 65,536 characters"),
        Arguments.of(
            "builds a huge text behind an or",
            HUGE + " || true",
            "it builds a text of more than 65,536 characters"),
        Arguments.of(
            "divides by zero", "1 / (fields.size() - fields.size()) == 1", "it divides by zero"),
        Arguments.of("throws", "int(product.name) == 1", "parcels"),
        Arguments.of("reads over the end", "product.tags[3] == ''", "3"),
        Arguments.of(
            "makes a pattern that is none",
            "product.name.matches('(' + product.name)",
            "no regular expression: missing closing ) in `(parcels`"),
        Arguments.of(
            "makes a pattern that is too large",
            "product.name.matches('((' + product.name + '{99}){99}){99}')",
            "the regular expression is too large"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("undecided")
  void whatCannotBeEvaluatedIsNotKept(String name, String condition, String reason) {
    Verdict verdict = check(condition);

    assertThat(verdict.problems()).as(name).isEmpty();
    assertThat(verdict.broken()).containsExactly("bad");
    assertThat(verdict.findings())
        .filteredOn(finding -> finding.policy().equals("bad"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.isBroken()).isTrue();
          assertThat(finding.isBlocking()).isTrue();
          assertThat(finding.message())
              .startsWith("The check `bad` cannot be evaluated, which counts as not kept: ")
              .contains(reason);
        });
    assertThat(Parcels.ids(verdict)).contains("sla-is-present/plausible-freshness");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          product.nmae == ''          | there is no `nmae` in what stands before it, at `product.nmae`. | did you mean `name`?
          product.name                | the expression gives `string`, not true or false | compare it with something, or use `all` or `exists`
          dyn(true)                   | the expression gives `dyn`, not true or false | compare it with something, or use `all` or `exists`
          prodct.name == ''           | there is no `prodct`, at `prodct.name`. | did you mean `product`?
          product.name.matches('(a')  | no regular expression: missing closing ) in `(a` | ""
          now() > now                 | there is no `now`, at `now`. | ""
          """)
  void whatCannotBeCompiledIsToldAtItsPlace(String condition, String message, String hint) {
    Verdict verdict = check(condition);

    assertThat(verdict.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.severity()).isEqualTo(Severity.ERROR);
          assertThat(problem.rule()).isEqualTo("governance/expression");
          assertThat(problem.location().toString()).isEqualTo("governance/policies/bad.yaml:9:25");
          assertThat(problem.message()).startsWith("check `bad`, `assert`: " + message);
          if (hint != null && !hint.isEmpty()) {
            assertThat(problem.hint()).isEqualTo(hint);
          }
        });
    assertThat(verdict.broken()).containsExactly("bad");
    assertThat(verdict.blockedProducts()).containsOnlyKeys(Parcels.NAME);
    assertThat(Parcels.ids(verdict)).contains("bad/", "sla-is-present/plausible-freshness");
  }

  @Test
  void ofTwoPoliciesOfOneNameNeitherCountsAsKept() {
    mesh.policy("bad", POLICY.replace("CONDITION", "product.tags.size() > 0"));
    mesh.domainPolicy("bad", POLICY.replace("CONDITION", "true"));

    Verdict verdict = mesh.check();

    assertThat(verdict.problems())
        .extracting(Diagnostic::toString)
        .singleElement()
        .satisfies(problem ->
            assertThat(problem)
                .startsWith("domains/shop/policies/bad.yaml:3:")
                .contains("The policy `bad` stands at governance/policies/bad.yaml:1:1 already.")
                .contains("rename it"));
    assertThat(Parcels.ids(verdict))
        .contains("bad/bad", "bad/", "sla-is-present/plausible-freshness");
  }
}
