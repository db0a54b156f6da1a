// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.provisioner.deployment.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScaffoldingTest {

  @TempDir private Path directory = Path.of("");
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void begin() {
    shell = new Shell(directory);
  }

  private Shell.Done validate(String mesh) {
    var backend = new ProvisionerBackend(Clock.systemUTC(), directory, new Secrets());
    return shell.runWith(backend, "validate", mesh);
  }

  private Shell.Done create(String... arguments) {
    var all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--dir";
    all[arguments.length + 1] = "mesh";
    Shell.Done done = shell.run(all);
    assertThat(done.code()).as(done.err()).isZero();
    return done;
  }

  @Test
  void aNewMeshValidatesClean() {
    var made = shell.run("init", "mesh");

    assertThat(made.out()).contains("+ mesh/mesh.yaml", "Next: `weft validate mesh`");
    assertThat(validate("mesh")).extracting(Shell.Done::code, Shell.Done::err).contains(0, "");
    assertThat(validate("mesh").out()).contains("no findings");
  }

  @Test
  void everythingNewValidatesClean() {
    shell.run("init", "mesh", "--domain", "sales");

    create("new", "domain", "billing", "--owner", "sales-team");
    create("new", "product", "billing/order-lines", "--type", "aggregate", "--port", "open-lines");
    create("new", "product", "billing/refunds", "--producer", "billing/order-lines");
    create("new", "application", "billing/reader", "--type", "mtls");
    create("new", "application", "billing/scram-reader", "--type", "scram");
    create(
        "new",
        "grant",
        "sales/orders",
        "--port",
        "orders@v1",
        "--consumer",
        "billing/reader",
        "--purpose",
        "billing",
        "--reason",
        "It \"is\" so: # yes\n\u001b");

    assertThat(validate("mesh").out()).contains("no findings");
  }

  @Test
  void tellsEditorsWhereTheSchemaIs() throws IOException {
    shell.run("init", "mesh");

    create("new", "application", "shop/reader");

    assertThat(Files.readString(directory.resolve("mesh/domains/shop/applications/reader.yaml")))
        .startsWith("# yaml-language-server: $schema=../../../.schemas/weft.schema.json\n");
    assertThat(directory.resolve("mesh/.schemas/weft.schema.json")).isNotEmptyFile();
  }

  @Test
  void neverOverwrites() throws IOException {
    Files.createDirectories(directory.resolve("mesh"));
    Files.writeString(directory.resolve("mesh/teams.yaml"), "mine");

    var done = shell.run("init", "mesh");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("teams.yaml exists already; nothing was written.");
    assertThat(directory.resolve("mesh")).isDirectoryNotContaining("glob:**mesh.yaml");
    assertThat(directory.resolve("mesh/teams.yaml")).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "Shop/x",
        "shop/../../x",
        "shop",
        "shop/x/y",
        "shop/x_y",
        "/x",
        "shop/x\n"
      })
  void refusesWhatIsNoName(String name) {
    shell.run("init", "mesh");

    var done = shell.run("new", "product", name, "--dir", "mesh");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("weft: error: `");
  }

  @Test
  void namesTheStepThatIsMissing() {
    shell.run("init", "mesh");

    assertThat(shell.run("new", "product", "nowhere/x", "--dir", "mesh").err())
        .contains("There is no domain nowhere.", "weft new domain nowhere --owner TEAM");
    assertThat(shell.run("new", "domain", "x", "--owner", "t").err())
        .contains("There is no mesh.yaml", "weft init DIR");
  }
}
