// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.model.event.ProductDocument;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogIT {

  private static final String PRODUCT = "/api/v1/products/reviews/enriched-reviews";

  private static String token = "";

  @BeforeAll
  static void signIn() {
    token = Catalog.token("carl");
  }

  @Test
  void saysWhoAsks() {
    JsonNode me = get("/api/v1/me");
    assertThat(me.path("name").asText()).isEqualTo("carl");
    assertThat(me.path("teams")).extracting(JsonNode::asText).containsExactly("billing-team");
    assertThat(me.path("isPlatform").asBoolean()).isFalse();
    assertThat(me.at("/applications/0/name").asText()).isEqualTo("billing/dispute-desk");
  }

  @Test
  void findsWhatIsMisspelt() {
    JsonNode page = search("revews");
    assertThat(page.path("corrected").asText()).isEqualTo("reviews");
    assertThat(urns(page)).contains(SampleDocuments.ENRICHED);
    JsonNode match = page.at("/hits/0/matches/0");
    JsonNode range = match.at("/ranges/0");
    assertThat(match.path("text").asText().substring(range.get(0).asInt(), range.get(1).asInt()))
        .isEqualToIgnoringCase("reviews");
  }

  @Test
  void answersAQuestion() {
    assertThat(urns(search("who has the customer that wrote a review, fresh within a minute?")))
        .first()
        .isEqualTo(SampleDocuments.ENRICHED);
  }

  @Test
  void findsFields() {
    JsonNode page = search("customer_id");
    assertThat(urns(page)).containsExactly(SampleDocuments.ENRICHED);
    assertThat(page.at("/hits/0/matches"))
        .extracting(match -> match.path("field").asText())
        .contains("field");
  }

  @Test
  void findsNothingForWordsThatNobodyUses() {
    JsonNode page = search("xylophone");
    assertThat(page.path("total").asInt()).isZero();
    assertThat(page.path("hits")).isEmpty();
  }

  @Test
  void countsFacetsWithoutTheirOwnFilter() {
    JsonNode page = get("/api/v1/search?q=reviews&type=aggregate");
    assertThat(urns(page)).containsExactly(SampleDocuments.ENRICHED);
    JsonNode types = facet(page, "type");
    assertThat(types)
        .extracting(value -> value.path("value").asText())
        .contains("aggregate", "source-aligned");
    JsonNode domains = facet(page, "domain");
    assertThat(domains.at("/0/count").asInt()).isEqualTo(1);
    assertThat(domains.at("/0/label").asText()).isEqualTo("Product reviews");
  }

  @Test
  void countsWhatHasChangedSinceTheLastSearch() {
    write("quokkas", "Quokka census", "aggregate");
    eventually(() -> assertThat(counts("quokka", "type")).isEqualTo(Map.of("aggregate", 1)));
    write("quokkas", "Quokka census", "consumer-aligned");
    write("numbats", "Quokka neighbours", "aggregate");
    Map<String, Integer> both = Map.of("aggregate", 1, "consumer-aligned", 1);
    eventually(() -> assertThat(counts("quokka", "type")).isEqualTo(both));
    Catalog.LOG.remove("urn:weft:reviews:quokkas");
    Catalog.LOG.remove("urn:weft:reviews:numbats");
    eventually(() -> assertThat(counts("quokka", "type")).isEmpty());
    write("quokkas", "Quokka census", "source-aligned");
    eventually(() -> assertThat(counts("quokka", "type")).isEqualTo(Map.of("source-aligned", 1)));
    Catalog.LOG.remove("urn:weft:reviews:quokkas");
    eventually(() -> assertThat(search("quokka").path("total").asInt()).isZero());
  }

  @Test
  void exposesEveryNumberThatDashboardAndRulesName() throws IOException {
    Path monitoring = Path.of(System.getProperty("weft.root", "..")).resolve("k8s/monitoring");
    String asked =
        Files.readString(monitoring.resolve("weft-dashboard.json"))
            + Files.readString(monitoring.resolve("weft-rules.yaml"));
    List<String> named =
        Pattern.compile("\\b(weft_catalog_[a-z_]+)")
            .matcher(asked)
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    String exposed = Catalog.SERVICE.get("/q/metrics", token).response().body();

    assertThat(named).hasSizeGreaterThan(1);
    assertThat(named)
        .allSatisfy(name -> assertThat(exposed).containsPattern("(?m)^" + name + "[{ ]"));
  }

  @Test
  void refusesAPageThatDoesNotExist() {
    var answer = Catalog.SERVICE.get("/api/v1/search?size=1000", token);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.response().headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.json().path("detail").asText()).contains("between 1 and 100");
  }

  @Test
  void suggestsWhileTyping() {
    JsonNode suggestions = get("/api/v1/suggest?q=enri");
    assertThat(suggestions.at("/products/0/urn").asText()).isEqualTo(SampleDocuments.ENRICHED);
    assertThat(get("/api/v1/suggest?q=customer_").at("/fields/0/path").asText())
        .isEqualTo("customer_id");
  }

  @Test
  void showsAProduct() {
    JsonNode product = get(PRODUCT);
    assertThat(product.path("owner").path("title").asText()).isEqualTo("Reviews");
    assertThat(product.path("health").asText()).isEqualTo("ready");
    assertThat(product.path("consumerCount").asInt()).isEqualTo(1);
    assertThat(product.at("/inputs/0/isKnown").asBoolean()).isTrue();
    assertThat(product.at("/ports/0/retention").asText()).isEqualTo("P7D");
    assertThat(product.at("/ports/0/sla/freshness").asText()).isEqualTo("PT1M");
    assertThat(product.at("/ports/0/sla").has("timeToRepair")).isFalse();
  }

  @Test
  void showsTheFieldsOfAPort() {
    JsonNode field = get(PRODUCT + "/ports/enriched@v1/schema").at("/fields/1");
    assertThat(field.path("name").asText()).isEqualTo("customer_id");
    assertThat(field.path("depth").asInt()).isEqualTo(1);
    assertThat(field.path("term").asText()).isEqualTo("customer-id");
  }

  @Test
  void saysWhichPortsThereAre() {
    var answer = Catalog.SERVICE.get(PRODUCT + "/ports/enriched@v2/schema", token);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("detail").asText()).contains("`enriched@v1`");
  }

  @Test
  void showsConsumersWithTheirFacts() {
    JsonNode consumer = get(PRODUCT + "/consumers").path(0);
    assertThat(consumer.path("applicationTitle").asText()).isEqualTo("Dispute desk");
    assertThat(consumer.path("use").asText()).isEqualTo("unused");
    assertThat(consumer.at("/facts/readBackAt").asText()).isEqualTo("2026-11-20T10:00:02Z");
    assertThat(consumer.path("facts").has("firstUsedAt")).isFalse();
  }

  @Test
  void drawsLineage() {
    JsonNode lineage = get(PRODUCT + "/lineage");
    assertThat(lineage.path("nodes"))
        .extracting(node -> node.path("urn").asText())
        .contains(
            SampleDocuments.ENRICHED,
            "urn:weft:reviews:raw-reviews",
            "urn:weft:application:billing/dispute-desk",
            "urn:weft:application:reviews/enricher");
    JsonNode raw = node(lineage, "urn:weft:reviews:raw-reviews");
    JsonNode focus = node(lineage, SampleDocuments.ENRICHED);
    assertThat(raw.path("x").asDouble() + raw.path("width").asDouble())
        .isLessThan(focus.path("x").asDouble());
    assertThat(lineage.path("edges"))
        .allSatisfy(edge -> assertThat(edge.path("points")).hasSizeGreaterThan(1));
  }

  @Test
  void tellsHowToRead() {
    JsonNode use = get(PRODUCT + "/ports/enriched@v1/use?application=billing/dispute-desk");
    assertThat(use.path("groupPrefix").asText()).isEqualTo("billing.dispute-desk.");
    assertThat(use.path("snippets"))
        .hasSize(5)
        .allSatisfy(snippet ->
            assertThat(snippet.path("text").asText())
                .contains(
                    "reviews.enriched-reviews.enriched.v1", Catalog.CLUSTER.bootstrapServers()));
    assertThat(use.at("/snippets/0/text").asText())
        .contains("billing.dispute-desk", "WEFT_CLIENT_SECRET");
  }

  @Test
  void listsDomains() {
    assertThat(get("/api/v1/domains"))
        .extracting(domain -> domain.path("name").asText())
        .containsExactly("billing", "reviews");
    assertThat(get("/api/v1/domains/reviews").path("products")).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void saysHowThePlatformIs() {
    // Whoever does not answer the page at once is down in its eyes, and asked again later.
    eventually(() -> {
      JsonNode platform = get("/api/v1/platform");
      assertThat(platform.path("meshTitle").asText()).isEqualTo("An online shop");
      assertThat(platform.at("/projection/lag").asInt(-1)).isZero();
      assertThat(platform.at("/projection/state").asText()).isEqualTo("live");
      assertThat(platform.path("services"))
          .extracting(
              service -> service.path("name").asText() + " " + service.path("state").asText())
          .contains("database up", "identity up", "registry up", "log up", "daemon unknown");
    });
  }

  @Test
  void forgetsWhatIsRemovedAndTellsWhoeverListens() throws Exception {
    ProductDocument product =
        SampleDocuments.product(
            "short-lived", "Gone tomorrow", "aggregate", "", List.of(), List.of(), List.of());
    HttpRequest listen =
        HttpRequest.newBuilder(Catalog.SERVICE.uri("/api/v1/changes"))
            .header("Authorization", "Bearer " + token)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      Stream<String> lines = http.send(listen, BodyHandlers.ofLines()).body();
      var events = lines.iterator();
      assertThat(events.next()).startsWith(":");
      Catalog.LOG.write(product);
      String data = "";
      while (!data.contains(product.urn())) {
        data = events.next();
      }
      assertThat(data).startsWith("data:").contains("\"type\":\"product\"");
      lines.close();
      http.shutdownNow();
    }
    assertThat(urns(search("tomorrow"))).containsExactly(product.urn());
    Catalog.LOG.remove(product.urn());
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(() ->
            assertThat(Catalog.SERVICE.get("/api/v1/products/reviews/short-lived", token).status())
                .isEqualTo(410));
    assertThat(urns(search("tomorrow"))).isEmpty();
    assertThat(Catalog.SERVICE.get("/api/v1/products/reviews/never-was", token).status())
        .isEqualTo(404);
  }

  private static void write(String name, String title, String type) {
    Catalog.LOG.write(
        SampleDocuments.product(name, title, type, "", List.of(), List.of(), List.of()));
  }

  private static void eventually(ThrowingRunnable assertion) {
    Awaitility.await().atMost(Duration.ofMinutes(3)).untilAsserted(assertion);
  }

  private static Map<String, Integer> counts(String words, String facet) {
    Map<String, Integer> counts = new HashMap<>();
    facet(search(words), facet)
        .forEach(value -> counts.put(value.path("value").asText(), value.path("count").asInt()));
    return counts;
  }

  private static JsonNode search(String words) {
    return get("/api/v1/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
  }

  private static JsonNode get(String path) {
    var answer = Catalog.SERVICE.get(path, token);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> urns(JsonNode page) {
    return page.path("hits").valueStream().map(hit -> hit.path("urn").asText()).toList();
  }

  private static JsonNode facet(JsonNode page, String name) {
    return page.path("facets")
        .valueStream()
        .filter(facet -> facet.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .path("values");
  }

  private static JsonNode node(JsonNode lineage, String urn) {
    return lineage
        .path("nodes")
        .valueStream()
        .filter(node -> node.path("urn").asText().equals(urn))
        .findFirst()
        .orElseThrow();
  }
}
