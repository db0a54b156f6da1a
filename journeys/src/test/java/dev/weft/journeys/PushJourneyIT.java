// SPDX-License-Identifier: Apache-2.0
package dev.weft.journeys;

import static dev.weft.journeys.harness.Wait.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.devstack.PlatformStack;
import dev.weft.journeys.harness.Answer;
import dev.weft.journeys.harness.Api;
import dev.weft.journeys.harness.Clone;
import dev.weft.journeys.harness.Command;
import dev.weft.journeys.harness.SharedPlatform;
import dev.weft.journeys.harness.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A domain team changes its product by `git push`, over HTTP and with real logins.
@ExtendWith(SharedPlatform.class)
class PushJourneyIT {

  private static final String CLEAN = "domains/reviews/clean-reviews/product.yaml";
  private static final Pattern PAGE = Pattern.compile("http://\\S+/changes/(\\d+)");

  private final PlatformStack platform;
  private final Api olivia;
  private final Api ines;

  @TempDir private Path home = Path.of("");

  PushJourneyIT(PlatformStack platform) {
    this.platform = platform;
    this.olivia = new Api(platform, "olivia");
    this.ines = new Api(platform, "ines");
  }

  /// A colleague of olivia: nobody approves what they pushed themselves.
  @BeforeEach
  void ensuresAColleague() {
    platform.identity().ensureUser("ines", List.of("reviews-team"));
  }

  @Test
  void pushedBranchIsApprovedMergedAndLive() throws Exception {
    // Given
    Clone clone = Clone.of(platform, "olivia", home);
    String first =
        clone.commit(CLEAN, "retention: P90D", "retention: P120D", "Keep reviews longer");

    // When pushed
    int number = changeOf(clone.push("longer").require());

    // Then it is a change request with plan and findings
    JsonNode page = ines.get("/change-requests/" + number).require(200);
    assertThat(page.path("author").asText()).isEqualTo("olivia");
    assertThat(page.path("title").asText()).isEqualTo("Keep reviews longer");
    assertThat(page.path("files").path(0).path("diff").asText()).contains("retention: P120D");
    assertThat(page.path("plan").path("changes").findValuesAsText("resource").toString())
        .contains("reviews.clean-reviews.clean.v1");
    assertThat(page.path("blocked").asBoolean()).isFalse();
    assertThat(page.path("neededTeams").findValuesAsText("team")).containsExactly("reviews-team");
    assertThat(page.path("canApprove").asBoolean()).isTrue();

    // When approved as it was before another commit
    String second =
        clone.commit(CLEAN, "retention: P120D", "retention: P100D", "A hundred days are enough");
    assertThat(changeOf(clone.push("longer").require())).isEqualTo(number);
    Answer old = approve(ines, number, first);
    Answer own = approve(olivia, number, second);

    // Then it is refused, as is the author's own approval
    assertThat(old.status()).isEqualTo(409);
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.detail()).contains("You asked for this change");

    // When approved and merged
    approve(ines, number, second).require(200);
    JsonNode merged = merge(number, second).require(200);

    // Then Kafka gets it
    assertThat(merged.path("state").asText()).isEqualTo("merged");
    eventually()
        .untilAsserted(() ->
            assertThat(retention("reviews.clean-reviews.clean.v1"))
                .isEqualTo(Duration.ofDays(100)));
    platform.awaitLive(platform.head(), Wait.PATIENCE);
    eventually()
        .untilAsserted(() ->
            assertThat(
                    olivia
                        .get("/products/reviews/clean-reviews")
                        .require(200)
                        .path("ports")
                        .path(0)
                        .path("retention")
                        .asText())
                .isEqualTo("P100D"));
  }

  @Test
  void changeThatBreaksAPolicyIsNotMerged() throws Exception {
    // Given personal data that would be kept for a year
    Clone clone = Clone.of(platform, "olivia", home);
    String head =
        clone.commit(
            "domains/reviews/enriched-reviews/product.yaml",
            "retention: P30D",
            "retention: P365D",
            "Keep names for a year");
    String before = platform.head();

    // When
    int number = changeOf(clone.push("for-a-year").require());

    // Then the finding is shown, and it cannot be merged although it is approved
    JsonNode page = approve(ines, number, head).require(200);
    assertThat(page.path("state").asText()).isEqualTo("approved");
    assertThat(page.path("blocked").asBoolean()).isTrue();
    JsonNode finding = page.path("findings").path(0);
    assertThat(finding.path("rule").asText()).isEqualTo("personal-data-is-not-kept/retention");
    assertThat(finding.path("file").asText())
        .isEqualTo("domains/reviews/enriched-reviews/product.yaml");
    assertThat(page.path("canMerge").asBoolean()).isFalse();
    Answer merge = merge(number, head);
    assertThat(merge.status()).isEqualTo(409);
    assertThat(merge.detail()).contains("personal data");
    assertThat(platform.head()).isEqualTo(before);

    // When it is given up
    JsonNode withdrawn =
        olivia.post("/change-requests/" + number + "/withdraw", Map.of()).require(200);

    // Then it is over
    assertThat(withdrawn.path("state").asText()).isEqualTo("closed");
  }

  @Test
  void nobodyPushesToTheMainBranch() throws Exception {
    Clone clone = Clone.of(platform, "olivia", home);
    clone.commit(CLEAN, "partitions: 6", "partitions: 9", "More partitions");
    String before = platform.head();

    Command.Result pushed = clone.push("main");

    assertThat(pushed.exit()).isNotZero();
    assertThat(pushed.output())
        .contains("the main branch changes by merged change requests only")
        .contains("git push origin HEAD:<name>");
    assertThat(platform.head()).isEqualTo(before);
  }

  @Test
  void strangerMayNotPush() throws Exception {
    platform.identity().ensureUser("stranger", List.of());
    Clone clone = Clone.of(platform, "stranger", home);
    clone.commit(CLEAN, "partitions: 6", "partitions: 9", "More partitions");

    Command.Result pushed = clone.push("more-partitions");

    assertThat(pushed.exit()).isNotZero();
    assertThat(pushed.output())
        .contains("stranger is in no team of teams.yaml, and only members of a team may push");
    assertThat(olivia.get("/change-requests?state=open").require(200).findValuesAsText("branch"))
        .doesNotContain("more-partitions");
  }

  private static int changeOf(String said) {
    Matcher page = PAGE.matcher(said);
    assertThat(page.find()).as(said).isTrue();
    return Integer.parseInt(page.group(1));
  }

  private static Answer approve(Api by, int number, String commit) throws Exception {
    return by.post("/change-requests/" + number + "/approve", Map.of("commit", commit));
  }

  private Answer merge(int number, String commit) throws Exception {
    return olivia.post("/change-requests/" + number + "/merge", Map.of("commit", commit));
  }

  private Duration retention(String topic) throws Exception {
    var properties = new Properties();
    properties.putAll(platform.stack().kafka("onprem").adminProperties());
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(properties)) {
      var config = admin.describeConfigs(List.of(resource)).all().get().values().iterator().next();
      return Duration.ofMillis(Long.parseLong(config.get("retention.ms").value()));
    }
  }
}
