// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.policy.Point;
import dev.weft.model.diagnostic.Diagnostic;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A policy of a domain that is based on a global one asks for more, or is refused.
class DomainPolicyTest {

  private static final String LONG =
      """
      description: Names are short, and topics are small.
      severity: warning
      mode: warn
      modes: {apply: enforce}
      rollout: [{from: 2026-09-01, mode: enforce}]
      waivers: {longest: P30D, approvers: [shop-team], perDomain: 2}
      params:
        longest: {type: int, default: 20, tighten: lower}
        fewest: {type: int, default: 2, tighten: higher}
        words: {type: strings, default: [data, topic], tighten: superset}
        allowed: {type: strings, default: [a, b], tighten: subset}
        keep: {type: duration, default: P30D, tighten: lower}
        fixed: {type: string, default: x}
      checks:
        - id: length
          assert: product.name.size() <= params.longest && product.name.size() >= params.fewest
          say: The name is not of {params.fewest} to {params.longest} characters
          at: metadata.name
      """;

  private final Parcels mesh = new Parcels();

  DomainPolicyTest() {
    mesh.policy("short", LONG);
  }

  @Test
  void aDomainAsksForMoreOfWhatItMay() {
    mesh.domainPolicy(
        "shorter",
        """
        basedOn: short
        mode: enforce
        waivers: {longest: P7D, approvers: [shop-team], perDomain: 1}
        params: {longest: 5, fewest: 3, words: [topic, data, x], allowed: [b], keep: P1D}
        """);

    Verdict verdict = mesh.check();

    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.policy()).isEqualTo("shorter");
          assertThat(finding.message()).isEqualTo("The name is not of 3 to 5 characters.");
          assertThat(finding.isBlocking()).isTrue();
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          params: {longest: 21}        | `longest` is 21, which asks for less than 20 of `short`. | a domain may only make it lower
          params: {fewest: 1}          | `fewest` is 1, which asks for less than 2 of `short`. | a domain may only make it higher
          params: {keep: P31D}         | `keep` is P31D, which asks for less than P30D of `short`. | a domain may only make it lower
          params: {words: [data, x]}   | `words` is [data, x], which asks for less than [data, topic] of `short`: it leaves out `topic`. | a domain may only make it a longer list
          params: {allowed: [a, c]}    | `allowed` is [a, c], which asks for less than [a, b] of `short`: it adds `c`. | a domain may only make it a shorter list of the same
          params: {fixed: y}           | A domain may not change the parameter `fixed` of `short`. | it may change `allowed`, `fewest`, `keep`, `longest`, `words`
          params: {longest: {type: int, default: 90}} | The parameter `longest` is declared by `short`. | write its value only, as in `longest: 20`
          mode: audit                  | At `change` the policy is `audit`, which is less than `warn` of `short`. | write `warn`, or leave the mode to `short`
          mode: warn                   | At `apply` the policy is `warn`, which is less than `enforce` of `short`. | write `enforce`, or leave the mode to `short`
          rollout: [{from: 2026-10-01, mode: enforce}] | At `change`, from 2026-09-01 on, the policy is `warn`, which is less than `enforce` of `short`. | write `enforce`, or leave the mode to `short`
          waivers: {longest: P31D, approvers: [shop-team], perDomain: 2} | Under these terms more may be waived than under those of `short`, by `longest`. | take over what `short` says of `longest`, or ask for more
          waivers: {longest: P30D, perDomain: 2} | Under these terms more may be waived than under those of `short`, by `approvers`. | take over what `short` says of `approvers`, or ask for more
          waivers: {longest: P30D, approvers: [shop-team]} | Under these terms more may be waived than under those of `short`, by `perDomain`. | take over what `short` says of `perDomain`, or ask for more
          appliesTo: {when: "false"}   | A policy of a domain takes over the `appliesTo` of `short` as it is. | write a policy without `basedOn` to ask for something else; both will hold
          checks: [{id: length, assert: "true", say: x}] | A policy of a domain takes over the `checks` of `short` as it is. | write a policy without `basedOn` to ask for something else; both will hold
          """)
  void whatLoosensIsToldAndBlocks(String spec, String message, String hint) {
    mesh.domainPolicy("looser", "basedOn: short\n" + spec + "\n");

    Verdict verdict = mesh.check(Point.APPLY, Instant.parse("2026-06-01T12:00:00Z"));

    assertThat(verdict.problems())
        .extracting(Diagnostic::rule, Diagnostic::message, Diagnostic::hint)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("governance/loosens", message, hint));
    assertThat(verdict.problems().getFirst().location().file())
        .isEqualTo("domains/shop/policies/looser.yaml");
    assertThat(Parcels.ids(verdict)).containsExactly("looser/");
    assertThat(verdict.isBlocking()).isTrue();
  }

  @Test
  void theGlobalPolicyStaysAsItIs() {
    mesh.given("{product: {metadata: {name: parcels-of-every-size-and-weight}}}");
    mesh.domainPolicy("looser", "basedOn: short\nparams: {longest: 50}\n");

    assertThat(Parcels.ids(mesh.check(Point.APPLY, PolicyCases.NOW)))
        .contains("short/length", "looser/");
  }

  @Test
  void aDomainTightensWhatTheMeshMadeOfAPolicyOfWeft() {
    mesh.policy("fresh", "basedOn: sla-is-present\nparams: {slowest: P1D}\n");
    mesh.domainPolicy("fresher", "basedOn: sla-is-present\nparams: {slowest: P2D}\n");

    assertThat(mesh.check().problems())
        .extracting(Diagnostic::message)
        .containsExactly("`slowest` is P2D, which asks for less than P1D of `fresh`.");
  }

  @Test
  void aBaseThatNobodyHasIsTold() {
    mesh.domainPolicy("shorter", "basedOn: shrt\n");

    assertThat(mesh.check().problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.message()).isEqualTo("Neither the mesh nor Weft has a policy `shrt`.");
          assertThat(problem.hint()).isEqualTo("did you mean `short`?");
        });
  }
}
