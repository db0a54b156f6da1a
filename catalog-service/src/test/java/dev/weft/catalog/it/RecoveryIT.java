// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.devstack.Service;
import dev.weft.model.event.LogTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the catalog does when something is taken from under it.
class RecoveryIT {

  private static String token = "";

  @BeforeAll
  static void signIn() {
    token = Catalog.token("carl");
  }

  /// All tests share the catalog, and others begin with the whole sample in it.
  @AfterEach
  void showsTheWholeSampleAgain() {
    Catalog.awaitSample(token);
  }

  @Test
  void fillsItselfAgainAfterTheDatabaseWasDropped() throws Exception {
    Catalog.SERVICE.get("/api/v1/me", token);
    Catalog.DATABASE.recreate();
    eventually().untilAsserted(() -> assertThat(total("reviews")).isGreaterThanOrEqualTo(2));
    Catalog.SERVICE.awaitReady();
  }

  @Test
  void goesOnWhenTheDatabaseHasRestarted() {
    assertThat(total("reviews")).isGreaterThanOrEqualTo(2);
    Catalog.STACK.restart(Service.POSTGRES);
    publish("after-restart", "Written while the database restarted");
    eventually().untilAsserted(() -> assertThat(total("written restarted")).isEqualTo(1));
  }

  @Test
  void fillsNewTablesWhenTheLogWasMadeAnew() throws Exception {
    publish("only-in-the-old-log", "Only in the former log");
    eventually().untilAsserted(() -> assertThat(total("former")).isEqualTo(1));
    Catalog.LOG.recreate();
    Catalog.writeSample();
    eventually()
        .untilAsserted(() -> {
          assertThat(total("reviews")).as("search is never empty").isGreaterThanOrEqualTo(2);
          assertThat(total("former")).isZero();
        });
  }

  @Test
  void passesOverWhatItCannotReadAndSaysSo() {
    Catalog.LOG.send(
        LogTopic.PRODUCTS,
        "urn:weft:reviews:broken",
        "{\"version\":99}".getBytes(StandardCharsets.UTF_8));
    publish("after-broken", "Published behind a broken record");
    eventually().untilAsserted(() -> assertThat(total("published behind")).isEqualTo(1));
    eventually()
        .untilAsserted(
            () -> assertThat(message()).contains("urn:weft:reviews:broken").contains("version 99"));
    Catalog.LOG.remove("urn:weft:reviews:broken");
    eventually().untilAsserted(() -> assertThat(message()).isEmpty());
  }

  private static String message() {
    return Catalog.SERVICE.get("/api/v1/platform", token).json().at("/projection/message").asText();
  }

  private static void publish(String name, String title) {
    Catalog.LOG.write(
        SampleDocuments.product(name, title, "aggregate", "", List.of(), List.of(), List.of()));
  }

  /// How many products have all of these words, or -1 while the service says that it cannot tell.
  private static int total(String words) {
    var answer = Catalog.SERVICE.get("/api/v1/search?q=" + words.replace(" ", "%20"), token);
    return answer.status() == 200 ? answer.json().path("total").asInt() : -1;
  }

  private static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
  }
}
