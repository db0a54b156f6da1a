// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.governance.FixTrials;
import dev.weft.governance.FixTrials.Text;
import dev.weft.governance.Notice;
import dev.weft.governance.Verdict;
import dev.weft.governance.policy.Point;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.provisioner.report.Golden;
import dev.weft.provisioner.report.PublishedSchemas;
import dev.weft.provisioner.report.Standards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What puts a finding right is shown in every report, and `weft validate --fix` does it.
class FixCommandTest {

  private static final String FILE = "domains/shop/parcels/product.yaml";
  private static final String PRODUCT =
      """
      # Parcels, by the shop
      apiVersion: weft.dev/v1
      kind: DataProduct
      metadata: {name: parcels, title: Parcels on their way}
      spec:
        type: source-aligned
        description: docs/README.md
        producer: shop/scanner
        inputs: [{source: scanners of the depot}]
        ports:
          - name: scans     # the only one
            version: 1
            schema: schemas/scan.avsc
            key: {type: string}
            compatibility: NONE   # until we know better
            sla: {freshness: PT1M, availability: 99.5, timeToRepair: PT8H}
            topic:
              partitions: 1
              retention: P1D
      """;
  private static final String FIXED =
      PRODUCT.replace("NONE", "BACKWARD_TRANSITIVE").replace("P1D", "P3D");
  private static final String WAIVER =
      """
      apiVersion: weft.dev/v1
      kind: Waiver
      metadata: {name: short}
      spec:
        policy: retention-is-bounded
        checks: [shortest]
        product: shop/parcels
        reason: The scanners send again.
        approvedBy: grace@example.org
        expires: 2026-06-30
      """;

  @TempDir private Path directory = Path.of("");
  private Clone clone = new Clone(Path.of(""));

  @BeforeEach
  void begin() throws IOException, InterruptedException {
    clone = Clone.ofParcels(directory);
    clone.write(FILE, PRODUCT);
  }

  private String product() throws IOException {
    return Files.readString(directory.resolve(FILE));
  }

  @Test
  void aFindingShowsItsFix() {
    Shell.Done done = clone.run("validate");

    assertThat(done.out())
        .contains("; fix: set `compatibility` to `BACKWARD_TRANSITIVE`\n")
        .contains("; fix: set `topic.retention` to `P3D`\n")
        .contains("2 can be put right with --fix.\n");
    assertThat(clone.run("validate", "--format", "markdown").out())
        .contains("<br>**fix:** set `compatibility` to `BACKWARD_TRANSITIVE`");
    assertThat(clone.run("validate", "--format", "junit").out())
        .contains("\nfix: set `compatibility` to `BACKWARD_TRANSITIVE`");
  }

  @Test
  void machinesGetThePartOfTheFile() throws IOException {
    String json = clone.run("validate", "--format", "json").out();
    String sarif = clone.run("validate", "--format", "sarif").out();

    assertThat(PublishedSchemas.errors("diagnostics", json)).isEmpty();
    assertThat(Standards.errors(Standards.schema("sarif-2.1.0.schema.json"), sarif)).isEmpty();
    JsonNode results = new ObjectMapper().readTree(sarif).path("runs").path(0).path("results");
    String fixed = PRODUCT;
    for (JsonNode result : results) {
      JsonNode change = result.path("fixes").path(0).path("artifactChanges").path(0);
      if (!change.isMissingNode()) {
        assertThat(change.path("artifactLocation").path("uri").asText()).isEqualTo(FILE);
        fixed = replaced(fixed, change.path("replacements").path(0));
      }
    }
    assertThat(fixed).isEqualTo(FIXED);
  }

  /// The places are those of the file as it is, and no fix here moves the place of another.
  private static String replaced(String text, JsonNode replacement) {
    JsonNode region = replacement.path("deletedRegion");
    int start = offset(text, region.path("startLine").asInt(), region.path("startColumn").asInt());
    int end = offset(text, region.path("endLine").asInt(), region.path("endColumn").asInt());
    return text.substring(0, start)
        + replacement.path("insertedContent").path("text").asText()
        + text.substring(end);
  }

  private static int offset(String text, int line, int column) {
    int at = 0;
    for (int i = 1; i < line; i++) {
      at = text.indexOf('\n', at) + 1;
    }
    return at + column - 1;
  }

  @Test
  void aDryRunPrintsADiffAndWritesNothing() throws IOException, InterruptedException {
    Shell.Done done = clone.run("validate", "--fix", "--dry-run");

    assertThat(done.code()).isEqualTo(2);
    assertThat(product()).isEqualTo(PRODUCT);
    assertThat(done.out())
        .startsWith("--- a/" + FILE + "\n+++ b/" + FILE + "\n@@ -")
        .contains("\n-      compatibility: NONE   # until we know better\n")
        .contains("\n+      compatibility: BACKWARD_TRANSITIVE   # until we know better\n");
    assertThat(done.err()).contains("2 fixes to make.");
    clone.write("fix.diff", done.out());
    clone.git("apply", "fix.diff");
    assertThat(product()).isEqualTo(FIXED);
  }

  @Test
  void fixesAreMadeOnceAndTheRestStaysByteForByte() throws IOException {
    Shell.Done first = clone.run("validate", "--fix");

    assertThat(product()).isEqualTo(FIXED);
    assertThat(first.err())
        .contains(FILE + ": set `compatibility` to `BACKWARD_TRANSITIVE`", "2 fixes made.");
    assertThat(first.out()).doesNotContain("compatibility-is-kept");
    assertThat(first.code()).isZero();

    Shell.Done again = clone.run("validate", "--fix");
    assertThat(again.err()).contains("0 fixes made.");
    assertThat(product()).isEqualTo(FIXED);
    assertThat(clone.run("validate", "--fix", "--dry-run").code()).isZero();
  }

  @Test
  void rightsAndMarksOfAFileStay() throws IOException {
    Path file = directory.resolve(FILE);
    clone.write(FILE, "\uFEFF" + PRODUCT.replace("\n", "\r\n"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

    clone.run("validate", "--fix");

    assertThat(product()).isEqualTo("\uFEFF" + FIXED.replace("\n", "\r\n"));
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .doesNotContain(".weft", "tmp")
          .allMatch(name -> !name.startsWith(".weft"));
    }
  }

  @Test
  void aFileThatHasChangedMeanwhileIsNotTouchedAndNeitherIsAnyOther() throws IOException {
    clone.write("domains/shop/a.yaml", "a: 1\n");
    clone.write("domains/shop/b.yaml", "b: other\n");
    var files =
        new TreeMap<>(
            Map.of(
                "domains/shop/a.yaml", new Text("a: 1\n", "a: 2\n"),
                "domains/shop/b.yaml", new Text("b: 1\n", "b: 2\n")));

    assertThatThrownBy(() -> FixedFiles.write(directory, files))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("domains/shop/b.yaml has changed since it was read");
    assertThat(Files.readString(directory.resolve("domains/shop/a.yaml"))).isEqualTo("a: 1\n");
    assertThat(Files.readString(directory.resolve("domains/shop/b.yaml"))).isEqualTo("b: other\n");
  }

  @Test
  void aFileThatIsGoneHasChangedToo() throws IOException {
    clone.write("domains/shop/a.yaml", "a: 1\n");
    var files =
        new TreeMap<>(
            Map.of(
                "domains/shop/a.yaml", new Text("a: 1\n", "a: 2\n"),
                "domains/shop/b.yaml", new Text("b: 1\n", "b: 2\n")));

    assertThatThrownBy(() -> FixedFiles.write(directory, files))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("domains/shop/b.yaml has changed since it was read");
    assertThat(Files.readString(directory.resolve("domains/shop/a.yaml"))).isEqualTo("a: 1\n");
  }

  /// Two names of one file: the second finds what the first has made of it.
  @Test
  void aFileThatChangesWhileOthersAreWrittenStaysAsItIsThen() throws IOException {
    clone.write("domains/shop/a.yaml", "a: 1\n");
    var files =
        new TreeMap<>(
            Map.of(
                "domains/shop/./a.yaml", new Text("a: 1\n", "a: 2\n"),
                "domains/shop/a.yaml", new Text("a: 1\n", "a: 3\n")));

    assertThatThrownBy(() -> FixedFiles.write(directory, files))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("domains/shop/a.yaml has changed since it was read");
    assertThat(Files.readString(directory.resolve("domains/shop/a.yaml"))).isEqualTo("a: 2\n");
  }

  @Test
  void aDryRunGoesWithAFix() {
    assertThat(clone.run("validate", "--dry-run").err()).contains("without --fix");
    assertThat(clone.run("validate", "--fix", "--dry-run", "--format", "json").err())
        .contains("cannot write json");
  }

  @Test
  void aChangeShowsItsFixesToo() throws IOException {
    String text = clone.run("check", "--base", "main").out();
    String json = clone.run("check", "--base", "main", "--format", "json").out();
    String sarif = clone.run("check", "--base", "main", "--format", "sarif").out();

    assertThat(text).contains(" = fix: set `compatibility` to `BACKWARD_TRANSITIVE`");
    assertThat(clone.run("check", "--base", "main", "--format", "markdown").out())
        .contains("<br>**fix:** set `compatibility` to `BACKWARD_TRANSITIVE`");
    assertThat(json).contains("\"words\" : \"set `compatibility` to `BACKWARD_TRANSITIVE`\"");
    assertThat(PublishedSchemas.errors("check", json)).isEmpty();
    assertThat(sarif).contains("\"insertedContent\"");
  }

  /// A plan asks in one environment; what it shows holds in all of them.
  @Test
  void aPlanTriesTheFixesOfWhatItFinds() {
    ManifestFiles.Loaded loaded = ManifestFiles.load(directory);
    EnvironmentMesh mesh =
        requireNonNull(loaded.mesh().resolve("dev", LocalDate.ofEpochDay(0)).mesh());
    Verdict verdict = loaded.governance().check(mesh, Optional.empty(), Point.CHANGE, Clone.NOW);

    FixTrials.Offer offer = loaded.offer(verdict.notices(verdict.diagnostics(), "dev"), Clone.NOW);

    assertThat(offer.untried()).isZero();
    assertThat(offer.notices())
        .extracting(Notice::fix)
        .filteredOn(Objects::nonNull)
        .extracting(fix -> requireNonNull(fix).words())
        .containsExactly(
            "set `compatibility` to `BACKWARD_TRANSITIVE`", "set `topic.retention` to `P3D`");
  }

  @Test
  void everyReportSaysWhatIsWaivedByWhomUntilWhenAndWhy() throws IOException {
    clone.write("governance/waivers/short.yaml", WAIVER);
    String said =
        "waived until 2026-06-30 by `short`, approved by grace@example.org: The scanners send again.";

    String text = clone.run("validate").out();
    String json = clone.run("validate", "--format", "json").out();
    String markdown = clone.run("validate", "--format", "markdown").out();

    assertThat(text)
        .contains(said, "Waived: 1 finding, retention-is-bounded in shop.")
        .doesNotContain("set `topic.retention`");
    assertThat(markdown)
        .contains("approved by grace@example.org")
        .contains("Waived: 1 finding, retention-is-bounded in shop.");
    JsonNode tree = new ObjectMapper().readTree(json);
    assertThat(PublishedSchemas.errors("diagnostics", json)).isEmpty();
    assertThat(tree.path("waived").toString())
        .isEqualTo("[{\"policy\":\"retention-is-bounded\",\"domain\":\"shop\",\"findings\":1}]");
    assertThat(tree.findValue("approvedBy").asText()).isEqualTo("grace@example.org");
    assertThat(Golden.root()).exists();
  }

  @Test
  void theCheckOfAChangeSaysWhatIsWaived() throws IOException, InterruptedException {
    clone.write("governance/waivers/short.yaml", WAIVER);
    clone.commit("A waiver");
    clone.git("checkout", "-q", "-b", "change");
    clone.write(FILE, PRODUCT.replace("scanners of", "scanners in"));

    String text = clone.run("check", "--base", "main").out();
    String markdown = clone.run("check", "--base", "main", "--format", "markdown").out();

    assertThat(text)
        .contains("approved by grace@example.org: The scanners send again.")
        .contains("Waived: 1 finding, retention-is-bounded in shop.");
    assertThat(markdown)
        .contains("<details><summary>Waived: 1</summary>")
        .contains("waived until 2026-06-30 by `short`, approved by grace@example");
  }
}
