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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `weft terms` on a mesh of two domains that mean the same thing, more or less.
class TermsCommandTest {

  @TempDir private Path directory = Path.of("");
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void start() throws IOException {
    shell = new Shell(directory);
    manifest(
        "mesh.yaml",
        "Mesh",
        "test",
        "clusters: {main: {}}, environments: {prod: {clusters: {main: {}}}}");
    manifest("teams.yaml", "TeamList", "teams", "teams: [{name: shop-team}]");
    domain("shop", "source-aligned", "customer_id", "string");
    manifest(
        "governance/terms/customer-id.yaml",
        "Term",
        "customer-id",
        "description: A customer account., type: string, format: 'C-[0-9]{6}',"
            + " classification: internal, owner: shop-team, issuedBy: shop/orders,"
            + " synonyms: [client_no]");
  }

  private void write(String file, String content) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private void manifest(String file, String kind, String name, String spec) throws IOException {
    write(
        file,
        "apiVersion: weft.dev/v1\nkind: %s\nmetadata: {name: %s}\nspec: {%s}\n"
            .formatted(kind, name, spec));
  }

  /// A domain with one product, keyed by a field that is bound to the term.
  private void domain(String domain, String type, String field, String fieldType)
      throws IOException {
    String folder = "domains/" + domain + "/";
    manifest(folder + "domain.yaml", "Domain", domain, "owner: shop-team");
    manifest(folder + "applications/writer.yaml", "Application", "writer", "type: oauth");
    manifest(
        folder + "orders/product.yaml",
        "DataProduct",
        "orders",
        ("type: %s, producer: %s/writer, ports: [{name: orders, version: 1,"
                + " schema: schemas/order.avsc, key: {type: string, field: %s}}]")
            .formatted(type, domain, field));
    write(
        folder + "orders/schemas/order.avsc",
        ("{\"type\": \"record\", \"name\": \"Order\", \"fields\": [{\"name\": \"%s\", \"type\":"
                + " \"%s\", \"term\": \"customer-id\"}, {\"name\": \"clientNo\", \"type\":"
                + " \"string\"}]}")
            .formatted(field, fieldType));
  }

  @Test
  void listsEveryTermWithItsOwnerAndUses() {
    Shell.Done done = shell.run("terms");

    assertThat(done.err()).isEmpty();
    assertThat(done.out())
        .containsPattern("customer-id +string +internal +shop-team +shop/orders +1 +1\n")
        .contains("customer-id: 1 field looks like it and not bound");
    assertThat(done.code()).isZero();
  }

  @Test
  void showsEveryUseAndWhatDisagrees() throws IOException {
    domain("care", "source-aligned", "customer", "long");

    Shell.Done done = shell.run("terms", "customer-id");

    assertThat(done.out())
        .contains("string, written as C-[0-9]{6}, at least internal")
        .contains("owner shop-team, values given by shop/orders")
        .contains("2 uses in 2 domains")
        .contains(
            "  shop/orders/orders@v1  customer_id  (key)  domains/shop/orders/product.yaml:4:")
        .contains("  care/orders/orders@v1  customer  (key)  domains/care/orders/product.yaml:4:")
        .contains("      is long, not string\n")
        .contains("      is the key of a source, but values are given by shop/orders\n")
        .contains("Looks like it and is not bound")
        .contains("  care/orders/orders@v1  clientNo  domains/");
    assertThat(done.code()).isEqualTo(3);
    assertThat(shell.run("terms").out())
        .contains("customer-id: 1 use is other than the term; `weft terms customer-id` lists them");
    assertThat(shell.run("terms").code()).isEqualTo(3);
  }

  @Test
  void aProductThatPassesTheTermOnAgrees() throws IOException {
    domain("care", "aggregate", "customer", "string");

    Shell.Done done = shell.run("terms", "customer-id");

    assertThat(done.out()).contains("2 uses in 2 domains").doesNotContain("is the key");
    assertThat(done.code()).isZero();
  }

  @Test
  void printsWhatIsPublished() throws IOException {
    domain("care", "source-aligned", "customer", "long");
    domain("stock", "aggregate", "id", "string");
    Path schema = directory.resolve("domains/stock/orders/schemas/order.avsc");
    Files.writeString(schema, Files.readString(schema).replace("customer-id", "stock-id"));

    Shell.Done all = shell.run("terms", "--format", "json");
    Shell.Done one = shell.run("terms", "customer-id", "-f", "json");

    String published = Files.readString(Golden.root().resolve("docs/reference/terms.schema.json"));
    for (Shell.Done done : new Shell.Done[] {all, one}) {
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(published)
                  .validate(done.out(), InputFormat.JSON))
          .isEmpty();
      assertThat(done.out()).contains("\"urn:weft:care:orders:orders:v1\"", "is long, not string");
    }
    assertThat(all.out()).contains("\"name\" : \"stock-id\"");
    assertThat(one.out()).doesNotContain("stock-id");
  }

  @Test
  void aTermThatDoesNotExistIsToldWithWhereItIsUsed() throws IOException {
    Path schema = directory.resolve("domains/shop/orders/schemas/order.avsc");
    Files.writeString(schema, Files.readString(schema).replace("customer-id", "customer"));

    Shell.Done slip = shell.run("terms", "custmer-id");
    Shell.Done used = shell.run("terms", "customer");

    assertThat(slip.code()).isEqualTo(1);
    assertThat(slip.err())
        .contains("There is no term `custmer-id`.", "did you mean `customer-id`?");
    assertThat(used.err())
        .contains(
            "There is no term `customer`. 1 field is bound to it, the first at domains/shop/");
    assertThat(shell.run("terms").out())
        .contains("customer: fields are bound to it, and it is not defined");
    assertThat(shell.run("terms").code()).isEqualTo(3);
  }

  @Test
  void saysWhatIsLeftOutAndWhereThereIsNoMesh() throws IOException {
    domain("care", "aggregate", "customer", "string");
    write("domains/care/orders/product.yaml", "kind: DataProduct");

    Shell.Done done = shell.run("terms", "customer-id");

    assertThat(done.err()).contains("in the manifests; what cannot be read is left out");
    assertThat(done.out()).contains("1 use in 1 domain");
    Files.delete(directory.resolve("mesh.yaml"));
    assertThat(shell.run("terms").err()).contains("There is no mesh repository in ");
    assertThat(shell.run("terms").code()).isEqualTo(1);
  }
}
