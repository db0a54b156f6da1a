// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.report.PublishedSchemas;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `weft policy simulate` and `weft policy explain` in a clone.
class PolicyCommandsTest {

  private static final String POLICY = "governance/policies/fields-are-few.yaml";

  @TempDir private Path directory = Path.of("");
  private Clone clone = new Clone(Path.of(""));

  @BeforeEach
  void begin() throws IOException, InterruptedException {
    clone = Clone.ofParcels(directory);
  }

  private static String policy(int most, String mode) {
    return """
    apiVersion: weft.dev/v1
    kind: Policy
    metadata: {name: fields-are-few, title: Records have few fields}
    spec:
      description: Whoever reads a record wants to understand it.
      severity: warning
      mode: %s
      appliesTo: {each: port}
      params: {most: {type: int, default: %d, meaning: Most fields.}}
      checks:
        - id: count
          assert: fields.size() <= params.most && fields.all(field, field.name != 'secret')
          say: The port has {fields.size()} fields
          at: schema
          hint: leave some out
    """
        .formatted(mode, most);
  }

  @Test
  void aNewPolicyIsToldByDomainAndOwner() throws IOException {
    clone.write(POLICY, policy(1, "audit"));

    Shell.Done done = clone.run("policy", "simulate");

    assertThat(done.err()).isEmpty();
    assertThat(done.code()).isZero();
    assertThat(done.out())
        .contains("Newly found", "  shop, ", "audit: The port has 2 fields.")
        .contains("Compared with the policies of HEAD:")
        .contains(" newly found, 0 no longer found, in ");
  }

  @Test
  void aDraftOutsideTheMeshIsTried() throws IOException, InterruptedException {
    clone.write(POLICY, policy(1, "enforce"));
    clone.commit("A policy");
    clone.write("drafts/fields-are-few.yaml", policy(9, "enforce"));

    Shell.Done done = clone.run("policy", "simulate", "drafts/fields-are-few.yaml");

    assertThat(done.out())
        .contains("No longer found", "enforce: The port has 2 fields.")
        .contains("Compared with the policies of the repository: 0 newly found,");
  }

  @Test
  void saysWhatItWouldHaveFoundInThePast() throws IOException, InterruptedException {
    clone.schema("parcels", "parcel", "depot", "weight");
    clone.commit("Weights");
    clone.schema("parcels", "parcel", "depot");
    clone.commit("No weights");
    clone.write(POLICY, policy(2, "enforce"));

    String text = clone.run("policy", "simulate", "--commits", "5").out();
    String json = clone.run("policy", "simulate", "--commits", "5", "--format", "json").out();

    assertThat(text)
        .contains("Of the last 5 commits, 1 would have been told something else")
        .contains(" Weights\n")
        .contains("The port has 3 fields.");
    assertThat(PublishedSchemas.errors("policy-simulation", json)).isEmpty();
    // A commit is looked at as a change of the one before, which is not looked at itself.
    assertThat(clone.run("policy", "simulate", "--commits", "2").out())
        .contains("Of the last 2 commits, 1 would have been told something else");
    assertThat(clone.run("policy", "simulate", "--commits", "1").out())
        .doesNotContain(" Weights\n");
  }

  @Test
  void aPolicyWithErrorsIsToldAndFails() throws IOException {
    clone.write(POLICY, policy(1, "enforce").replace("params.most", "params.mst"));

    Shell.Done done = clone.run("policy", "simulate");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out())
        .contains(POLICY + ":", "there is no such parameter", "Newly found", "has errors");
  }

  @Test
  void theRulesOfBeforeAreThoseOfACommit() throws IOException, InterruptedException {
    clone.write(POLICY, policy(1, "enforce"));
    clone.commit("A policy");

    assertThat(clone.run("policy", "simulate").out())
        .isEqualTo("The policies find the same as those of HEAD.\n");
    assertThat(clone.run("policy", "simulate", "--base", "HEAD~1").out())
        .contains("Compared with the policies of HEAD~1:", "The port has 2 fields.");
  }

  @Test
  void saysWhatCannotBeSimulated() throws IOException {
    clone.write("drafts/fields-are-few.yaml", policy(9, "enforce"));

    assertThat(clone.run("policy", "simulate", "drafts/gone.yaml").err())
        .contains("The policy drafts/gone.yaml cannot be read");
    assertThat(
            clone.run("policy", "simulate", "drafts/fields-are-few.yaml", "--base", "main").err())
        .contains("Files are compared with the repository as it is");
    assertThat(clone.run("policy", "simulate", "--commits", "-1").err())
        .contains("There are no -1 commits");
    assertThat(clone.run("policy", "simulate", "--format", "sarif").err())
        .contains("cannot write sarif");
  }

  @Test
  void nothingEditedFindsTheSame() {
    assertThat(clone.run("policy", "simulate").out())
        .isEqualTo("The policies find the same as those of HEAD.\n");
  }

  @Test
  void explainsByTheValuesThatDecided() throws IOException {
    clone.write(POLICY, policy(1, "enforce"));

    Shell.Done done = clone.run("policy", "explain", "policy/fields-are-few");
    String json =
        clone.run("policy", "explain", "policy/fields-are-few/count", "--format", "json").out();

    assertThat(done.err()).isEmpty();
    assertThat(done.out())
        .contains("Records have few fields [policy/fields-are-few/count], in ")
        .contains("asked for: Whoever reads a record wants to understand it.")
        .contains("    fields.size() <= params.most is false\n")
        .contains("    fields.size() is 2\n")
        .contains("    params.most is 1\n");
    assertThat(PublishedSchemas.errors("policy-explanation", json)).isEmpty();
  }

  @Test
  void explainsWhichItemsDecided() throws IOException {
    clone.write(POLICY, policy(9, "enforce"));
    clone.schema("parcels", "parcel", "secret");

    Shell.Done done = clone.run("policy", "explain", "policy/fields-are-few");

    assertThat(done.err()).isEmpty();
    assertThat(done.out()).contains("is false, by ['secret']");
  }

  @Test
  void wordsAboutThePlaceAndThePolicyBothHaveToFit() throws IOException {
    clone.write(POLICY, policy(1, "enforce"));
    clone.product("ps", "Short");
    String place = "domains/shop/ps/product.yaml:3";

    String byPlace = clone.run("policy", "explain", place).out();
    String byCheck = clone.run("policy", "explain", "policy/fields-are-few/count").out();
    Shell.Done both = clone.run("policy", "explain", place, "policy/names-are-words/length");

    assertThat(byPlace)
        .contains("[policy/names-are-words/length]")
        .doesNotContain("policy/fields-are-few");
    assertThat(byCheck)
        .contains("[policy/fields-are-few/count]")
        .doesNotContain("policy/names-are-words");
    assertThat(both.code()).isZero();
    assertThat(both.out()).contains("[policy/names-are-words/length]");
    assertThat(clone.run("policy", "explain", place, "policy/fields-are-few").err())
        .contains("There is no finding");
    assertThat(clone.run("policy", "explain", "policy/fields-are-few/other").err())
        .contains("There is no finding policy/fields-are-few/other.");
    // A line is a whole number, not the beginning of one.
    assertThat(clone.run("policy", "explain", "domains/shop/ps/product.yaml:").code()).isEqualTo(1);
  }

  @Test
  void explainsWhatChangedWhenItIsToldTheCommitBefore() throws IOException {
    clone.schema("parcels", "parcel");

    Shell.Done alone = clone.run("policy", "explain", "policy/breaking-changes-get-a-version");
    Shell.Done changed =
        clone.run("policy", "explain", "policy/breaking-changes-get-a-version", "--base", "main");

    assertThat(alone.code()).isEqualTo(1);
    assertThat(alone.err()).contains("needs --base");
    assertThat(changed.code()).isZero();
    assertThat(changed.out()).contains("[policy/breaking-changes-get-a-version/version]");
  }

  @Test
  void saysWhenThereIsNoSuchFinding() {
    Shell.Done done = clone.run("policy", "explain", "domains/nowhere.yaml:4");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("There is no finding domains/nowhere.yaml:4.");
  }
}
