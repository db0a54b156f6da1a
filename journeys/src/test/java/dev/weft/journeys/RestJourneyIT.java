// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys;

import static dev.weft.journeys.harness.Wait.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.devstack.PlatformStack;
import dev.weft.journeys.harness.Answer;
import dev.weft.journeys.harness.Api;
import dev.weft.journeys.harness.Command;
import dev.weft.journeys.harness.SharedPlatform;
import dev.weft.journeys.harness.Snippets;
import dev.weft.journeys.harness.Wait;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The whole loop through the REST API, with tokens of the people who would do it: found, asked
/// for, approved, live, read.
@ExtendWith(SharedPlatform.class)
class RestJourneyIT {

  private static final String PRODUCT = "/products/reviews/enriched-reviews";
  private static final String APPLICATION = "billing/ledger-export";

  private final PlatformStack platform;
  private final Api carl;
  private final Api olivia;
  private final Api petra;

  RestJourneyIT(PlatformStack platform) {
    this.platform = platform;
    this.carl = new Api(platform, "carl");
    this.olivia = new Api(platform, "olivia");
    this.petra = new Api(platform, "petra");
  }

  /// Everything below is about the sample, so the catalog has to have read it.
  @BeforeEach
  void awaitsTheSample() {
    eventually().untilAsserted(() -> assertThat(carl.get(PRODUCT).status()).isEqualTo(200));
  }

  @Test
  void findsAProductDespiteATypingMistake() throws Exception {
    JsonNode found = carl.get("/search?q=revews").require(200);

    assertThat(found.path("corrected").asText()).isEqualTo("reviews");
    assertThat(found.path("hits").findValuesAsText("urn"))
        .contains("urn:weft:reviews:enriched-reviews");
  }

  @Test
  void tellsWhatAProductIs() throws Exception {
    JsonNode product = carl.get(PRODUCT).require(200);
    assertThat(product.path("title").asText()).isEqualTo("Product reviews with who wrote them");
    assertThat(product.path("owner").path("name").asText()).isEqualTo("reviews-team");
    assertThat(product.path("ports").path(0).path("sla").path("freshness").asText())
        .isEqualTo("PT1M");
    assertThat(product.path("description").asText()).isNotBlank();

    JsonNode fields = carl.get(PRODUCT + "/ports/enriched@v1/schema").require(200).path("fields");
    JsonNode customer = byText(fields, "path", "customer.customer_id");
    assertThat(customer.path("term").asText()).isEqualTo("customer-id");
    assertThat(byText(fields, "path", "customer.email").path("tags").path(0).asText())
        .isEqualTo("pii");

    JsonNode lineage = carl.get(PRODUCT + "/lineage?depth=2").require(200);
    assertThat(lineage.path("nodes").findValuesAsText("urn"))
        .contains(
            "urn:weft:reviews:raw-reviews",
            "urn:weft:reviews:clean-reviews",
            "urn:weft:customers:profiles",
            "urn:weft:application:customers/care-alerts");
  }

  @Test
  void offersOnlyOnesOwnApplications() throws Exception {
    JsonNode options = carl.get("/access/options?product=reviews/enriched-reviews").require(200);

    assertThat(options.path("applications").findValuesAsText("owner"))
        .isNotEmpty()
        .containsOnly("billing-team");
    JsonNode port = options.path("ports").path(0);
    assertThat(port.path("purposes").toString()).contains("fraud-detection");
    assertThat(port.path("longest").asText()).isEqualTo("PT8760H");
    JsonNode petras = petra.get("/access/options?product=reviews/enriched-reviews").require(200);
    assertThat(petras.path("applications")).isEmpty();
  }

  @Test
  void refusesWhatThePortDoesNotAllow() throws Exception {
    Answer tooLong =
        carl.post("/access-requests", request("billing/auditor", "fraud-detection", 366));
    Answer purpose = carl.post("/access-requests", request("billing/auditor", "marketing", 30));
    Answer foreign =
        carl.post("/access-requests", request("shipping/delay-watch", "fraud-detection", 30));

    assertThat(fieldProblem(tooLong, "expires")).contains("at most 365 days");
    assertThat(fieldProblem(purpose, "purpose"))
        .contains("not for the purpose `marketing`", "`fraud-detection`");
    assertThat(fieldProblem(foreign, "application")).contains("belongs to `shipping-team`");
    assertThat(carl.get("/access-requests?mine=true").require(200).findValuesAsText("application"))
        .doesNotContain("billing/auditor", "shipping/delay-watch");
  }

  @Test
  void previewWritesNothing() throws Exception {
    Map<String, Object> form = request("billing/auditor", "analytics", 30);

    JsonNode preview = carl.post("/access-requests/preview", form).require(200);

    assertThat(details(preview.path("plan")))
        .contains(
            "User:billing.auditor may READ from * (ALLOW)",
            "User:billing.auditor may DESCRIBE from * (ALLOW)");
    assertThat(preview.path("file").path("path").asText())
        .isEqualTo("domains/reviews/enriched-reviews/access/auditor.yaml");
    assertThat(preview.path("blocked").asBoolean()).isFalse();
    assertThat(preview.path("findings").findValues("blocking"))
        .noneMatch(blocking -> blocking.asBoolean());
    assertThat(preview.path("approvers").findValuesAsText("name")).containsExactly("reviews-team");
    assertThat(carl.get("/access-requests?mine=true").require(200).findValuesAsText("application"))
        .doesNotContain("billing/auditor");
  }

  @Test
  void goesFromAskingToTheFirstRecord() throws Exception {
    // Given
    Map<String, Object> form = request(APPLICATION, "fraud-detection", 90);
    Instant begun = Instant.now();

    // When somebody of billing asks
    JsonNode asked = carl.post("/access-requests", form).require(201);

    // Then it waits for the owner, who sees what it would do
    int number = asked.path("id").asInt();
    assertThat(asked.path("state").asText()).isEqualTo("open");
    assertThat(asked.path("waitsFor").asText())
        .isEqualTo("The approval of `reviews-team` is missing.");
    assertThat(approvals(olivia)).contains(number);
    assertThat(approvals(petra)).doesNotContain(number);
    JsonNode page = olivia.get("/change-requests/" + number).require(200);
    assertThat(details(page.path("plan")))
        .contains("User:billing.ledger-export may READ from * (ALLOW)");
    assertThat(page.path("blocked").asBoolean()).isFalse();
    assertThat(page.path("canApprove").asBoolean()).isTrue();

    assertOnlyTheOwnerApprovesOnlyWhatSheSaw(number, page);

    // When the owner approves
    Map<String, String> head = Map.of("commit", page.path("head").asText());
    JsonNode approved = olivia.post("/change-requests/" + number + "/approve", head).require(200);

    // Then it is merged at once, and then written and read back
    assertThat(approved.path("state").asText()).isEqualTo("merged");
    JsonNode live = awaitFact(number, "readBackAt");
    assertThat(live.path("state").asText()).isEqualTo("active");
    JsonNode facts = live.path("facts");
    assertThat(facts.path("approvedBy").asText()).isEqualTo("olivia");
    assertThat(facts.path("mergedCommit").asText()).isEqualTo(platform.head());
    assertThat(
            Stream.of("requestedAt", "approvedAt", "mergedAt", "writtenAt", "readBackAt")
                .map(fact -> Instant.parse(facts.path(fact).asText())))
        .isSorted()
        .allMatch(at -> !at.isBefore(begun.minusSeconds(1)));
    assertThat(facts.has("firstUsedAt")).isFalse();

    // When the application's people paste the snippet into a terminal
    String snippet = consoleSnippet();
    Command.Result read = Snippets.run(platform, APPLICATION, snippet);

    // Then it reads, and the platform notices
    assertThat(read.require()).contains("R-600").contains("Processed a total of 5 messages");
    JsonNode used = awaitFact(number, "firstUsedAt");
    assertThat(used.path("waitsFor").asText()).isEmpty();
    JsonNode consumer =
        byText(carl.get(PRODUCT + "/consumers").require(200), "application", APPLICATION);
    assertThat(consumer.path("use").asText()).isEqualTo("active");

    // When the consumer gives it back
    JsonNode revoked =
        carl.post(
                "/grants/reviews/enriched-reviews/ledger-export/revoke",
                Map.of("reason", "The audit has ended."))
            .require(200);

    // Then the cluster refuses the same snippet
    assertThat(revoked.path("state").asText()).isEqualTo("merged");
    platform.awaitLive(platform.head(), Wait.PATIENCE);
    assertThat(Snippets.run(platform, APPLICATION, snippet).output())
        .contains("AuthorizationException");
    assertThat(carl.get("/access-requests/" + number).require(200).path("state").asText())
        .isEqualTo("revoked");
  }

  private void assertOnlyTheOwnerApprovesOnlyWhatSheSaw(int number, JsonNode page)
      throws Exception {
    String approve = "/change-requests/" + number + "/approve";
    Map<String, String> head = Map.of("commit", page.path("head").asText());

    Answer byAuthor = carl.post(approve, head);
    Answer byStranger = petra.post(approve, head);
    Answer ofOther = olivia.post(approve, Map.of("commit", page.path("base").asText()));

    assertThat(byAuthor.status()).isEqualTo(403);
    assertThat(byAuthor.detail()).contains("You asked for this change");
    assertThat(byStranger.status()).isEqualTo(403);
    assertThat(byStranger.detail()).contains("Only `reviews-team` can approve this change");
    assertThat(ofOther.status()).isEqualTo(409);
    assertThat(carl.get("/access-requests/" + number).require(200).path("state").asText())
        .isEqualTo("open");
  }

  private String consoleSnippet() throws Exception {
    JsonNode use =
        carl.get(PRODUCT + "/ports/enriched@v1/use?application=" + APPLICATION).require(200);
    return byText(use.path("snippets"), "id", "console").path("text").asText();
  }

  private JsonNode awaitFact(int request, String fact) {
    return eventually()
        .alias("fact " + fact)
        .until(
            () -> carl.get("/access-requests/" + request).require(200),
            each -> each.path("facts").has(fact));
  }

  private static List<Integer> approvals(Api api) throws Exception {
    return Stream.of(api.get("/inbox").require(200).path("approvals"))
        .flatMap(approvals -> approvals.findValues("number").stream())
        .map(JsonNode::asInt)
        .toList();
  }

  private static List<String> details(JsonNode plan) {
    return plan.path("changes").findValues("details").stream()
        .flatMap(JsonNode::valueStream)
        .map(JsonNode::asText)
        .toList();
  }

  private static JsonNode byText(JsonNode array, String key, String value) {
    return array
        .valueStream()
        .filter(each -> each.path(key).asText().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + value + " in " + array.toPrettyString()));
  }

  private static String fieldProblem(Answer answer, String field) {
    return byText(answer.require(422).path("errors"), "field", field).path("message").asText();
  }

  private static Map<String, Object> request(String application, String purpose, int days) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("application", application);
    form.put("product", "reviews/enriched-reviews");
    form.put("ports", List.of("enriched@v1"));
    form.put("purpose", purpose);
    form.put("reason", "Clerks compare disputed invoices with reviews");
    form.put("expires", LocalDate.now(ZoneOffset.UTC).plusDays(days).toString());
    return form;
  }
}
