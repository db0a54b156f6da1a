// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import dev.weft.governance.policy.Point;
import dev.weft.model.standard.AsyncApiDocument;
import dev.weft.model.standard.OdcsContract;
import dev.weft.model.standard.PortExport;
import dev.weft.model.standard.StandardDocument;
import dev.weft.provisioner.deployment.Secrets;
import dev.weft.provisioner.report.Golden;
import dev.weft.provisioner.report.Standards;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What is exported of every port of the sample mesh is what the official schemas of the standards
/// say, with and without addresses of servers.
class ExportedStandardsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ODCS = "odcs-v3.1.0.schema.json";
  private static final String ASYNCAPI = "asyncapi-3.0.0.schema.json";

  private static final List<PortExport.Endpoint> ENDPOINTS =
      List.of(
          new PortExport.Endpoint(
              "onprem",
              "one.example.com:9092,two.example.com:9092",
              "SASL_SSL",
              "OAUTHBEARER",
              "https://registry.example.com/apis/registry/v3"));

  @TempDir private Path elsewhere = Path.of("");

  private SortedMap<String, PortExport> ports(String environment) {
    var clock = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    Path sample = Golden.root().resolve("data-products");
    var target = new Backend.Target(sample, environment, null, "4f2c9e", "ann", Point.CHANGE);
    SortedMap<String, PortExport> ports =
        new ProvisionerBackend(clock, elsewhere, new Secrets()).describe(target).ports();
    SortedMap<String, PortExport> all = new TreeMap<>();
    ports.forEach((urn, port) -> {
      var bare = new PortExport(port.mesh(), port.product(), port.port(), List.of());
      all.put(urn, bare);
      all.put(
          urn + " with servers",
          new PortExport(port.mesh(), port.product(), port.port(), ENDPOINTS));
    });
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void dataContractsAreWhatTheStandardSays(String environment) {
    check(ODCS, environment, OdcsContract::of);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void eventInterfacesAreWhatTheStandardSays(String environment) {
    check(ASYNCAPI, environment, AsyncApiDocument::of);
  }

  @Test
  void theSampleHasSchemasOfEveryKind() {
    assertThat(ports("dev").values())
        .extracting(port -> port.port().schema().format())
        .contains("avro", "protobuf", "json");
  }

  @Test
  void theOfficialSchemasRefuseWhatIsNotOfTheStandard() {
    PortExport port = ports("dev").firstEntry().getValue();
    String contract = OdcsContract.of(port).json().replace("\"apiVersion\"", "\"version-of\"");
    String document = AsyncApiDocument.of(port).json().replace("\"receive\"", "\"swallow\"");

    assertThat(Standards.errors(Standards.schema(ODCS), contract)).isNotEmpty();
    assertThat(Standards.errors(Standards.schema(ASYNCAPI), document)).isNotEmpty();
  }

  private void check(
      String standard, String environment, Function<PortExport, StandardDocument> writer) {
    Schema schema = Standards.schema(standard);
    SortedMap<String, PortExport> ports = ports(environment);
    assertThat(ports).hasSizeGreaterThan(20);
    ports.forEach((urn, port) -> {
      StandardDocument document = writer.apply(port);
      assertThat(Standards.errors(schema, document.json())).as(urn).isEmpty();
      assertThat(Standards.errors(schema, fromYaml(document.yaml()))).as(urn).isEmpty();
    });
  }

  private static String fromYaml(String yaml) {
    Object content = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    try {
      return JSON.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
