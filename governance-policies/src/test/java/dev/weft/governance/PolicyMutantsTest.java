// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.governance.PolicyMutants.Gap;
import dev.weft.governance.PolicyMutants.Report;
import dev.weft.model.load.PolicyFile;
import dev.weft.model.manifest.PolicyManifest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PolicyMutantsTest {

  private static final String POLICY =
      """
      apiVersion: weft.dev/v1
      kind: Policy
      metadata: {name: short}
      spec:
        description: Names are short.
        severity: warning
        mode: enforce
        params: {longest: {type: int, default: 8}}
        checks:
          - {id: length, assert: product.name.size() <= params.longest, say: Too long}
        tests:
      """;
  private static final String EXACT =
      "    - {name: exactly, given: {product: {metadata: {name: parcelss}}}}\n";
  private static final String ONE_MORE =
      "    - {name: one more, given: {product: {metadata: {name: parcelsss}}}, finds: [length]}\n";

  private static Report test(String text) {
    PolicyFile file = PolicyFile.read("governance/policies/short.yaml", text);
    assertThat(file.diagnostics()).isEmpty();
    PolicyManifest policy = Objects.requireNonNull(file.policy());
    return PolicyMutants.of(policy);
  }

  @Test
  void casesAtTheBoundaryNoticeEveryChange() {
    Report report = test(POLICY + EXACT + ONE_MORE);

    assertThat(report.isComplete()).isTrue();
    // Two of the operator, two of the parameter.
    assertThat(report.mutants()).isEqualTo(4);
    assertThat(report.noticed()).isEqualTo(4);
  }

  @Test
  void aChangeThatNoCaseNoticesIsTold() {
    Report report =
        test(
            POLICY
                + "    - {name: shorter}\n"
                + "    - {name: much longer, given: {product: {metadata: {name: parcelparcel}}},"
                + " finds: [length]}\n");

    assertThat(report.isPassed()).isTrue();
    assertThat(report.isComplete()).isFalse();
    assertThat(report.survivors())
        .extracting(one -> one.place() + ": " + one.from() + " -> " + one.to())
        .containsExactly(
            "check `length`, `assert`: product.name.size() <= params.longest ->"
                + " product.name.size() < params.longest",
            "`params.longest`: 8 -> 7",
            "`params.longest`: 8 -> 9");
    assertThat(report.survivors().getFirst().location().line()).isEqualTo(10);
  }

  @Test
  void aCheckShownFromOneSideIsTold() {
    assertThat(test(POLICY + EXACT).gaps())
        .extracting(Gap::check, Gap::lacksFailing)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("length", true));
    assertThat(test(POLICY + ONE_MORE).gaps())
        .extracting(Gap::check, Gap::lacksFailing)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("length", false));
    assertThat(test(POLICY.replace("  tests:\n", "")).gaps()).hasSize(2);
  }

  @Test
  void nothingIsChangedBeforeAllCasesPass() {
    Report report = test(POLICY + EXACT + ONE_MORE.replace("finds: [length]", "finds: []"));

    assertThat(report.isPassed()).isFalse();
    assertThat(report.mutants()).isZero();
    assertThat(report.cases())
        .filteredOn(one -> !one.isPassed())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.name()).isEqualTo("one more");
          assertThat(one.actual()).isEqualTo(List.of("length"));
        });
  }

  @Test
  void aPolicyThatCannotBeCompiledHasNotPassed() {
    Report report = test(POLICY.replace("name.size", "nam.size").replace("  tests:\n", ""));

    assertThat(report.isPassed()).isFalse();
    assertThat(report.diagnostics()).isNotEmpty();
  }

  @Test
  void whereAPolicyAppliesIsChangedToo() {
    Report report =
        test(
            POLICY.replace(
                    "  checks:", "  appliesTo: {when: product.type == 'aggregate'}\n  checks:")
                + EXACT);

    assertThat(report.survivors())
        .extracting(one -> one.place() + ": " + one.to())
        .contains("`appliesTo.when`: true", "`appliesTo.when`: product.type != 'aggregate'");
  }

  @Test
  void aValueForAParameterOfTheBaseIsChangedToo() {
    String based =
        """
        apiVersion: weft.dev/v1
        kind: Policy
        metadata: {name: short}
        spec:
          basedOn: sla-is-present
          params: {slowest: P1D}
          tests:
            - {name: exactly, given: {port: {sla: {freshness: P1D}}}}
        """;

    Report report = test(based);

    assertThat(report.gaps()).isEmpty();
    assertThat(report.survivors()).extracting(PolicyMutants.Survivor::to).containsExactly("P2D");
  }
}
