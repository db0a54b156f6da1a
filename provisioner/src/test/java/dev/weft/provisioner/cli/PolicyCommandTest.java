// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.report.PublishedSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `weft policy test`.
class PolicyCommandTest {

  private static final String POLICY =
      """
      apiVersion: weft.dev/v1
      kind: Policy
      metadata: {name: short-names}
      spec:
        description: Names are short.
        severity: warning
        mode: enforce
        checks:
          - {id: length, assert: product.name.size() <= 8, say: The name is too long}
        tests:
          - {name: exactly, given: {product: {metadata: {name: parcelss}}}}
          - {name: one more, given: {product: {metadata: {name: parcelsss}}}, finds: [length]}
      """;

  @TempDir private Path directory = Path.of("");
  private MeshFolder mesh = new MeshFolder(Path.of(""), new Shell(Path.of("")));

  @BeforeEach
  void init() throws IOException {
    mesh = MeshFolder.in(directory);
    policy(POLICY);
  }

  private void policy(String text) throws IOException {
    Path _ = mesh.write("governance/policies/short-names.yaml", text);
  }

  private Shell.Done test(String... more) {
    return mesh.run(List.of("policy", "test", "--dir", "mesh"), more);
  }

  @Test
  void printsTheScoreOfAPolicyByItsName() {
    Shell.Done done = test("short-names", "--strict");

    assertThat(done.err()).isEmpty();
    assertThat(done.out())
        .contains(
            "ok      short-names  2 cases, 4 of 4 changes noticed"
                + "  (governance/policies/short-names.yaml)\n")
        .contains("1 policy, 2 cases, all passed. Mutation score 100.0 %: 4 of 4 changes noticed.");
    assertThat(done.code()).isZero();
  }

  @Test
  void everyPolicyIsTestedWhenNoneIsNamed() {
    Shell.Done done = test("--strict");

    assertThat(done.out()).contains("short-names", "names-are-words", "(comes with Weft)");
    assertThat(done.code()).isZero();
  }

  @Test
  void aCaseThatFailsIsShownWithItsPlace() throws IOException {
    policy(POLICY.replace("<= 8", "<= 9"));

    Shell.Done done = test("mesh/governance/policies/short-names.yaml");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out())
        .contains("FAILED  short-names  2 cases, 1 failed")
        .contains("case failed: one more")
        .contains("governance/policies/short-names.yaml:12:")
        .contains("expected length")
        .contains("found    nothing")
        .contains("1 policy, 2 cases, 1 failed.");
  }

  @Test
  void whatNoCaseNoticesFailsOnlyWhenStrict() throws IOException {
    policy(POLICY.replace("parcelsss", "parcelsssss"));

    Shell.Done done = test("short-names");

    assertThat(done.code()).isZero();
    assertThat(done.out())
        .contains("not noticed: in check `length`, `assert`, `8` could be `9`")
        .contains("governance/policies/short-names.yaml:9:")
        .contains("Mutation score 75.0 %: 3 of 4 changes noticed.");
    assertThat(test("short-names", "--strict").code()).isEqualTo(1);
  }

  @Test
  void aCheckThatNoCaseShowsFailingIsTold() throws IOException {
    policy(POLICY.lines().limit(11).reduce("", (all, line) -> all + line + "\n"));

    Shell.Done done = test("short-names", "--strict");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out())
        .contains("not shown: the check `length` fails in no case")
        .contains("1 check shown from one side only");
  }

  @Test
  void theJsonIsAsItsSchemaSays() throws IOException {
    policy(POLICY.replace("parcelsss", "parcelsssss"));
    Shell.Done done = test("--format", "json");

    assertThat(PublishedSchemas.errors("policy-test", done.out())).isEmpty();
    assertThat(done.out()).contains("\"to\" : \"9\"");
  }

  @Test
  void aPolicyThatCannotBeReadIsNotSilentlyLeftOut() throws IOException {
    policy(POLICY.replace("severity: warning", "severty: warning"));

    Shell.Done done = test();

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("governance/policies/short-names.yaml:6:", "severty");
    assertThat(test("mesh/governance/policies/short-names.yaml").err()).contains("severty");
  }

  @Test
  void aPolicyThatCannotBeCompiledHasNotPassed() throws IOException {
    policy(POLICY.replace("product.name", "product.nmae"));

    Shell.Done done = test("short-names");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out()).contains("hint: did you mean `name`?", "1 policy cannot be compiled");
  }

  @Test
  void aPolicyOfADomainIsTestedOnTopOfTheOneOfTheMesh() throws IOException {
    policy(
        POLICY
            .replace(
                "checks:", "params: {longest: {type: int, default: 8, tighten: lower}}\n  checks:")
            .replace("<= 8", "<= params.longest"));
    Path domain;
    try (Stream<Path> domains = Files.list(directory.resolve("mesh/domains"))) {
      domain = domains.findFirst().orElseThrow();
    }
    Path _ =
        mesh.write(
            "domains/" + domain.getFileName() + "/policies/shorter.yaml",
            """
            apiVersion: weft.dev/v1
            kind: Policy
            metadata: {name: shorter}
            spec:
              basedOn: short-names
              params: {longest: 5}
              tests:
                - {name: exactly, given: {product: {metadata: {name: scans}}}}
                - {name: one more, given: {product: {metadata: {name: scanss}}}, finds: [length]}
            """);

    Shell.Done done = test("shorter", "short-names", "--strict");

    assertThat(done.out())
        .contains("ok      shorter  2 cases, 2 of 2 changes noticed")
        .contains("2 policies, 4 cases, all passed.");
    assertThat(done.code()).isZero();
  }

  @Test
  void aNameThatNoPolicyHasIsTold() {
    assertThat(test("shrt-names").err())
        .contains("There is no policy shrt-names.", "Did you mean short-names?");
    assertThat(test("gone.yaml").err()).contains("gone.yaml", "cannot be read");
    assertThat(mesh.run("policy").err()).contains("weft policy test");
  }
}
