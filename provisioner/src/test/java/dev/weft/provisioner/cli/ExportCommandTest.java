// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.provisioner.deployment.Secrets;
import dev.weft.provisioner.report.Golden;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ExportCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORDERS = "urn:weft:orders:orders:orders:v2";

  @TempDir private Path directory = Path.of("");
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void copySample() throws IOException {
    Path sample = Golden.root().resolve("data-products");
    Path target = directory.resolve("data-products");
    Files.walkFileTree(
        sample,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = target.resolve(sample.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            return FileVisitResult.CONTINUE;
          }
        });
    shell = new Shell(directory);
  }

  private Shell.Done export(String... arguments) {
    var clock = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    List<String> line = new ArrayList<>(List.of("export"));
    line.addAll(List.of(arguments));
    return shell.runWith(
        new ProvisionerBackend(clock, directory, new Secrets()), line.toArray(String[]::new));
  }

  @Test
  void writesAContractAsYaml() throws IOException {
    Shell.Done done = export(ORDERS, "--to", "odcs", "--env", "prod");

    assertThat(done.err()).contains("It is not known where the servers of prod are");
    assertThat(done.code()).isZero();
    Object yaml = new Load(LoadSettings.builder().build()).loadFromString(done.out());
    JsonNode contract = JSON.valueToTree(yaml);
    assertThat(contract.path("apiVersion").asText()).isEqualTo("v3.1.0");
    assertThat(contract.path("id").asText()).isEqualTo(ORDERS);
    assertThat(contract.has("servers")).isFalse();
    Shell.Done json = export(ORDERS, "--to", "ODCS", "--env", "prod", "--format", "json");
    assertThat(JSON.readTree(json.out())).isEqualTo(contract);
  }

  @Test
  void writesToAFileAndNothingElse() throws IOException {
    Shell.Done done =
        export(ORDERS, "--to", "asyncapi", "-f", "json", "-e", "dev", "--output", "orders.json");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).isEmpty();
    assertThat(done.err()).contains("Written to orders.json.");
    JsonNode document = JSON.readTree(directory.resolve("orders.json").toFile());
    assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(document.at("/channels/orders/address").asText())
        .isEqualTo("orders.orders.orders.v2");
  }

  @Test
  void namesTheServersThatAreKnownAndNoSecret() throws IOException {
    Path file = directory.resolve(".weft/environments/dev.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        clusters.onprem.bootstrap.servers=broker.example.com:9092
        clusters.onprem.security.protocol=SASL_SSL
        clusters.onprem.sasl.mechanism=OAUTHBEARER
        clusters.onprem.sasl.jaas.config=module required password="do-not-show";
        registry.url=https://registry.example.com/apis/registry/v3
        """);

    Shell.Done odcs = export(ORDERS, "--to", "odcs", "--env", "dev");
    Shell.Done asyncapi = export(ORDERS, "--to", "asyncapi", "--env", "dev");

    assertThat(odcs.code()).as(odcs.err()).isZero();
    assertThat(odcs.err()).doesNotContain("not known");
    assertThat(odcs.out() + asyncapi.out())
        .contains("host: broker.example.com:9092")
        .contains("https://registry.example.com/apis/registry/v3")
        .contains("OAUTHBEARER")
        .doesNotContain("do-not-show");
  }

  @Test
  void refusesAPortThatIsNotThere() {
    Shell.Done near = export("urn:weft:orders:orders:ordrs:v2", "--to", "odcs", "--env", "dev");
    Shell.Done far = export("urn:weft:a:b:c:v1", "--to", "odcs", "--env", "dev");

    assertThat(near.code()).isEqualTo(1);
    assertThat(near.out()).isEmpty();
    assertThat(near.err()).contains("Did you mean " + ORDERS + "?");
    assertThat(far.code()).isEqualTo(1);
    assertThat(far.err()).contains("There are: urn:weft:", "more.", "weft validate");
  }

  @Test
  void refusesAStandardThatItDoesNotKnow() {
    Shell.Done done = export(ORDERS, "--to", "openapi");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("openapi", "ODCS, ASYNCAPI", "weft export --help");
  }

  @Test
  void saysWhereItCouldNotWrite() {
    Shell.Done done = export(ORDERS, "--to", "odcs", "--env", "dev", "--output", "no/such/file");

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("could not be written to", "--output");
  }
}
