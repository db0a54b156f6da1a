// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weft.provisioner.report.Golden;
import dev.weft.provisioner.report.Standards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `weft check` in a clone with a branch.
class CheckCommandTest {

  private static final String GRANT =
      """
      apiVersion: weft.dev/v1
      kind: AccessGrant
      metadata: {name: reader}
      spec:
        consumer: shop/reader
        ports: [scans@v1]
        purpose: analytics
        reason: Counts parcels by depot and day
        expires: 2026-12-31
      """;
  private static final String PRODUCT = "domains/shop/parcels/product.yaml";

  @TempDir private Path directory = Path.of("");
  private Clone clone = new Clone(Path.of(""));

  @BeforeEach
  void begin() throws IOException, InterruptedException {
    clone = Clone.ofParcels(directory);
    clone.git("checkout", "-q", "-b", "change");
  }

  @Test
  void aChangeOfWordsIsGood() throws IOException {
    clone.write(PRODUCT, Clone.manifest("parcels", "Parcels under way"));

    Shell.Done done = clone.run("check");

    assertThat(done.err()).isEmpty();
    assertThat(done.code()).isZero();
    assertThat(done.out())
        .contains("Weft has nothing against this change.")
        .contains("1 product touched. Findings: 0 new, 0 fixed,")
        .contains("owns shop/parcels");
  }

  @Test
  void tellsWhatBlocksOnItsLine() throws IOException {
    clone.product("ps", "Short");

    Shell.Done done = clone.run("check", "--base", "main");

    assertThat(done.code()).isEqualTo(3);
    assertThat(done.out())
        .contains("Blocks this change")
        .contains("policy/names-are-words")
        .contains("@ domains/shop/ps/product.yaml:3:")
        .contains("The name `ps` has 2 characters.");
  }

  @Test
  void comparesWithWhereTheChangeLeftTheBranch() throws IOException, InterruptedException {
    clone.git("checkout", "-q", "main");
    clone.product("ps", "Short");
    clone.commit("Somebody else's");
    clone.git("checkout", "-q", "change");

    assertThat(clone.run("check").out()).contains("0 products touched. Findings: 0 new, 0 fixed,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"})
  void theBranchThatThePipelineNamesCountsBeforeTheUsualOnes(String variable)
      throws IOException, InterruptedException {
    clone.product("ps", "Short");
    clone.commit("For the release");
    clone.git("update-ref", "refs/remotes/origin/release", "HEAD");
    assertThat(clone.run("check").code()).isEqualTo(3);

    clone.shell().environment.put(variable, "release");

    Shell.Done done = clone.run("check");
    assertThat(done.code()).isZero();
    assertThat(done.out()).contains("0 products touched.");
  }

  @Test
  void whatWasThereBeforeIsShownWhenAskedForAndBlocksNobodyElse()
      throws IOException, InterruptedException {
    clone.git("checkout", "-q", "main");
    clone.product("ps", "Short");
    clone.commit("Somebody else's");
    clone.git("checkout", "-q", "-B", "change");
    clone.write(PRODUCT, Clone.manifest("parcels", "Parcels under way"));

    Shell.Done done = clone.run("check");
    Shell.Done all = clone.run("check", "--all");
    String junit = clone.run("check", "--format", "junit").out();

    assertThat(done.code()).isZero();
    assertThat(done.out()).doesNotContain("There before", "The name `ps`");
    assertThat(all.out()).contains("There before", "The name `ps` has 2 characters.");
    assertThat(junit).doesNotContain("names-are-words").contains("failures=\"0\"");

    clone.write("domains/shop/ps/product.yaml", Clone.manifest("ps", "Shorter"));
    assertThat(clone.run("check").code()).isEqualTo(3);
    assertThat(clone.run("check", "--format", "junit").out())
        .contains("type=\"policy/names-are-words\"");
  }

  @Test
  void anEditOfACommentTouchesNothing() throws IOException {
    clone.write(PRODUCT, "# The scans\n" + Clone.manifest("parcels", "Parcels on their way"));

    assertThat(clone.run("check").out()).contains("0 products touched.");
  }

  @Test
  void aPlanGoesBesideWhatPeopleRead() {
    Shell.Done done = clone.run("check", "--plan", "--format", "json");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("cannot write json", "text, markdown");
  }

  @Test
  void writesForAComment() throws IOException {
    clone.schema("parcels", "parcel");

    Shell.Done done = clone.run("check", "--format", "markdown");

    assertThat(done.out())
        .startsWith("<!-- weft check -->\n### ")
        .contains("#### Schemas")
        .contains("| `depot` | field-removed |")
        .contains("#### Who should look at it")
        .contains("- `%s`: owns shop/parcels".formatted(clone.owner()));
    assertThat(done.code()).isZero();
  }

  @Test
  void whatIsSaidForAReaderCountsOnceItsTeamHasApproved() throws IOException, InterruptedException {
    breakReader();
    clone.write(
        "domains/shop/applications/reader.yaml",
        "apiVersion: weft.dev/v1\nkind: Application\nmetadata: {name: reader}\nspec: "
            + "{reads: [{port: shop/parcels/scans@v1, acknowledged: [depot]}]}\n");

    Shell.Done alone = clone.run("check");
    Shell.Done approved = clone.run("check", "--approved-by", "others,shop-team");

    assertThat(alone.code()).isEqualTo(3);
    assertThat(alone.out())
        .contains("policy/readers-are-not-broken")
        .contains(
            "What this change says of how shop/reader reads counts once it is merged by itself");
    assertThat(approved.out())
        .doesNotContain("policy/readers-are-not-broken")
        .doesNotContain("What this change says");
    assertThat(approved.code()).as(approved.out()).isZero();
  }

  /// A reader of the scans, on the main branch, and a change that breaks it.
  private void breakReader() throws IOException, InterruptedException {
    clone.write(
        "domains/shop/applications/reader.yaml",
        "apiVersion: weft.dev/v1\nkind: Application\nmetadata: {name: reader}\nspec: {}\n");
    clone.write("domains/shop/parcels/access/reader.yaml", GRANT);
    clone.git("checkout", "-q", "main");
    clone.commit("A reader");
    clone.git("checkout", "-q", "-B", "change");
    clone.schema("parcels", "parcel");
  }

  private Shell.Done checkWith(FakeCatalog daemon, String... more) {
    clone.shell().environment.put("WEFT_TOKEN", "a-token");
    List<String> command = new ArrayList<>(List.of("check", "--server", daemon.url()));
    command.addAll(List.of(more));
    return clone.run(command.toArray(String[]::new));
  }

  @Test
  void tellsWhoReadsAtPresent() throws IOException, InterruptedException {
    breakReader();
    try (var daemon = new FakeCatalog()) {
      daemon.answer(
          "GET /api/v1/grants",
          200,
          """
          {"environment": "prod", "grants": [{"id": "shop/parcels/reader", "consumer": "shop/reader",
            "product": "urn:weft:shop:parcels", "ports": ["scans@v1"], "cluster": "main", "message": "",
            "writtenAt": "2026-01-01T00:00:00Z", "firstUsedAt": "2026-01-02T00:00:00Z",
            "lastUsedAt": "2026-01-02T00:00:00Z", "lag": 12}]}
          """);

      Shell.Done text = checkWith(daemon);
      Shell.Done json = checkWith(daemon, "--format", "json");
      Shell.Done markdown = checkWith(daemon, "--format", "markdown");

      assertThat(text.code()).isEqualTo(3);
      assertThat(text.out())
          .contains("broken  shop/reader (grant)")
          .contains("granted, not read for ")
          .contains("and 12 records behind.")
          .contains("Who reads was measured in the environment prod.");
      assertThat(json.out())
          .contains("\"readersFrom\" : \"server\"", "\"state\" : \"quiet\"", "\"lag\" : 12");
      String schema = Files.readString(Golden.root().resolve("docs/reference/check.schema.json"));
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(schema)
                  .validate(json.out(), InputFormat.JSON))
          .isEmpty();
      assertThat(markdown.out()).contains("broken", "<br>granted, not read for");
    }
  }

  @Test
  void saysThatItKnowsReadersFromManifestsAlone() throws IOException, InterruptedException {
    breakReader();
    try (var daemon = new FakeCatalog()) {
      daemon.answer("GET /api/v1/grants", 503, "{\"detail\": \"The log cannot be read.\"}");

      Shell.Done alone = clone.run("check");
      Shell.Done refused = checkWith(daemon);

      assertThat(alone.err()).isEmpty();
      assertThat(alone.out())
          .contains("Who reads is judged from manifests alone")
          .doesNotContain("not read for", "live:", "not known");
      assertThat(refused.err()).contains("The daemon could not be asked who reads at present");
      assertThat(refused.out()).isEqualTo(alone.out());
      assertThat(refused.code()).isEqualTo(alone.code());
    }
  }

  @Test
  void anAlertSurvivesMovedLines() throws IOException {
    clone.product("ps", "Short");
    String first = clone.run("check", "--format", "sarif").out();
    clone.write(
        "domains/shop/ps/product.yaml", "# One line more\n" + Clone.manifest("ps", "Short"));
    String moved = clone.run("check", "--format", "sarif").out();

    JsonNode result = blocked(first);
    assertThat(result.path("baselineState").asText()).isEqualTo("new");
    assertThat(blocked(moved).path("partialFingerprints"))
        .isEqualTo(result.path("partialFingerprints"));
    assertThat(blocked(moved).path("locations")).isNotEqualTo(result.path("locations"));
  }

  @Test
  void writesForCodeScanning() throws IOException {
    clone.product("ps", "Short");

    String sarif = clone.run("check", "--format", "sarif").out();

    assertThat(Standards.errors(Standards.schema("sarif-2.1.0.schema.json"), sarif)).isEmpty();
    assertThat(blocked(sarif).path("level").asText()).isEqualTo("error");
    assertThat(blocked(sarif).at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("domains/shop/ps/product.yaml");
    assertThat(blocked(sarif).at("/locations/0/physicalLocation/region/startLine").asInt())
        .isEqualTo(3);
  }

  private static JsonNode blocked(String sarif) throws IOException {
    for (JsonNode result :
        new ObjectMapper().readTree(sarif).path("runs").path(0).path("results")) {
      if (result.path("ruleId").asText().equals("policy/names-are-words")) {
        return result;
      }
    }
    throw new AssertionError(sarif);
  }

  @Test
  void whatCannotBeReadIsAnError() throws IOException {
    clone.write(PRODUCT, Clone.manifest("parcels", "Parcels").replace("ports:", "prots:"));

    Shell.Done done = clone.run("check", "--format", "junit");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out())
        .contains("<testsuite name=\"shop/parcels\"", "type=\"manifest/unknown-key\"")
        .contains("failures=\"1\"");
  }

  @Test
  void saysWhenItIsNotKnownWhatToCompareWith() throws IOException, InterruptedException {
    clone.git("branch", "-q", "-m", "main", "trunk");

    Shell.Done unknown = clone.run("check");
    Shell.Done gone = clone.run("check", "--base", "nowhere");

    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("It is not known what the change is to be merged into");
    assertThat(gone.err()).contains("Git knows no commit nowhere");
  }
}
