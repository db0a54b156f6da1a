// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.catalog.request.RequestStack.Answer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The whole way of a request through the REST API with real tokens, on Git alone.
class AccessRequestIT {

  private static RequestStack stack;

  @BeforeAll
  static void start() throws Exception {
    stack = RequestStack.start();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void goesFromAskingToMerging() throws Exception {
    // Given
    Map<String, Object> form = form("billing/invoice-runner", "fraud-detection", 100);

    // When asked
    Answer asked = stack.post("carl", "/access-requests", form);

    // Then it waits for the owner
    assertThat(asked.status()).as(asked.body().toString()).isEqualTo(201);
    int number = asked.body().path("id").asInt();
    assertThat(asked.body().path("state").asText()).isEqualTo("open");
    assertThat(asked.body().path("waitsFor").asText())
        .isEqualTo("The approval of `reviews-team` is missing.");
    assertThat(asked.body().path("canWithdraw").asBoolean()).isTrue();
    assertThat(asked.body().path("canApprove").asBoolean()).isFalse();
    assertThat(numbers(stack.get("olivia", "/inbox").body().path("approvals"))).contains(number);
    assertThat(numbers(stack.get("carl", "/inbox").body().path("approvals")))
        .doesNotContain(number);
    JsonNode page = stack.get("olivia", "/change-requests/" + number).body();
    assertThat(page.path("kind").asText()).isEqualTo("access");
    assertThat(page.path("plan").path("digest").asText()).isEqualTo("d1");
    assertThat(page.path("files").path(0).path("diff").asText())
        .contains("+  consumer: billing/invoice-runner");
    assertThat(page.path("canApprove").asBoolean()).isTrue();

    // When a colleague of the consumer, then the author approve
    String head = page.path("head").asText();
    Map<String, String> commit = Map.of("commit", head);
    Answer stranger = stack.post("dora", "/change-requests/" + number + "/approve", commit);
    Answer self = stack.post("carl", "/change-requests/" + number + "/approve", commit);

    // Then both are refused with the reason
    assertThat(stranger.status()).isEqualTo(403);
    assertThat(stranger.detail())
        .isEqualTo("Only `reviews-team` can approve this change, and you are in `billing-team`.");
    assertThat(self.status()).isEqualTo(403);
    assertThat(self.detail())
        .isEqualTo("You asked for this change, so somebody else has to approve it.");

    // When the owner approves
    Answer approved = stack.post("olivia", "/change-requests/" + number + "/approve", commit);

    // Then it is merged at once, and the daemon is told
    assertThat(approved.status()).as(approved.body().toString()).isEqualTo(200);
    assertThat(approved.body().path("state").asText()).isEqualTo("merged");
    JsonNode access = stack.get("carl", "/access-requests/" + number).body();
    assertThat(access.path("state").asText()).isEqualTo("merged");
    assertThat(access.path("facts").path("approvedBy").asText()).isEqualTo("olivia");
    assertThat(access.path("facts").path("mergedCommit").asText()).hasSize(40);
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(() ->
            assertThat(stack.daemon().questions())
                .anyMatch(question -> question.startsWith("/api/v1/reconcile")));

    // When the consumer gives it back
    Answer revoked =
        stack.post(
            "carl",
            "/grants/reviews/enriched-reviews/invoice-runner/revoke",
            Map.of("reason", "Not needed any more."));

    // Then it has ended
    assertThat(revoked.status()).as(revoked.body().toString()).isEqualTo(200);
    assertThat(revoked.body().path("state").asText()).isEqualTo("merged");
    assertThat(stack.get("carl", "/access-requests/" + number).body().path("state").asText())
        .isEqualTo("revoked");
  }

  @Test
  void previewsManifestPlanAndApprovers() throws Exception {
    Map<String, Object> form = form("billing/dispute-desk", "fraud-detection", 100);

    Answer preview = stack.post("carl", "/access-requests/preview", form);
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body().path("problems")).isEmpty();
    assertThat(preview.body().path("blocked").asBoolean()).isFalse();
    assertThat(preview.body().path("approvers").path(0).path("name").asText())
        .isEqualTo("reviews-team");
    assertThat(preview.body().path("plan").path("changes").path(0).path("details").path(0).asText())
        .isEqualTo("User:billing.invoice-runner may READ from * (ALLOW)");
    assertThat(preview.body().path("file").path("path").asText())
        .isEqualTo("domains/reviews/enriched-reviews/access/dispute-desk.yaml");
    assertThat(stack.get("carl", "/access-requests?mine=true").body().findValuesAsText("grant"))
        .doesNotContain("reviews/enriched-reviews/dispute-desk");
  }

  @Test
  void previewsBeforeAnybodyHasSaidWhy() throws Exception {
    Map<String, Object> form = form("billing/dispute-desk", "fraud-detection", 100);
    form.put("reason", "");

    Answer preview = stack.post("carl", "/access-requests/preview", form);

    assertThat(preview.body().path("blocked").asBoolean()).isFalse();
    assertThat(preview.body().path("plan").path("changes")).isNotEmpty();
    assertThat(preview.body().path("problems").path(0).path("field").asText()).isEqualTo("reason");
  }

  @Test
  void refusesWhatThePortDoesNotAllow() throws Exception {
    Answer purpose =
        stack.post("carl", "/access-requests", form("billing/ledger-export", "marketing", 100));
    Answer tooLong =
        stack.post(
            "carl", "/access-requests", form("billing/ledger-export", "fraud-detection", 400));
    Answer foreign =
        stack.post("carl", "/access-requests", form("orders/storefront", "fraud-detection", 100));

    assertThat(List.of(purpose.status(), tooLong.status(), foreign.status())).containsOnly(422);
    assertThat(purpose.detail()).contains("is not for the purpose `marketing`");
    assertThat(purpose.body().path("errors").path(0).path("field").asText()).isEqualTo("purpose");
    assertThat(tooLong.detail()).contains("at most 365 days");
    assertThat(foreign.detail()).contains("belongs to `orders-team`");
  }

  @Test
  void keepsOpenRequestsWhenTheServiceForgetsEverything() throws Exception {
    // Given
    Answer asked = stack.post("carl", "/access-requests", form("billing/auditor", "analytics", 50));
    assertThat(asked.status()).isEqualTo(201);
    int number = asked.body().path("id").asInt();

    // When
    stack.restart();

    // Then
    JsonNode again = stack.get("carl", "/access-requests/" + number).body();
    assertThat(again).isEqualTo(asked.body());
    assertThat(numbers(stack.get("olivia", "/inbox").body().path("approvals"))).contains(number);

    // When the owner denies it
    Answer denied =
        stack.post(
            "olivia",
            "/change-requests/" + number + "/deny",
            Map.of("reason", "The audit trail has it."));

    // Then
    assertThat(denied.status()).isEqualTo(200);
    assertThat(denied.body().path("state").asText()).isEqualTo("closed");
    assertThat(stack.get("carl", "/access-requests/" + number).body().path("state").asText())
        .isEqualTo("denied");
  }

  @Test
  void worksWithoutThePlanWhileTheDaemonIsAway() throws Exception {
    stack.daemon().setAway(true);
    try {
      Answer asked =
          stack.post("carl", "/access-requests", form("billing/revenue-report", "analytics", 50));
      assertThat(asked.status()).as(asked.body().toString()).isEqualTo(201);
      int number = asked.body().path("id").asInt();

      JsonNode page = stack.get("olivia", "/change-requests/" + number).body();

      assertThat(page.path("plan").isMissingNode()).isTrue();
      assertThat(page.path("planProblem").asText()).isEqualTo("The daemon answers 503.");
      assertThat(page.path("canApprove").asBoolean()).isTrue();

      Answer withdrawn = stack.post("carl", "/change-requests/" + number + "/withdraw", Map.of());
      assertThat(withdrawn.body().path("state").asText()).isEqualTo("closed");
    } finally {
      stack.daemon().setAway(false);
    }
  }

  @Test
  void saysWhatCanBeChosen() throws Exception {
    JsonNode options = stack.get("carl", "/access/options?product=reviews/enriched-reviews").body();

    assertThat(options.path("applications").findValuesAsText("name"))
        .contains("billing/invoice-runner")
        .allMatch(name -> name.startsWith("billing/"));
    JsonNode port = options.path("ports").path(0);
    assertThat(port.path("ref").path("port").asText()).isEqualTo("enriched");
    assertThat(port.path("longest").asText()).isEqualTo("PT8760H");
    assertThat(port.path("approval").asText()).isEqualTo("owner");
  }

  @Test
  void answersOddQuestionsWithAReason() throws Exception {
    assertThat(stack.get("carl", "/change-requests/999").status()).isEqualTo(404);
    assertThat(stack.get("carl", "/access-requests/999").detail())
        .isEqualTo("There is no change request 999.");
    assertThat(stack.get("carl", "/change-requests?state=sideways").status()).isEqualTo(400);
    assertThat(stack.post("carl", "/change-requests/999/approve", Map.of()).status())
        .isEqualTo(400);
    assertThat(
            stack
                .post("mallory", "/grants/orders/orders/auditor/revoke", Map.of("reason", "no"))
                .status())
        .isEqualTo(403);
  }

  private static Map<String, Object> form(String application, String purpose, int days) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("application", application);
    form.put("product", "reviews/enriched-reviews");
    form.put("ports", List.of("enriched@v1"));
    form.put("purpose", purpose);
    form.put("reason", "Score disputed invoices");
    form.put("expires", LocalDate.now(ZoneOffset.UTC).plusDays(days).toString());
    return form;
  }

  private static List<Integer> numbers(JsonNode changes) {
    List<Integer> numbers = new ArrayList<>();
    changes.forEach(change -> numbers.add(change.path("number").asInt()));
    return numbers;
  }
}
