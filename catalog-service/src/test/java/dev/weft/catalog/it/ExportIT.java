// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.catalog.it.CatalogProcess.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Ports as documents of other standards, over HTTP. That official schemas accept them is a test of
/// the module that writes them.
class ExportIT {

  private static final String PORT = "/api/v1/products/reviews/enriched-reviews/ports/enriched@v1";
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  private static String token = "";

  @BeforeAll
  static void signIn() {
    token = Catalog.token("carl");
  }

  @Test
  void aContractSaysWhatThePortIs() {
    Answer answer = get(PORT + "/exports/odcs", "application/json");
    assertThat(header(answer, "Content-Type")).startsWith("application/json");
    JsonNode contract = answer.json();
    assertThat(contract.path("apiVersion").asText()).isEqualTo("v3.1.0");
    assertThat(contract.path("id").asText())
        .isEqualTo("urn:weft:reviews:enriched-reviews:enriched:v1");
    assertThat(contract.at("/servers/0/host").asText())
        .isEqualTo(Catalog.CLUSTER.bootstrapServers());
    assertThat(contract.at("/team/name").asText()).isEqualTo("reviews-team");
    assertThat(contract.at("/schema/0/properties/1/properties/0/name").asText())
        .isEqualTo("customer_id");
  }

  @Test
  void anEventInterfaceSaysWhereAndWhatToRead() {
    JsonNode document = get(PORT + "/exports/asyncapi", "application/json").json();
    assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(document.at("/channels/enriched/address").asText())
        .isEqualTo("reviews.enriched-reviews.enriched.v1");
    assertThat(document.at("/servers/onprem/host").asText())
        .isEqualTo(Catalog.CLUSTER.bootstrapServers());
    assertThat(document.at("/components/messages/Review/payload/schema/name").asText())
        .isEqualTo("Review");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", BROWSER, "application/yaml"})
  void isAFileOfYamlForWhoeverDoesNotAskForJson(String accept) {
    Answer answer = get(PORT + "/exports/odcs", accept);
    assertThat(header(answer, "Content-Type")).startsWith("application/yaml");
    assertThat(answer.response().headers().allValues("Vary")).containsExactly("Accept");
    assertThat(header(answer, "Content-Disposition"))
        .isEqualTo("attachment; filename=\"reviews.enriched-reviews.enriched.v1.odcs.yaml\"");
    Object yaml = new Load(LoadSettings.builder().build()).loadFromString(answer.body());
    JsonNode same = CatalogProcess.JSON.valueToTree(yaml);
    assertThat(same).isEqualTo(get(PORT + "/exports/odcs", "application/json").json());
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, json",
    "application/vnd.aai.asyncapi+json, json",
    "application/vnd.aai.asyncapi+yaml, yaml"
  })
  void answersInTheTypeThatWasAskedFor(String accept, String ending) {
    Answer answer = get(PORT + "/exports/asyncapi", accept);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).startsWith(accept);
    assertThat(header(answer, "Content-Disposition")).endsWith(".asyncapi." + ending + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"odcs", "asyncapi"})
  void saysWhatIsNotThere(String standard) {
    Answer port = get(PORT.replace("@v1", "@v9") + "/exports/" + standard, "*/*");
    assertThat(port.status()).isEqualTo(404);
    assertThat(header(port, "Content-Type")).startsWith("application/problem+json");
    assertThat(port.json().path("detail").asText()).contains("`enriched@v1`");
    Answer product = get(PORT.replace("enriched-r", "enrichd-r") + "/exports/" + standard, "*/*");
    assertThat(product.status()).isEqualTo(404);
    Answer xml = get(PORT + "/exports/" + standard, "application/xml");
    assertThat(xml.status()).isEqualTo(406);
    assertThat(xml.json().path("detail").asText()).contains("`application/yaml`");
  }

  @Test
  void saysThatAProductIsGone() {
    var port = SampleDocuments.port("passing", "events", List.of());
    var product =
        SampleDocuments.product(
            "passing", "Passing", "aggregate", "", List.of(), List.of(port), List.of());
    String path = "/api/v1/products/reviews/passing/ports/events@v1/exports/odcs";
    Catalog.LOG.write(product);
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(() -> assertThat(get(path, "*/*").status()).isEqualTo(200));
    Catalog.LOG.remove(product.urn());
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(() -> assertThat(get(path, "*/*").status()).isEqualTo(410));
  }

  private static Answer get(String path, String accept) {
    return Catalog.SERVICE.send("GET", path, token, null, Map.of("Accept", accept));
  }

  private static String header(Answer answer, String name) {
    return answer.response().headers().firstValue(name).orElse("");
  }
}
