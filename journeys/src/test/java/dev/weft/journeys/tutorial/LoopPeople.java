// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.devstack.PlatformStack;
import dev.weft.journeys.harness.Answer;
import dev.weft.journeys.harness.Api;
import dev.weft.journeys.harness.Wait;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// The people of the page about the whole loop. What they do in the pages is done through the API;
/// `BrowserJourneyIT` does it in a browser.
final class LoopPeople {

  private static final String PRODUCT = "/products/reviews/enriched-reviews";
  private static final String APPLICATION = "billing/invoice-runner";
  private static final int REQUEST = 1;

  /// The catalog's address, unless somebody else is there.
  private static final String USUAL = "127.0.0.1:18088";

  private final PlatformStack platform;
  private final Path askpass;
  private final Api carl;
  private final Api olivia;
  private final Api colleague;

  /// @param home an empty folder
  LoopPeople(PlatformStack platform, Path home) throws IOException {
    this.platform = platform;
    carl = new Api(platform, "carl");
    olivia = new Api(platform, "olivia");
    platform.identity().ensureUser("ines", List.of("reviews-team"));
    colleague = new Api(platform, "ines");
    askpass = home.resolve("askpass");
    Files.writeString(askpass, "#!/bin/sh\necho \"$LOOP_PASSWORD\"\n");
    assertThat(askpass.toFile().setExecutable(true)).isTrue();
  }

  /// *Find*, *Ask* and *Approve*; the request is the first change of this platform.
  void askAndApprove() throws IOException, InterruptedException {
    JsonNode found = carl.get("/search?q=revews").require(200);
    assertThat(found.path("corrected").asText()).isEqualTo("reviews");
    assertThat(found.path("hits").findValuesAsText("title"))
        .contains("Product reviews with who wrote them");

    Answer tooLong = carl.post("/access-requests", request(366));
    assertThat(tooLong.require(422).path("errors").findValuesAsText("field"))
        .containsExactly("expires");
    JsonNode asked = carl.post("/access-requests", request(90)).require(201);
    assertThat(asked.path("waitsFor").asText())
        .isEqualTo("The approval of `reviews-team` is missing.");

    assertThat(asked.path("id").asInt()).isEqualTo(REQUEST);
    JsonNode page = olivia.get("/change-requests/" + REQUEST).require(200);
    Map<String, String> head = Map.of("commit", page.path("head").asText());
    String approve = "/change-requests/" + REQUEST + "/approve";
    assertThat(carl.post(approve, head).status()).isEqualTo(403);
    assertThat(new Api(platform, "petra").post(approve, head).status()).isEqualTo(403);
    olivia.post(approve, head).require(200);
    awaitFact("readBackAt");
  }

  private void awaitFact(String fact) {
    Wait.eventually()
        .alias("fact " + fact)
        .until(() -> carl.get("/access-requests/" + REQUEST).require(200).path("facts").has(fact));
  }

  /// The *Terminal* snippet of *How to consume*.
  String snippet() throws IOException, InterruptedException {
    JsonNode use =
        carl.get(PRODUCT + "/ports/enriched@v1/use?application=" + APPLICATION).require(200);
    return use.path("snippets")
        .valueStream()
        .filter(snippet -> snippet.path("title").asText().equals("Terminal"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no such snippet: " + use.toPrettyString()))
        .path("text")
        .asText();
  }

  /// The page of the request shows *First used*.
  void awaitFirstUse() {
    awaitFact("firstUsedAt");
  }

  /// The step with the address that `weft up` has printed.
  TutorialStep withAddress(TutorialStep step) {
    return step.with(URI.create(platform.catalogUrl()).getAuthority(), USUAL);
  }

  /// Olivia's shell: git knows her, and she types her password when it asks.
  Map<String, String> shell() {
    return Map.ofEntries(
        Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
        Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
        Map.entry("GIT_TERMINAL_PROMPT", "0"),
        Map.entry("GIT_ASKPASS", askpass.toString()),
        Map.entry("LOOP_PASSWORD", platform.identity().password("olivia")),
        Map.entry("GIT_AUTHOR_NAME", "Olivia"),
        Map.entry("GIT_AUTHOR_EMAIL", "olivia@example.com"),
        Map.entry("GIT_COMMITTER_NAME", "Olivia"),
        Map.entry("GIT_COMMITTER_EMAIL", "olivia@example.com"));
  }

  /// A second member of olivia's team approves, olivia merges, the daemon makes it real.
  void approveAndMerge(int number) throws IOException, InterruptedException {
    String path = "/change-requests/" + number;
    JsonNode page = colleague.get(path).require(200);
    assertThat(page.path("plan").path("changes").findValuesAsText("resource"))
        .containsExactly("onprem/topic/reviews.clean-reviews.clean.v1");
    Map<String, String> head = Map.of("commit", page.path("head").asText());
    assertThat(olivia.post(path + "/approve", head).status()).isEqualTo(403);
    colleague.post(path + "/approve", head).require(200);
    JsonNode merged = olivia.post(path + "/merge", head).require(200);
    assertThat(merged.path("state").asText()).isEqualTo("merged");
    platform.awaitLive(platform.head(), Wait.PATIENCE);
  }

  /// The finding names file and line, and an approval does not help.
  void assertCannotBeMerged(int number) throws IOException, InterruptedException {
    String path = "/change-requests/" + number;
    Map<String, String> head =
        Map.of("commit", olivia.get(path).require(200).path("head").asText());
    JsonNode page = colleague.post(path + "/approve", head).require(200);
    JsonNode finding = page.path("findings").path(0);
    assertThat(finding.path("rule").asText()).isEqualTo("personal-data-is-not-kept/retention");
    assertThat(finding.path("file").asText())
        .isEqualTo("domains/reviews/enriched-reviews/product.yaml");
    assertThat(finding.path("line").asInt()).isPositive();
    assertThat(olivia.post(path + "/merge", head).status()).isEqualTo(409);
  }

  private static Map<String, Object> request(int days) {
    return Map.of(
        "application",
        APPLICATION,
        "product",
        "reviews/enriched-reviews",
        "ports",
        List.of("enriched@v1"),
        "purpose",
        "fraud-detection",
        "reason",
        "Clerks compare disputed invoices with what the buyer wrote.",
        "expires",
        LocalDate.now(ZoneOffset.UTC).plusDays(days).toString());
  }
}
