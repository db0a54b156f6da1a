// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `weft validate` asks the policies too, and tells their findings in every format.
class PolicyFindingsTest {

  private static final String POLICY =
      """
      apiVersion: weft.dev/v1
      kind: Policy
      metadata: {name: has-motto}
      spec:
        description: Products have a motto.
        severity: danger
        mode: enforce
        checks: [{id: motto, assert: "'motto' in product.tags", say: No motto, at: metadata.tags}]
      """;

  @TempDir private Path directory = Path.of("");
  private MeshFolder mesh = new MeshFolder(Path.of(""), new Shell(Path.of("")));

  @BeforeEach
  void init() throws IOException {
    mesh = MeshFolder.in(directory);
    policy(POLICY);
  }

  private void policy(String text) throws IOException {
    Path _ = mesh.write("governance/policies/has-motto.yaml", text);
  }

  private Shell.Done validate(String format) {
    return mesh.run("validate", "mesh", "--format", format);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text     | danger: No motto. [policy/has-motto]
          json     | "rule": "policy/has-motto"
          markdown | `policy/has-motto`
          sarif    | "ruleId": "policy/has-motto"
          junit    | type="policy/has-motto"
          """)
  void everyFormatTellsThem(String format, String expected) {
    Shell.Done done = validate(format);

    assertThat(done.code()).isEqualTo(3);
    assertThat(done.out().replace("\" : \"", "\": \"")).contains(expected);
  }

  @Test
  void aBrokenPolicyIsAnError() throws IOException {
    policy(POLICY.replace("product.tags", "product.tgas"));

    Shell.Done done = validate("text");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out())
        .contains("governance/policies/has-motto.yaml:8:")
        .contains("did you mean `tags`?");
  }

  @Test
  void aPolicyThatOnlyWarnsBlocksNothing() throws IOException {
    policy(POLICY.replace("enforce", "warn"));

    Shell.Done done = validate("text");

    assertThat(done.code()).isZero();
    assertThat(done.out()).contains("warning: No motto.");
  }
}
