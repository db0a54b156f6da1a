// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weft.provisioner.report.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `weft schema diff` on files, and on a mesh repository with a commit behind it.
class SchemaCommandTest {

  private static final String URN = "urn:weft:shop:parcels:scans:v1";
  private static final String FIELD = "{\"name\": \"%s\", \"type\": \"%s\"}";

  @TempDir private Path directory = Path.of("");
  private Shell shell = new Shell(Path.of(""));
  private Clone clone = new Clone(Path.of(""));

  @BeforeEach
  void start() {
    clone = new Clone(directory);
    shell = clone.shell();
  }

  private void write(String file, String content) throws IOException {
    clone.write(file, content);
  }

  private static String record(String... fields) {
    return "{\"type\": \"record\", \"name\": \"Scan\", \"fields\": ["
        + String.join(", ", fields)
        + "]}";
  }

  private static String field(String name, String type) {
    return FIELD.formatted(name, type);
  }

  @Test
  void saysWhatBreaksAndHow() throws IOException {
    write("old.avsc", record(field("parcel", "string"), field("depot", "string")));
    write("new.avsc", record(field("parcel", "string")));

    Shell.Done done = shell.run("schema", "diff", "old.avsc", "new.avsc");

    assertThat(done.err()).isEmpty();
    assertThat(done.out())
        .contains("new.avsc: backward safe, forward breaking.")
        .contains("breaking  depot  field-removed  (backward safe, forward breaking)")
        .contains("`depot` is gone, and readers of before have no default for it.")
        .contains("hint: give it a default first");
    assertThat(done.code()).isEqualTo(3);
  }

  @Test
  void aReaderOfOtherFieldsIsUnaffected() throws IOException {
    write("old.avsc", record(field("parcel", "string"), field("depot", "string")));
    write("new.avsc", record(field("parcel", "string")));

    assertThat(shell.run("schema", "diff", "old.avsc", "new.avsc", "--reads", "parcel").out())
        .contains("unaffected  a reader of parcel");
    assertThat(shell.run("schema", "diff", "old.avsc", "new.avsc", "--reads", "depot").out())
        .contains("broken  a reader of depot")
        .contains("depot: it reads the field, and cannot read new records.");
  }

  @Test
  void filesOfAnyEndingWithALanguage() throws IOException {
    write("old.txt", "syntax = \"proto3\"; message M { int32 a = 1; }");
    write("new.txt", "syntax = \"proto3\"; message M { int64 a = 1; }");

    Shell.Done done = shell.run("schema", "diff", "old.txt", "new.txt", "-l", "protobuf");

    assertThat(done.out()).contains("risky  a  type-widened");
    assertThat(done.code()).isZero();
  }

  @Test
  void whatIsNoSchemaIsToldWithItsPlace() throws IOException {
    write("old.avsc", record(field("a", "strin")));
    write("new.avsc", record(field("a", "string")));

    Shell.Done done = shell.run("schema", "diff", "old.avsc", "new.avsc");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("old.avsc:1:", "`strin`", "schema/unknown-type");
    assertThat(shell.run("schema", "diff", "gone.avsc", "new.avsc").err())
        .contains("There is no file gone.avsc.");
    assertThat(shell.run("schema", "diff", "old.avsc", "new.avsc", "-l", "xml").err())
        .contains("xml is no language of schemas.");
    assertThat(shell.run("schema", "diff").err()).contains("Two schemas are needed.");
  }

  @Test
  void comparesPortsWithACommitAndJudgesTheirConsumers() throws Exception {
    mesh();
    write("domains/shop/parcels/schemas/scan.avsc", record(field("parcel", "string")));

    Shell.Done text = shell.run("schema", "diff", "--base", "HEAD");
    Shell.Done json = shell.run("schema", "diff", "--base", "HEAD", URN, "--format", "json");
    Shell.Done markdown = shell.run("schema", "diff", "--base", "HEAD", "--format", "markdown");

    assertThat(text.err()).isEmpty();
    assertThat(text.out())
        .contains(URN + ": backward safe, forward breaking.")
        .contains("broken  shop/counter (grant)")
        .contains("unaffected  shop/printer (grant, input, says what it reads)");
    assertThat(text.code()).isEqualTo(3);
    assertThat(markdown.out()).contains("### " + URN, "| `depot` | field-removed | safe |");
    String schema =
        Files.readString(Golden.root().resolve("docs/reference/schema-diff.schema.json"));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(json.out(), InputFormat.JSON))
        .isEmpty();
    assertThat(json.out()).contains("\"subject\" : \"" + URN + "\"");
  }

  @Test
  void nothingChangedAndNoSuchCommit() throws Exception {
    mesh();

    Shell.Done same = shell.run("schema", "diff", "--base", "HEAD");
    Shell.Done one = shell.run("schema", "diff", "--base", "HEAD", URN);
    Shell.Done gone = shell.run("schema", "diff", "--base", "nowhere");
    Shell.Done unknown =
        shell.run("schema", "diff", "--base", "HEAD", "urn:weft:shop:parcels:gone:v1");

    assertThat(same.out()).isEqualTo("No schema changed.\n");
    assertThat(same.code()).isZero();
    assertThat(one.out()).contains(URN + ": no change of meaning.");
    assertThat(gone.err()).contains("Git knows no commit nowhere");
    assertThat(gone.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("has no schema that can be read");
  }

  private void mesh() throws IOException, InterruptedException {
    String head = "apiVersion: weft.dev/v1\nkind: ";
    write(
        "mesh.yaml",
        head
            + "Mesh\nmetadata: {name: example}\nspec: {clusters: {main: {}}, environments: {prod:"
            + " {clusters: {main: {}}}}}\n");
    write(
        "teams.yaml",
        head
            + "TeamList\nmetadata: {name: teams}\nspec: {teams: [{name: shop-team, title: Shop,"
            + " email: shop@example.org, members: [ada@example.org]}]}\n");
    write(
        "domains/shop/domain.yaml",
        head + "Domain\nmetadata: {name: shop}\nspec: {owner: shop-team}\n");
    for (String application : List.of("scanner", "counter", "printer")) {
      write(
          "domains/shop/applications/" + application + ".yaml",
          head
              + "Application\nmetadata: {name: "
              + application
              + "}\nspec: {type: oauth"
              + (application.equals("printer")
                  ? ", reads: [{port: shop/parcels/scans@v1, fields: [parcel]}]"
                  : "")
              + "}\n");
    }
    write(
        "domains/shop/parcels/product.yaml",
        head
            + "DataProduct\nmetadata: {name: parcels, title: Parcels}\nspec:\n  type:"
            + " source-aligned\n  producer: shop/scanner\n  ports:\n    - {name: scans, version: 1,"
            + " schema: schemas/scan.avsc, topic: {partitions: 3}}\n");
    write(
        "domains/shop/labels/product.yaml",
        head
            + "DataProduct\nmetadata: {name: labels, title: Labels}\nspec:\n  type: aggregate\n"
            + "  producer: shop/printer\n  inputs: [{port: shop/parcels/scans@v1}]\n  ports:\n"
            + "    - {name: prints, version: 1, schema: schemas/print.avsc, topic: {partitions: 3}}\n");
    write("domains/shop/labels/schemas/print.avsc", record(field("parcel", "string")));
    for (String reader : List.of("counter", "printer")) {
      write(
          "domains/shop/parcels/access/" + reader + ".yaml",
          head
              + "AccessGrant\nmetadata: {name: "
              + reader
              + "}\nspec: {consumer: shop/"
              + reader
              + ", ports: [scans@v1], purpose: analytics, reason: Counts parcels by day"
              + "}\n");
    }
    write(
        "domains/shop/parcels/schemas/scan.avsc",
        record(field("parcel", "string"), field("depot", "string")));
    clone.git("init", "-q");
    clone.commit("Parcels");
  }
}
