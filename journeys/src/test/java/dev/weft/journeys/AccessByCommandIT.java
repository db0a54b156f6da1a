// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys;

import static dev.weft.journeys.harness.Wait.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.devstack.PlatformStack;
import dev.weft.journeys.harness.Api;
import dev.weft.journeys.harness.Command;
import dev.weft.journeys.harness.Command.Result;
import dev.weft.journeys.harness.SharedPlatform;
import dev.weft.journeys.harness.Wait;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Access from the command line: asked for, denied, withdrawn, approved and taken back with `weft
/// access`, by the people who would do it.
@ExtendWith(SharedPlatform.class)
class AccessByCommandIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("weft.root")).toAbsolutePath();
  private static final String PRODUCT = "reviews/clean-reviews";

  private final PlatformStack platform;
  private final Api carl;
  private final Api olivia;

  AccessByCommandIT(PlatformStack platform) {
    this.platform = platform;
    this.carl = new Api(platform, "carl");
    this.olivia = new Api(platform, "olivia");
  }

  @BeforeEach
  void awaitsTheSample() {
    eventually()
        .untilAsserted(() -> assertThat(carl.get("/products/" + PRODUCT).status()).isEqualTo(200));
  }

  @Test
  void theOwnerDeniesAndNothingIsMerged() throws Exception {
    // Given
    String before = platform.head();
    String number = ask("billing/revenue-report");

    // When others than the owner try
    Result byAuthor = access("carl", "deny", number, "--reason", "I changed my mind.");
    Result byStranger = access("petra", "deny", number, "--reason", "Not here.");
    Result withoutReason = access("olivia", "deny", number);

    // Then
    assertThat(byAuthor.exit()).as(byAuthor.output()).isEqualTo(1);
    assertThat(byStranger.exit()).as(byStranger.output()).isEqualTo(1);
    assertThat(byStranger.output()).contains("Only `reviews-team` can deny this change.");
    assertThat(withoutReason.exit()).as(withoutReason.output()).isEqualTo(1);
    assertThat(withoutReason.output()).contains("--reason");
    assertThat(state(number)).isEqualTo("open");

    // When the owner denies
    Result denied = access("olivia", "deny", number, "--reason", "The report has totals already.");

    // Then whoever asked reads why, and nothing has changed
    assertThat(denied.require()).contains("#" + number + " ", ": closed");
    assertThat(access("carl", "list", "--mine").require())
        .contains("#" + number + " billing/revenue-report reads " + PRODUCT + " clean@v1, denied");
    assertThat(carl.get("/change-requests/" + number).require(200).path("events"))
        .anySatisfy(event -> {
          assertThat(event.path("type").asText()).isEqualTo("denied");
          assertThat(event.path("by").asText()).isEqualTo("olivia");
          assertThat(event.path("text").asText()).isEqualTo("The report has totals already.");
        });
    Result tooLate = access("olivia", "approve", number);
    assertThat(tooLate.exit()).as(tooLate.output()).isEqualTo(1);
    assertThat(tooLate.output()).contains("The change was denied.");
    assertThat(platform.head()).isEqualTo(before);
  }

  @Test
  void whatWasWithdrawnCannotBeApproved() throws Exception {
    String number = ask("billing/dispute-desk");
    String path = "/change-requests/" + number + "/withdraw";

    assertThat(olivia.post(path, Map.of()).status()).isEqualTo(403);
    carl.post(path, Map.of()).require(200);

    Result approved = access("olivia", "approve", number);
    assertThat(approved.exit()).as(approved.output()).isEqualTo(1);
    assertThat(approved.output()).contains("The change was withdrawn.");
    assertThat(state(number)).isEqualTo("withdrawn");
  }

  @Test
  void theOwnerApprovesWhatSheSawAndTheConsumerGivesItBack() throws Exception {
    // Given
    String before = platform.head();
    String number = ask("billing/ledger-export");

    // When
    Result stale = access("olivia", "approve", number, "--commit", before);
    Result approved = access("olivia", "approve", number);

    // Then
    assertThat(stale.exit()).as(stale.output()).isEqualTo(1);
    assertThat(approved.require()).contains("#" + number + " ", ": merged");
    eventually().until(() -> state(number).equals("active"));

    // When
    Result revoked =
        access("carl", "revoke", PRODUCT + "/ledger-export", "--reason", "The audit has ended.");

    // Then
    assertThat(revoked.require()).contains(": merged");
    assertThat(state(number)).isEqualTo("revoked");
  }

  private String ask(String application) throws Exception {
    String until = LocalDate.now(ZoneOffset.UTC).plusDays(30).toString();
    List<String> arguments = new ArrayList<>(List.of("request", PRODUCT, "--for", application));
    arguments.addAll(List.of("--port", "clean@v1", "--purpose", "analytics", "--until", until));
    arguments.addAll(List.of("--reason", "Reviews explain the refunds of a quarter."));
    arguments.addAll(List.of("--format", "json"));
    Result request = access("carl", arguments.toArray(String[]::new));
    JsonNode asked = JSON.readTree(request.require());
    assertThat(asked.path("state").asText()).isEqualTo("open");
    return asked.path("id").asText();
  }

  private String state(String number) throws Exception {
    return carl.get("/access-requests/" + number).require(200).path("state").asText();
  }

  /// What `weft access` says to somebody.
  private Result access(String username, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("weft").toString(), "access"));
    command.addAll(List.of(arguments));
    return Command.run(
        Path.of("target").toAbsolutePath(),
        Wait.PATIENCE,
        Map.of(
            "WEFT_BUILD", "never",
            "WEFT_CATALOG", platform.catalogUrl(),
            "WEFT_TOKEN", platform.identity().userToken(username)),
        command);
  }
}
