// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.it.EventStream.Event;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The live feed over HTTP, as browsers listen to it: with pauses in which they are away.
class ChangesIT {

  private static String token = "";

  @BeforeAll
  static void signIn() {
    token = Catalog.token("carl");
  }

  @Test
  void tellsWhatChanges() {
    try (EventStream stream = listen(null)) {
      String urn = publish("feed-live");
      Event event = await(stream, urn);
      assertThat(event.name()).isEqualTo("change");
      assertThat(event.type()).isEqualTo("product");
      assertThat(event.id()).isEqualTo(event.data().path("id").asText());
      assertThat(event.data().path("at").asText()).endsWith("Z");
    }
  }

  @Test
  void repeatsWhatAListenerHasMissed() {
    Event seen;
    try (EventStream stream = listen(null)) {
      seen = await(stream, publish("feed-seen"));
    }
    String missed = publish("feed-missed");
    awaitCatalogKnows("feed-missed");

    try (EventStream again = listen(seen.id())) {
      await(again, missed);
      assertThat(again.events()).extracting(Event::type).doesNotContain("reset");
      assertThat(again.events())
          .extracting(Event::subject)
          .as("what was seen is not told again")
          .doesNotContain(seen.subject());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "999999999999999999", "not-a-number"})
  void tellsListenersThatWereAwayForTooLongToBeginAnew(String lastEvent) {
    try (EventStream stream = listen(lastEvent)) {
      Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> !stream.events().isEmpty());
      Event first = stream.events().getFirst();
      assertThat(first.type()).isEqualTo("reset");

      String urn = publish("feed-after-reset-" + lastEvent.length());
      await(stream, urn);
      try (EventStream again = listen(first.id())) {
        await(again, urn);
        assertThat(again.events())
            .extracting(Event::type)
            .as("one can go on from a reset")
            .doesNotContain("reset");
      }
    }
  }

  private static EventStream listen(@Nullable String lastEvent) {
    EventStream stream = EventStream.open(token, lastEvent);
    Awaitility.await("the feed has begun")
        .atMost(Duration.ofMinutes(3))
        .until(() -> !stream.comments().isEmpty());
    return stream;
  }

  private static Event await(EventStream stream, String urn) {
    Awaitility.await("an event about " + urn)
        .atMost(Duration.ofMinutes(3))
        .until(() -> stream.events().stream().anyMatch(event -> event.subject().equals(urn)));
    return stream.events().stream()
        .filter(event -> event.subject().equals(urn))
        .findFirst()
        .orElseThrow();
  }

  /// Of a type that other tests do not ask for, since all tests share one catalog.
  private static String publish(String name) {
    var product =
        SampleDocuments.product(
            name, name, "consumer-aligned", "", List.of(), List.of(), List.of());
    Catalog.LOG.write(product);
    return product.urn();
  }

  private static void awaitCatalogKnows(String name) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> Catalog.SERVICE.get("/api/v1/products/reviews/" + name, token).status() == 200);
  }
}
